import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areaInfluence, placements } from '../stats/placements.ts';
import { isGap } from './define.ts';
import averagePrecision from './performance/average-precision.ts';
import rocAuc from './performance/roc-auc.ts';
import { ranksOf } from './ranks.ts';

const runs = { seed: 11, numRuns: 100 };
const column = (of: fc.Arbitrary<number>, n: number): fc.Arbitrary<Float64Array> =>
  fc.array(of, { minLength: n, maxLength: n }).map((values) => Float64Array.from(values));
const scored = fc.integer({ min: 2, max: 40 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    classes: fc.constant(2),
    label: column(fc.constantFrom(0, 1), n),
    score: column(fc.integer({ min: -5, max: 5 }), n),
    weight: column(fc.integer({ min: 0, max: 3 }), n),
  }),
);
const near = (a: number, b: number): void =>
  assert.ok(Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)), `${a} ${b}`);

test('equal values share a rank, -0 and 0 are equal, greater ones rank higher', () => {
  assert.deepEqual(ranksOf(Float64Array.of(3, -1, 3, 0, -0)), { rank: Uint32Array.of(2, 0, 2, 1, 1), count: 3 });
  assert.deepEqual(ranksOf(new Float64Array()), { rank: new Uint32Array(), count: 0 });
});

test('the area and its influence by rank equal those of the placements by row', () => {
  fc.assert(
    fc.property(scored, (given) => {
      const answer = rocAuc.measure(given, {});
      if (isGap(answer)) return;
      near(answer.value, placements(given.label, given.score, given.weight).area);
      const slow = areaInfluence(given.label, given.score, given.weight);
      for (const [i, value] of (rocAuc.influence?.(given, {}) ?? []).entries()) near(value, slow[i]!); // ! n rows
    }),
    runs,
  );
});

test('average precision equals its sum over thresholds, each counted anew', () => {
  fc.assert(
    fc.property(scored, (given) => {
      const { label, score, weight } = given;
      const answer = averagePrecision.measure(given, {});
      if (isGap(answer)) return;
      const above = (s: number, of: readonly number[]): number =>
        label.reduce((sum, y, i) => sum + (score[i]! >= s && of.includes(y) ? weight[i]! : 0), 0); // ! i < n
      const thresholds = [...new Set(score)].sort((a, b) => b - a);
      let before = 0;
      let area = 0;
      for (const s of thresholds) {
        const found = above(s, [1]);
        if (found > before) area += ((found - before) * found) / above(s, [0, 1]);
        before = found;
      }
      near(answer.value, area / before);
    }),
    runs,
  );
});

test('values that rise already rank as they do in any other order', () => {
  fc.assert(
    fc.property(column(fc.integer({ min: -5, max: 5 }), 12), (values) => {
      const rising = Float64Array.from(values).sort();
      const { rank, count } = ranksOf(rising);
      const shuffled = ranksOf(Float64Array.from(rising).reverse());
      assert.equal(count, shuffled.count);
      assert.deepEqual(rank, Uint32Array.from(shuffled.rank).reverse());
    }),
    runs,
  );
  assert.deepEqual(ranksOf(Float64Array.of(1, 2, Number.NaN)).rank, Uint32Array.of(0, 1, 2));
});
