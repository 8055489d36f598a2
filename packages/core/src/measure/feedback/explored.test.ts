import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { exploredDifference } from './explored.ts';

/** Rows of ten windows, a fifth explored; where the answer decides, chances move by `moved`. */
function rows(moved: number, seed: number, n = 4000) {
  const random = makeRandom(seed);
  const chance = Float64Array.from({ length: n }, () => 0.2 + 0.6 * random());
  const isExplored = Uint8Array.from({ length: n }, () => Number(random() < 0.2));
  const came = chance.map((own, i) => Number(random() < own + (isExplored[i] === 1 ? 0 : moved)));
  const window = Int32Array.from({ length: n }, (_, i) => Math.floor((10 * i) / n));
  return { outcomes: { low: chance, high: chance, came }, isExplored, window };
}

test('rows that end alike are told alike, and rows that the answer changed are not', () => {
  const calm = exploredDifference(rows(0, 3));
  assert.ok(calm !== null && calm.interval[0] < 0 && calm.interval[1] > 0, JSON.stringify(calm));
  assert.ok(calm.evidence < 20, `${calm.evidence}`);
  assert.equal(calm.n[0] + calm.n[1], 4000);
  const changed = exploredDifference(rows(0.15, 4));
  assert.ok(changed !== null && changed.interval[0] < -0.15 && changed.interval[1] > -0.15, JSON.stringify(changed));
  assert.ok(changed.evidence >= 20, `${changed.evidence}`);
});

test('few explored rows say nothing', () => {
  assert.equal(exploredDifference(rows(0, 5, 100)), null);
});
