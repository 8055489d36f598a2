import { type Column, isMissing } from './table.ts';

/** What a date tells by itself. */
export type CalendarPart =
  | 'time of day'
  | 'hour'
  | 'minute'
  | 'day of the week'
  | 'day of the month'
  | 'day of the year'
  | 'month'
  | 'quarter'
  | 'year';

const DAY = 86_400_000;
const startOfYear = (date: Date): number => Date.UTC(date.getUTCFullYear(), 0, 1);

/** Each part as whole numbers, and after how many it starts again; null: what is far off is another value. */
const PARTS: readonly (readonly [part: CalendarPart, codeOf: (date: Date) => number, turns: number | null])[] = [
  ['hour', (date) => date.getUTCHours(), 24],
  ['day of the week', (date) => date.getUTCDay(), 7],
  ['month', (date) => date.getUTCMonth(), null],
  ['day of the month', (date) => date.getUTCDate(), null],
  ['time of day', (date) => Math.floor((date.getTime() % DAY) / 60_000), null],
  ['minute', (date) => date.getUTCMinutes(), null],
  ['quarter', (date) => Math.floor(date.getUTCMonth() / 3), null],
  ['day of the year', (date) => Math.floor((date.getTime() - startOfYear(date)) / DAY), null],
  ['year', (date) => date.getUTCFullYear(), null],
];

/** Rows that are looked at, from all over. */
const ROWS_MAX = 5000;
/** Fewer values follow anything by chance; text follows names of days and months. */
const VALUES_MIN = 4;
/** Files round shares of a day. */
const ROUNDED = 1e-4;

/**
 * The part of the calendar that a column repeats, or null: every row has the value that goes with its time, and values
 * are those of the part on a straight line (`January` = 1, or 0; half hours as shares of a day), starting on any day of
 * the week; or as many texts. `times`: n milliseconds as local time. O(rows looked at).
 */
export function calendarPartOf(column: Column, times: Float64Array): CalendarPart | null {
  const found = PARTS.find(([, codeOf, turns]) => {
    const valueAt = mapped(column, times, codeOf);
    return valueAt !== null && (column.kind === 'text' ? isOneToOne(valueAt) : isStraight(valueAt, turns));
  });
  return found?.[0] ?? null;
}

/** The one value that goes with each code; null where one has two, or few have any. */
function mapped(column: Column, times: Float64Array, codeOf: (date: Date) => number): Map<number, number> | null {
  const values = column.kind === 'text' ? column.codes : column.values;
  const found = new Map<number, number>();
  const step = Math.max(1, Math.floor(times.length / ROWS_MAX));
  for (let row = 0; row < times.length; row += step) {
    if (isMissing(column, row)) continue;
    const code = codeOf(new Date(times[row]!)); // ! a row
    const known = found.get(code) ?? values[row]!; // ! as above
    if (known !== values[row]) return null;
    found.set(code, known);
  }
  return found.size < VALUES_MIN ? null : found;
}

const isOneToOne = (valueAt: ReadonlyMap<number, number>): boolean => new Set(valueAt.values()).size === valueAt.size;

function isStraight(valueAt: ReadonlyMap<number, number>, turns: number | null): boolean {
  if (!isOneToOne(valueAt)) return false;
  const codes = [...valueAt].sort(([a], [b]) => a - b);
  if (turns !== null) {
    const [[code, value]] = codes as [[number, number]]; // as: it has four
    const isTurned = codes.every(([c, v]) => Number.isInteger(v) && (v - c - (value - code)) % turns === 0);
    if (isTurned) return true;
  }
  const [first, last] = [codes[0]!, codes.at(-1)!]; // ! it has four
  const slope = (last[1] - first[1]) / (last[0] - first[0]);
  const off = ROUNDED * Math.abs(last[1] - first[1]);
  return codes.every(([c, v]) => Math.abs(v - first[1] - slope * (c - first[0])) <= off);
}
