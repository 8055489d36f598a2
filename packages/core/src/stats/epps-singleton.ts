import { chiSquaredSf } from './chi-squared.ts';
import { pooled } from './pooled-ranks.ts';
import { quantileOf } from './quantile.ts';
import { dot, sum } from './sum.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Where the characteristic functions are compared, in units of half the pooled interquartile range. */
const PLACES = [0.4, 0.8];
/** Rows that each side needs. */
export const EPPS_ROWS_MIN = 5;

/**
 * The two-sample test of Epps and Singleton (1986) on the empirical characteristic functions at 0.4 and 0.8, corrected
 * where both sides have fewer than 25 rows (Goerg and Kaiser 2009). Null with fewer than 5 rows on a side, or where
 * the middle half of all rows is one value. O(n log n).
 */
export function eppsSingleton(x: Float64Array, y: Float64Array): { statistic: number; p: number } | null {
  const [n, m] = [x.length, y.length];
  if (Math.min(n, m) < EPPS_ROWS_MIN) return null;
  const all = pooled(x, y);
  const middleHalf = quantileOf(all, 0.75)! - quantileOf(all, 0.25)!; // ! there are rows
  if (!(middleHalf > 0)) return null;
  const [first, second] = [waves(x, middleHalf / 2), waves(y, middleHalf / 2)];
  const rows = n + m;
  const spread = first.spread.map(
    (row, i) => row.map((value, j) => (rows / n) * value + (rows / m) * second.spread[i]![j]!), // ! as many waves
  );
  const apart = first.means.map((mean, k) => mean - second.means[k]!); // ! as many waves
  const { values, vectors } = symmetricEigen(spread);
  const most = values[0] ?? 0;
  const kept = [...values.keys()].filter((k) => values[k]! > 1e-15 * most); // ! a key
  const raw = rows * sum(kept.map((k) => dot(vectors[k]!, apart) ** 2 / values[k]!)); // ! a key
  const isSmall = Math.max(n, m) < 25;
  const statistic = isSmall ? raw / (1 + rows ** -0.45 + 10.1 * (n ** -1.7 + m ** -1.7)) : raw;
  return { statistic, p: chiSquaredSf(statistic, kept.length) };
}

/** Means and covariances (by n) of cosines and sines of a sample. */
function waves(values: Float64Array, unit: number): { means: number[]; spread: number[][] } {
  const columns = [Math.cos, Math.sin].flatMap((wave) =>
    PLACES.map((place) => values.map((value) => wave((place / unit) * value))),
  );
  const means = columns.map((column) => sum(column) / column.length);
  const centred = columns.map((column, k) => column.map((value) => value - means[k]!)); // ! as many means
  return { means, spread: centred.map((a) => centred.map((b) => dot(a, b) / a.length)) };
}
