import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { medianOf } from './median.ts';
import { quantileOf } from './quantile.ts';

test('the median by selection is the median by sorting', () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 })));
  fc.assert(
    fc.property(values, (list) => {
      const sorted = Float64Array.from(list).sort();
      const found = medianOf(Float64Array.from(list));
      const want = quantileOf(sorted, 0.5);
      // The middle of two large numbers of both signs, or of two of the least there are, is rounded by each route.
      const scale = Math.max(1e-300, ...sorted.map(Math.abs));
      if (found === null || want === null) assert.equal(found, want);
      else assert.ok(Math.abs(found - want) <= 1e-12 * scale, `${found}, not ${want}`);
    }),
  );
  assert.equal(medianOf(new Float64Array()), null);
});
