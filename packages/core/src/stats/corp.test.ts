import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { corp, levelsOf, meanLoss, recalibrated, SQUARE, SURPRISE } from './corp.ts';

const rows = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 19 }), fc.constantFrom(0, 1), fc.integer({ min: 1, max: 3 })),
  { minLength: 1, maxLength: 40 },
);

test('the parts add up to the score, none is below 0, and they are those of the pooled levels', () => {
  const law = (list: [number, number, number][]): void => {
    const sorted = [...list].sort(([a], [b]) => a - b);
    const { levels, at } = levelsOf({
      score: Float64Array.from(sorted, ([score]) => score / 20),
      label: Float64Array.from(sorted, ([, label]) => label),
      weight: Float64Array.from(sorted, ([, , weight]) => weight),
    });
    for (const loss of [SQUARE, SURPRISE]) {
      const parts = corp(levels, at, loss);
      assert.ok(parts && parts.mcb > -1e-12 && parts.dsc > -1e-12 && parts.unc >= 0);
      assert.ok(Math.abs(parts.mcb - parts.dsc + parts.unc - parts.score) <= 1e-12);
      const best = meanLoss(levels, recalibrated(levels), loss) ?? Number.NaN;
      assert.ok(Math.abs(parts.score - parts.mcb - best) < 1e-12);
    }
  };
  fc.assert(fc.property(rows, law), { numRuns: 60 });
});
