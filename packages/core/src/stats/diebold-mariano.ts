import { studentCdf } from './student.ts';
import { sum } from './sum.ts';

/** A comparison of two forecasts over the same origins. */
export interface ForecastComparison {
  /** Loss of the first less loss of the second: below 0 the first is better. */
  readonly difference: number;
  /** The statistic with the small-sample factor, for Student's t with n - 1 degrees. */
  readonly statistic: number;
  /** The plain statistic, normal for many origins. */
  readonly plain: number;
  /** Two-sided, from `statistic`. */
  readonly p: number;
}

/**
 * The test that two forecasts `horizon` steps ahead (1 or more) are equally good, from their losses at n origins in
 * time order. The long-run variance takes horizon - 1 lags; null when it is not positive, or for one origin.
 * Sources: Diebold and Mariano 1995; factor of Harvey, Leybourne and Newbold 1997, equation 9. O(n · horizon).
 */
export function dieboldMariano(
  lossFirst: ArrayLike<number>,
  lossSecond: ArrayLike<number>,
  horizon: number,
): ForecastComparison | null {
  const n = lossFirst.length;
  if (n < 2) return null;
  const difference = Float64Array.from(lossFirst, (loss, i) => loss - (lossSecond[i] ?? 0));
  const mean = sum(difference) / n;
  let variance = autocovariance(difference, mean, 0);
  for (let lag = 1; lag < horizon; lag++) variance += 2 * autocovariance(difference, mean, lag);
  const factor = (n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n;
  if (!(variance > 0 && factor > 0)) return null;
  const plain = mean / Math.sqrt(variance / n);
  const statistic = plain * Math.sqrt(factor);
  return { difference: mean, statistic, plain, p: 2 * studentCdf(-Math.abs(statistic), n - 1) };
}

function autocovariance(values: Float64Array, mean: number, lag: number): number {
  const products = values.subarray(lag).map((value, i) => (value - mean) * ((values[i] ?? 0) - mean));
  return sum(products) / values.length;
}
