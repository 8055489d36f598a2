import assert from 'node:assert/strict';
import { test } from 'node:test';
import { naiveErrors, naiveErrorsInTime } from './naive-errors.ts';

test('the naive forecast says what was a season before', () => {
  assert.deepEqual(naiveErrors([1, 2, 4, 8], 2), { meanAbsolute: 4.5, rootMeanSquare: Math.sqrt((9 + 36) / 2) });
});

test('a series that repeats itself, or is no longer than its season, has no scale', () => {
  assert.equal(naiveErrors([1, 2, 1, 2], 2), null);
  assert.equal(naiveErrors([1, 2], 2), null);
});

const DAY = 86_400_000;

test('by time the errors are those by place where no day is missing, whatever the order of rows', () => {
  const values = [10, 12, 15, 11, 9, 30, 28, 11, 13, 14, 12, 10, 33, 29, 12];
  const order = values.map((_, i) => (i * 7) % values.length);
  const shuffled = { at: order.map((i) => i * DAY), values: order.map((i) => values[i] ?? 0), series: null };
  for (const [season, steps] of [
    ['week', 7],
    ['day', 1],
    [null, 1],
  ] as const) {
    const found = naiveErrorsInTime(shuffled, season);
    const { pairs, ...errors } = typeof found === 'string' ? assert.fail(found) : found;
    assert.equal(pairs, values.length - steps);
    const placed = naiveErrors(values, steps);
    assert.ok(placed !== null && Math.abs(placed.meanAbsolute - errors.meanAbsolute) < 1e-12);
    assert.ok(Math.abs(placed.rootMeanSquare - errors.rootMeanSquare) < 1e-12);
  }
});

test('series are not mixed, a missing day is not bridged, rows that repeat a time count once', () => {
  const two = { at: [0, 0, DAY, DAY], values: [1, 100, 3, 104], series: [0, 1, 0, 1] };
  assert.deepEqual(naiveErrorsInTime(two, 'day'), { meanAbsolute: 3, rootMeanSquare: Math.sqrt(10), pairs: 2 });
  const hole = { at: [0, DAY, 3 * DAY, 3 * DAY], values: [1, 2, 9, 9], series: null };
  assert.deepEqual(naiveErrorsInTime(hole, 'day'), { meanAbsolute: 1, rootMeanSquare: 1, pairs: 1 });
});

test('a year before is the same date', () => {
  const at = [Date.UTC(2023, 2, 1), Date.UTC(2024, 2, 1)];
  assert.deepEqual(naiveErrorsInTime({ at, values: [1, 4], series: null }, 'year'), {
    meanAbsolute: 3,
    rootMeanSquare: 3,
    pairs: 1,
  });
});

test('without a scale it is said why', () => {
  const at = [0, DAY, 2 * DAY];
  assert.equal(naiveErrorsInTime({ at, values: [1, 2, 3], series: null }, 'week'), 'season-too-long');
  assert.equal(naiveErrorsInTime({ at, values: [5, 5, Number.NaN], series: null }, 'day'), 'no-error');
  assert.equal(naiveErrorsInTime({ at: [0, 0, DAY], values: [1, 2, 3], series: null }, null), 'several-values');
});
