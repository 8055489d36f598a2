import assert from 'node:assert/strict';
import { test } from 'node:test';
import { naiveErrors } from './naive-errors.ts';

test('the naive forecast says what was a season before', () => {
  assert.deepEqual(naiveErrors([1, 2, 4, 8], 2), { meanAbsolute: 4.5, rootMeanSquare: Math.sqrt((9 + 36) / 2) });
});

test('a series that repeats itself, or is no longer than its season, has no scale', () => {
  assert.equal(naiveErrors([1, 2, 1, 2], 2), null);
  assert.equal(naiveErrors([1, 2], 2), null);
});
