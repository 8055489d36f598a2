import { studentQuantile } from '../../stats/student.ts';

/** A number of some rows of one stretch of time: what each row adds to its error, and the window it is of. */
export interface Estimate {
  readonly value: number;
  /** n numbers of mean 0: by how much a row moves the value, times n. */
  readonly influence: Float64Array;
  /** n numbers: rows of one window hang together. */
  readonly windows: Int32Array;
}

/** A number before a change and since. */
export interface Shift {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** Two-sided 95 %; null where windows are too few to say. */
  readonly interval: readonly [number, number] | null;
}

/** The mean of n values; null without any. */
export function meanOf(values: Float64Array, windows: Int32Array): Estimate | null {
  if (values.length === 0) return null;
  const value = averageOf(values);
  return { value, influence: values.map((x) => x - value), windows };
}

const averageOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** By how much the mean of all rows is above that of those for which `isIn` is 0; null where no row is left. */
export function liftOf(values: Float64Array, windows: Int32Array, isIn: Uint8Array): Estimate | null {
  const n = values.length;
  const rest = values.filter((_, i) => isIn[i] === 0);
  if (rest.length === 0) return null;
  const [mean, other] = [averageOf(values), averageOf(rest)];
  const influence = values.map((x, i) => x - mean - (isIn[i] === 0 ? (n / rest.length) * (x - other) : 0));
  return { value: mean - other, influence, windows };
}

/** Fewer windows than this tell nothing about how rows of a window hang together. */
const WINDOWS_MIN = 4;

/**
 * The shift between two stretches. How much more rows of one window vary together than each for itself is estimated
 * over both stretches at once, because the one since the change may have one window only; never less than rows say.
 */
export function shiftOf(before: Estimate, since: Estimate): Shift {
  const value = since.value - before.value;
  const found = { from: before.value, to: since.value, value };
  const sides = [before, since].map(spreadOf);
  const windows = sides.reduce((sum, side) => sum + side.windows, 0);
  if (windows < WINDOWS_MIN || sides.some(({ n }) => n < 2)) return { ...found, interval: null };
  const sumOf = (of: 'together' | 'alone'): number => sides.reduce((sum, side) => sum + side[of], 0);
  const [together, alone] = [sumOf('together'), sumOf('alone')];
  const times = alone === 0 ? 1 : Math.max(1, (together / alone) * (windows / (windows - 2)));
  const variance = sides.reduce((sum, { n, alone: own }) => sum + (times * own) / n ** 2, 0);
  const half = studentQuantile(0.975, windows - 2) * Math.sqrt(variance);
  return { ...found, interval: [value - half, value + half] };
}

/** Whether a shift is beyond chance, by its interval. */
export const isSure = ({ interval }: Shift): boolean => interval !== null && (interval[0] > 0 || interval[1] < 0);

function spreadOf({ influence, windows }: Estimate) {
  const sums = new Map<number, number>();
  let alone = 0;
  for (let i = 0; i < influence.length; i++) {
    const own = influence[i]!; // ! i < length, here and below
    sums.set(windows[i]!, (sums.get(windows[i]!) ?? 0) + own); // !
    alone += own * own;
  }
  const together = [...sums.values()].reduce((sum, own) => sum + own * own, 0);
  return { n: influence.length, windows: sums.size, together, alone };
}
