import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poweredMean } from './powered-mean.ts';

test('rows that carry the variance: all where each has a like part in it, one where it has nearly all', () => {
  const none = new Float64Array(100);
  const carriersOf = (truth: Float64Array): number =>
    poweredMean({ truth, model: none, rest: new Float64Array(900) })?.carriers ?? 0;
  const even = carriersOf(Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1)));
  assert.ok(Math.abs(even - 100) < 1e-9, `${even}`);
  const heavy = carriersOf(Float64Array.from({ length: 100 }, (_, i) => (i === 7 ? 1000 : i % 2)));
  assert.ok(heavy > 1 && heavy < 1.1, `${heavy}`);
});
