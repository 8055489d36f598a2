import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../catalogue/define.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows } from '../../table/rows.ts';
import { chooseLine } from './choose.ts';

const PRICES = { falsePositive: 2, falseNegative: 10, truePositive: -1, trueNegative: 0 };

test('scores that say nothing save nothing, though the line that fits best seems to', () => {
  let savings = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const random = makeRandom(seed);
    const n = 400;
    const score = Float64Array.from({ length: n }, random);
    const label = Float64Array.from({ length: n }, () => Number(random() < 2 / 13));
    const roles = { label, score, prediction: new Float64Array(n) };
    const rows = makeRows(n, { roles, classes: ['no', 'yes'] });
    const lines = chooseLine(rows, { prices: PRICES, shareMax: 1, seed: 1 });
    assert.ok(!isGap(lines) && lines.chosen !== null);
    const { chosen, now } = lines;
    assert.ok(chosen.cost! <= now.cost!); // ! prices are given
    assert.ok(!isGap(chosen.saving));
    if ((chosen.saving.boundsAt([0.025, 0.975])?.[0] ?? -1) > 0) savings++;
  }
  assert.ok(savings <= 2, `${savings} of 20`);
});
