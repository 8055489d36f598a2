import assert from 'node:assert/strict';
import test from 'node:test';
import { partRowsMin } from './conformal-quantile.ts';
import { fitSets, setOf } from './conformal-sets.ts';

test('too few rows give all classes', () => {
  const one = [Float64Array.of(0.6), Float64Array.of(0.4)];
  assert.deepEqual(setOf(fitSets(one, [0], { alpha: 0.1, kind: 'lac', chance: null }), one, 0), [true, true]);
});

test('a part needs ten times as many rows as one miss', () => {
  assert.equal(partRowsMin(0.1), 100);
  assert.equal(partRowsMin(0.05), 200);
});
