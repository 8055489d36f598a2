import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { rankAgreement } from './rank.ts';

/** Numbers of two models whose tau is known: normal with a correlation of .9 has 2 asin(.9) / pi. */
function twoModels(n: number, seed: number): Rows {
  const random = makeRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const prediction = Float64Array.from({ length: n }, normal);
  const other = prediction.map((x) => 0.9 * x + Math.sqrt(0.19) * normal());
  return makeRows(n, { roles: { label: prediction, prediction }, against: { prediction: other } });
}

test('the interval holds the truth in about 95 of 100 draws', (context) => {
  const truth = (2 * Math.asin(0.9)) / Math.PI;
  let held = 0;
  const draws = 80;
  for (let seed = 1; seed <= draws; seed++) {
    const found = rankAgreement(twoModels(300, seed), seed);
    const [low, high] = ('gap' in found ? null : found.boundsAt([0.025, 0.975])) ?? [1, 0];
    if (low <= truth && truth <= high) held++;
  }
  context.diagnostic(`${held} of ${draws}`);
  assert.ok(held >= 0.875 * draws && held < draws, `${held} of ${draws}`);
});

test('two models that order alike agree wholly, without an interval; what cannot be ordered is a gap', () => {
  const { roles } = twoModels(50, 1);
  const alike = rankAgreement(makeRows(50, { roles, against: roles }), 1);
  assert.ok(!('gap' in alike) && Math.abs(alike.value - 1) < 1e-12);
  assert.equal(alike.boundsAt([0.025, 0.975]), null);
  const constant = { prediction: new Float64Array(50) };
  const flat = rankAgreement(makeRows(50, { roles, against: constant }), 1);
  assert.ok('gap' in flat && flat.gap === 'no-variance');
  const none = rankAgreement(makeRows(50, { roles, against: constant, classes: ['no', 'yes'] }), 1);
  assert.ok('gap' in none && none.gap === 'no-score');
});
