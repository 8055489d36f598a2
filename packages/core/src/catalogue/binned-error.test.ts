import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binnedError, binOf } from './binned-error.ts';

test('an edge belongs to the bin above it, the value just below to the bin below, for any number of bins', () => {
  for (let bins = 1; bins <= 100; bins++) {
    for (let k = 1; k < bins; k++) {
      assert.equal(binOf(k / bins, bins), k, `${k}/${bins}`);
      assert.equal(binOf((k / bins) * (1 - 2 ** -52), bins), k - 1, `below ${k}/${bins}`);
    }
    assert.equal(binOf(0, bins), 0);
    assert.equal(binOf(1, bins), bins - 1);
  }
});

test('misses in opposite directions cancel within a bin and not between bins', () => {
  const rows = { n: 2, weight: Float64Array.of(1, 1), came: Float64Array.of(0, 1) };
  assert.equal(binnedError({ ...rows, chance: Float64Array.of(0.5, 0.5) }, 10), 0);
  const apart = binnedError({ ...rows, chance: Float64Array.of(0.25, 0.75) }, 2);
  assert.equal(apart, 0.25);
});
