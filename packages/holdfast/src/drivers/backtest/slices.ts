import { type SliceStream, sliceStream } from '@holdfast/core/evidence/slice-streams.ts';
import type { Reading } from '@holdfast/core/evidence/stream.ts';
import { rowsOf } from '@holdfast/core/table/table.ts';
import { windowCount, windowsOf } from '@holdfast/core/table/windows.ts';
import { scopesOf } from '@holdfast/core/verdict/subject.ts';
import type { History, Side } from './history.ts';

/** A slice that is watched: its stream, and the judged rows that are in it. */
export interface WatchedSlice {
  readonly stream: SliceStream;
  /** The reference has it in fewer than half of its windows: nobody knows what is usual when it comes. */
  readonly isSeldom: boolean;
  /** 1 for each judged row of a side that is in it. */
  isIn(side: Side): Uint8Array;
}

/** The group of slices that are read by the week although windows are shorter. */
export const WEEKLY = 'slices-weekly';
type Group = 'performance' | typeof WEEKLY;
/** Slices whose windows are too small are read over this. */
export const SLOW_MS = 7 * 86_400_000;
/** A window of fewer rows says nothing. */
const ROWS_MIN = 30;
/** A slice is there often enough in so many of the windows of the reference. */
const OFTEN = 0.5;
/** More slices share one budget so thinly that none would be heard. */
const SLICES_MAX = 40;

/**
 * The declared slices of a history (conditions, and each value of a column), those of the reference first. A slice
 * whose windows are too small is read by the week, in a group of its own: a group has one clock, or it would spend
 * twice. All slices together get as much of the budget as one metric of all rows, so that they do not make it deaf.
 * Problems: EXPRESSION_*, TABLE_COLUMN_MISSING, GROUPS_TOO_MANY.
 */
export function watchedSlices(whole: History, windowMs: number): WatchedSlice[] {
  const { plan, reference, history, slices } = whole;
  const sides = [reference, history];
  const masks = new Map<string, readonly Uint8Array[]>();
  for (const [k, { judged }] of sides.entries()) {
    for (const { name, indices } of slices.flatMap((slice) => scopesOf(slice, judged.table))) {
      if (name === null || indices === null) continue;
      const own = masks.get(name) ?? sides.map((side) => new Uint8Array(side.judged.rows.n));
      for (const row of indices) own[k]![row] = 1; // ! a side, a judged row
      masks.set(name, own);
    }
  }
  const undeclared = new Set(whole.confirmed.map(({ name }) => name));
  const named = [...masks].slice(0, SLICES_MAX).flatMap(([name, own]) => {
    const [past] = own as [Uint8Array, Uint8Array]; // as: one for each side
    const clock = clockOf(reference, past, windowMs);
    // Of a slice that nobody asked for it is not told that it is silent.
    return clock.isSeldom && undeclared.has(name) ? [] : [{ name, own, past, ...clock }];
  });
  return named.flatMap(({ name, own, past, group, isSeldom }): WatchedSlice[] => {
    // What all rows are in is told of performance.
    if (!past.includes(0)) return [];
    const sliced = { name, rows: rowsOf(past), group, weight: 1 / named.length };
    const stream = sliceStream(plan.roles.task, reference.judged.rows, sliced);
    return stream === null ? [] : [{ stream, isSeldom, isIn: (side) => own[side === reference ? 0 : 1]! }]; // ! two
  });
}

/** How a slice is read by what the reference has of it: its rows by window, or by week where windows are too small. */
function clockOf({ times, judgedRows }: Side, isIn: Uint8Array, windowMs: number): { group: Group; isSeldom: boolean } {
  const own = Float64Array.from(
    judgedRows.filter((_, k) => isIn[k] === 1),
    (row) => times[row]!, // ! a row
  );
  const all = windowCount(times, windowMs) * windowMs;
  // Of all windows, those in which the slice could be judged.
  const shareIn = (ms: number): number =>
    windowsOf(own, { ms }).filter(({ rows }) => rows.length >= ROWS_MIN).length / Math.max(1, Math.ceil(all / ms));
  const isSlow = windowMs < SLOW_MS && shareIn(windowMs) < OFTEN && shareIn(SLOW_MS) >= OFTEN;
  const isSeldom = own.length >= ROWS_MIN && shareIn(isSlow ? SLOW_MS : windowMs) < OFTEN;
  return { group: isSlow ? WEEKLY : 'performance', isSeldom };
}

/** Readings of slices from judged rows of a window. */
export const readSlices = (slices: readonly WatchedSlice[], side: Side, judged: Int32Array): Reading[] =>
  slices.map((slice) => {
    const { stream, isSeldom } = slice;
    if (isSeldom) return { stream: stream.spec.id, n: 0, y: null, reason: 'seldom-there' };
    return stream.reading(side.judged.rows, insideOf(slice, side, judged));
  });

/** The judged rows, of some, that are in the slice. */
export function insideOf({ isIn }: WatchedSlice, side: Side, judged: Int32Array): Int32Array {
  const mask = isIn(side);
  return judged.filter((row) => mask[row] === 1);
}
