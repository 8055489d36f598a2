import type { Bounds } from './proportion.ts';
import { studentCdf, studentQuantile } from './student.ts';
import { dot, sum } from './sum.ts';

/** A mean with what is known about its precision. */
export interface MeanEstimate {
  /** Rows, or the sum of the weights. */
  readonly n: number;
  readonly mean: number;
  /** With n - 1; null for one row. */
  readonly variance: number | null;
  readonly standardError: number | null;
}

/**
 * The mean of the values and its standard error; null without weight. `weight` counts rows: a weight of 2 is the row
 * twice, n is the sum. Two passes of compensated sums. O(n).
 */
export function meanEstimate(values: ArrayLike<number>, weight?: ArrayLike<number>): MeanEstimate | null {
  const counts = weight ?? new Float64Array(values.length).fill(1);
  const n = sum(counts);
  if (n <= 0) return null;
  const first = dot(values, counts) / n;
  const deviation = Float64Array.from(values, (value) => value - first);
  const shift = dot(deviation, counts) / n;
  const squares = deviation.map((d, i) => counts[i]! * (d - shift) * (d - shift)); // ! i < n
  const variance = n > 1 ? sum(squares) / (n - 1) : null;
  return { n, mean: first + shift, variance, standardError: variance === null ? null : Math.sqrt(variance / n) };
}

/**
 * The t interval of a mean at a two-sided `level` (Student 1908); null where the rows show no spread (one row, or all
 * equal): they say nothing about it.
 */
export function meanBounds({ n, mean, standardError }: MeanEstimate, level: number): Bounds | null {
  if (standardError === null || standardError === 0) return null;
  const half = studentQuantile((1 + level) / 2, n - 1) * standardError;
  return [mean - half, mean + half];
}

/** The two-sided p-value of the hypothesis that the true mean is `expected`; null where nothing can be said. */
export function meanTest({ n, mean, standardError }: MeanEstimate, expected: number): number | null {
  if (standardError === null) return null;
  if (standardError === 0) return mean === expected ? null : 0;
  return 2 * studentCdf(-Math.abs(mean - expected) / standardError, n - 1);
}
