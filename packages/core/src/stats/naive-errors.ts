/** What the seasonal naive forecast misses over a series. */
export interface NaiveErrors {
  readonly meanAbsolute: number;
  readonly rootMeanSquare: number;
}

/**
 * The errors of saying what was `season` steps before, over a series in the order of time: the scales of MASE and
 * RMSSE. Null for a series that is no longer than its season, or that repeats itself exactly: then there is nothing to
 * scale by. O(n). Source: Hyndman and Koehler 2006.
 */
export function naiveErrors(series: ArrayLike<number>, season: number): NaiveErrors | null {
  const n = series.length - season;
  if (n < 1) return null;
  let sum = 0;
  let squares = 0;
  for (let t = season; t < series.length; t++) {
    const error = series[t]! - series[t - season]!; // ! below the length
    sum += Math.abs(error);
    squares += error * error;
  }
  return sum > 0 ? { meanAbsolute: sum / n, rootMeanSquare: Math.sqrt(squares / n) } : null;
}

/** Labels with their times; several series (items, shops) have codes. Times in milliseconds, NaN where missing. */
export interface Timed {
  readonly at: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** Null for one series. */
  readonly series: ArrayLike<number> | null;
}

/** Why there is no naive error: one time has several values, nothing lies a season before anything, it never errs. */
export type NoNaiveErrors = 'several-values' | 'season-too-long' | 'no-error';

/**
 * The errors of saying what was a season before, over all series together, by time and not by place: a gap in a series
 * is not bridged. Without a season it says what was last. Rows that repeat a time and its value (forecasts of several
 * horizons) count once. O(n log n).
 */
export function naiveErrorsInTime(
  { at, values, series }: Timed,
  season: 'day' | 'week' | 'year' | null,
): (NaiveErrors & { readonly pairs: number }) | NoNaiveErrors {
  const bySeries = new Map<number, Map<number, number>>();
  for (let i = 0; i < values.length; i++) {
    const [time, value] = [at[i]!, values[i]!]; // ! i < n
    if (Number.isNaN(time) || Number.isNaN(value)) continue;
    const code = series?.[i] ?? 0;
    const known = bySeries.get(code) ?? new Map<number, number>();
    bySeries.set(code, known);
    if ((known.get(time) ?? value) !== value) return 'several-values';
    known.set(time, value);
  }
  let pairs = 0;
  let sum = 0;
  let squares = 0;
  for (const known of bySeries.values()) {
    let last: number | undefined;
    for (const time of [...known.keys()].sort((a, b) => a - b)) {
      const value = known.get(time)!; // ! its own key
      const before = season === null ? last : known.get(aSeasonBefore(time, season));
      last = value;
      if (before === undefined) continue;
      pairs++;
      sum += Math.abs(value - before);
      squares += (value - before) ** 2;
    }
  }
  if (pairs === 0) return 'season-too-long';
  return sum > 0 ? { meanAbsolute: sum / pairs, rootMeanSquare: Math.sqrt(squares / pairs), pairs } : 'no-error';
}

const DAY_MS = 86_400_000;

function aSeasonBefore(time: number, season: 'day' | 'week' | 'year'): number {
  if (season !== 'year') return time - (season === 'day' ? 1 : 7) * DAY_MS;
  const date = new Date(time);
  return date.setUTCFullYear(date.getUTCFullYear() - 1);
}
