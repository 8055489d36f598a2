import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { autoWindow, startOf, windowCount, windowsOf } from './windows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string): number => Date.parse(text);

test('weeks begin on Monday, days at midnight, before the epoch too', () => {
  assert.equal(startOf(at('2024-03-07T15:00Z'), 7 * DAY), at('2024-03-04T00:00Z'));
  assert.equal(startOf(at('2024-03-04T00:00Z'), 7 * DAY), at('2024-03-04T00:00Z'));
  assert.equal(startOf(at('1969-12-31T23:00Z'), DAY), at('1969-12-31T00:00Z'));
  assert.equal(startOf(at('1969-12-28T23:00Z'), 7 * DAY), at('1969-12-22T00:00Z'));
});

test('every row is in the one window that holds its time, in order, and silence between is kept', () => {
  const times = fc.array(fc.integer({ min: -30 * DAY, max: 30 * DAY }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, fc.constantFrom(HOUR, DAY, 7 * DAY, 3 * HOUR), (list, ms) => {
      const values = Float64Array.from(list);
      const windows = windowsOf(values, { ms });
      assert.equal(windows.length, windowCount(values, ms));
      const seen: number[] = [];
      windows.forEach(({ start, end, rows }, k) => {
        assert.equal(end - start, ms);
        if (k > 0) assert.equal(start, windows[k - 1]?.end);
        assert.deepEqual(
          [...rows],
          [...rows].sort((a, b) => a - b),
        );
        for (const row of rows) assert.ok((values[row] ?? 0) >= start && (values[row] ?? 0) < end);
        seen.push(...rows);
      });
      assert.equal(new Set(seen).size, list.length);
    }),
  );
});

test('windows of rows follow the clock, whatever the order of the table', () => {
  const windows = windowsOf(Float64Array.of(50, 10, 40, 20, 30), { rows: 2 });
  assert.deepEqual(
    windows.map(({ start, end, rows }) => [start, end, [...rows]]),
    [
      [10, 21, [1, 3]],
      [30, 41, [2, 4]],
      [50, 51, [0]],
    ],
  );
});

test('auto is the shortest window that has 30 rows as a rule', () => {
  const every = (ms: number, n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i * ms);
  assert.equal(autoWindow(every(HOUR / 40, 4000)), HOUR);
  assert.equal(autoWindow(every(HOUR / 2, 3000)), DAY);
  assert.equal(autoWindow(every(HOUR, 3000)), 7 * DAY);
  assert.equal(autoWindow(every(DAY, 300)), 7 * DAY);
  const dates = Float64Array.from({ length: 4000 }, (_, i) => Math.floor(i / 40) * DAY);
  assert.equal(autoWindow(dates), DAY);
  assert.equal(autoWindow(new Float64Array()), 7 * DAY);
});
