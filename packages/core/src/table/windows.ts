import { assert } from '../std/assert.ts';

/** How time is cut: in equal stretches from the start of an hour, day or Monday, or after so many rows. */
export type WindowRule = { readonly ms: number } | { readonly rows: number };

/** A stretch of time that is judged as one: the end is not in it. */
export interface Window {
  readonly start: number;
  readonly end: number;
  /** Rows whose time is in it, in the order of the table. */
  readonly rows: Int32Array;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** The epoch was a Thursday: this Monday is before it. */
const MONDAY_MS = -3 * DAY_MS;
/** The lengths that `auto` chooses from. */
export const USUAL_WINDOWS_MS: readonly number[] = [HOUR_MS, DAY_MS, WEEK_MS];
/** A median window must have so many rows to be judged at all (STATISTICS 2.3 point 7). */
const AUTO_ROWS_MIN = 30;
/** More windows than this are a mistake in a time stamp, not a history. */
export const WINDOWS_MAX = 200_000;

/**
 * The shortest of hour, day and week whose median window has at least 30 rows; a week where none has. Windows without
 * rows count: dates without an hour, or a shop that is open for eight of them, are not watched by the hour. `times` are
 * milliseconds; empty gives a week.
 */
export function autoWindow(times: Float64Array): number {
  return USUAL_WINDOWS_MS.find((ms) => medianRows(times, ms) >= AUTO_ROWS_MIN) ?? WEEK_MS;
}

function medianRows(times: Float64Array, ms: number): number {
  const counts = new Map<number, number>();
  for (const time of times) {
    const start = startOf(time, ms);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  const sorted = [...counts.values()].sort((a, b) => a - b);
  const empty = windowCount(times, ms) - sorted.length;
  const middle = (empty + sorted.length) >> 1;
  return middle < empty ? 0 : (sorted[middle - empty] ?? 0);
}

/** The start of the window of that length that the time is in. Weeks begin on Monday. */
export const startOf = (time: number, ms: number): number =>
  ms % WEEK_MS === 0 ? Math.floor((time - MONDAY_MS) / ms) * ms + MONDAY_MS : Math.floor(time / ms) * ms;

/**
 * The windows of these times (milliseconds, none missing, in any order), in the order of time: by length also those in
 * between without rows, because silence is a finding. Windows of rows hold that many rows in the order of time, the
 * last one perhaps fewer. Cost: one pass, by rows one sort.
 */
export function windowsOf(times: Float64Array, rule: WindowRule): readonly Window[] {
  if (times.length === 0) return [];
  return 'ms' in rule ? byLength(times, rule.ms) : byRows(times, rule.rows);
}

function byLength(times: Float64Array, ms: number): readonly Window[] {
  assert(ms > 0, 'a window has a length');
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  const start = startOf(first, ms);
  const count = Math.round((startOf(last, ms) - start) / ms) + 1;
  assert(count <= WINDOWS_MAX, 'whoever cuts time has asked how many windows there are');
  const sizes = new Int32Array(count);
  const placeOf = (time: number): number => Math.floor((time - start) / ms);
  for (const time of times) sizes[placeOf(time)]!++; // ! first and last are in
  const windows = Array.from(sizes, (size, k) => ({
    start: start + k * ms,
    end: start + (k + 1) * ms,
    rows: new Int32Array(size),
  }));
  const next = new Int32Array(count);
  for (let row = 0; row < times.length; row++) {
    const k = placeOf(times[row]!); // ! row < n
    windows[k]!.rows[next[k]!++] = row; // ! a window
  }
  return windows;
}

/** How many windows of that length there are from the first time to the last. */
export function windowCount(times: Float64Array, ms: number): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return times.length === 0 ? 0 : Math.round((startOf(last, ms) - startOf(first, ms)) / ms) + 1;
}

function byRows(times: Float64Array, rows: number): readonly Window[] {
  assert(rows > 0, 'a window has rows');
  const order = Int32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b); // ! rows of it
  const windows: Window[] = [];
  for (let from = 0; from < order.length; from += rows) {
    const part = order.slice(from, from + rows);
    const [first, last] = [part[0]!, part.at(-1)!]; // ! not empty
    windows.push({ start: times[first]!, end: times[last]! + 1, rows: part.sort() }); // ! rows of it
  }
  return windows;
}
