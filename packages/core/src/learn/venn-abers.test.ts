import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { heightAt, isotonicCurve } from '../stats/isotonic-curve.ts';
import { makeRandom } from '../std/random.ts';
import { chancesAt, fitVennAbers, MOST_SCORES } from './venn-abers.ts';

test('both chances are those of isotonic regression with one more row', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 1), fc.integer({ min: 1, max: 3 }));
  const law = (rows: [number, number, number][], at: number): void => {
    const score = rows.map(([value]) => value);
    const label = rows.map(([, value]) => value);
    const weight = rows.map(([, , value]) => value);
    const fitted = fitVennAbers({
      score: Float64Array.from(score),
      label: Float64Array.from(label),
      weight: Float64Array.from(weight),
    });
    const both = chancesAt(fitted, at / 2);
    for (const more of [0, 1]) {
      const curve = isotonicCurve(Float64Array.of(...score, at / 2), [...label, more], [...weight, 1], {
        isRising: true,
      });
      assert.ok(Math.abs((heightAt(curve, at / 2) ?? -1) - (both[more] ?? -2)) < 1e-9);
    }
  };
  const rows = fc.array(row, { minLength: 1, maxLength: 25 });
  fc.assert(fc.property(rows, fc.integer({ min: -2, max: 26 }), law), { numRuns: 200 });
});

test('many scores are gathered, and the chances hold the rate', () => {
  const random = makeRandom(2);
  const score = Float64Array.from({ length: 20_000 }, () => random());
  const label = score.map((s) => (random() < s * s ? 1 : 0));
  const fitted = fitVennAbers({ score, label, weight: new Float64Array(20_000).fill(1) });
  assert.ok(fitted.x.length <= MOST_SCORES);
  const [low, high] = chancesAt(fitted, 0.5);
  assert.ok(low <= high && low > 0.18 && high < 0.32, `${low} ${high}`);
});
