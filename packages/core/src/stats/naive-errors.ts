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
  let [sum, squares] = [0, 0];
  for (let t = season; t < series.length; t++) {
    const error = series[t]! - series[t - season]!; // ! below the length
    sum += Math.abs(error);
    squares += error * error;
  }
  return sum > 0 ? { meanAbsolute: sum / n, rootMeanSquare: Math.sqrt(squares / n) } : null;
}
