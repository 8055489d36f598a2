import { fisherFSf } from './fisher-f.ts';
import { meanEstimate } from './mean.ts';
import type { Bounds } from './proportion.ts';
import { studentCdf, studentQuantile } from './student.ts';

/** A comparison of two learners over repeated fits. */
export interface RefitComparison {
  readonly difference: number;
  readonly standardError: number;
  readonly t: number;
  readonly degrees: number;
  /** That the difference is not 0, and that it is not above 0. */
  readonly twoSided: number;
  readonly greater: number;
}

/**
 * The corrected resampled t of differences over J splits (folds times repeats) with `trainRows` and `testRows`: splits
 * share training rows, so the variance is s² (1/J + test/train). Null for one split or equal differences.
 * Source: Nadeau and Bengio 2003, equation 9.
 */
export function resampledT(
  differences: ArrayLike<number>,
  { trainRows, testRows }: { trainRows: number; testRows: number },
): RefitComparison | null {
  const estimate = meanEstimate(differences);
  if (estimate === null || estimate.variance === null || estimate.variance === 0) return null;
  const standardError = Math.sqrt((1 / estimate.n + testRows / trainRows) * estimate.variance);
  const t = estimate.mean / standardError;
  const degrees = estimate.n - 1;
  return {
    difference: estimate.mean,
    standardError,
    t,
    degrees,
    twoSided: 2 * studentCdf(-Math.abs(t), degrees),
    greater: studentCdf(-t, degrees),
  };
}

/** The t interval of such a comparison at a two-sided `level`. */
export function refitBounds({ difference, standardError, degrees }: RefitComparison, level: number): Bounds {
  const half = studentQuantile((1 + level) / 2, degrees) * standardError;
  return [difference - half, difference + half];
}

/** Statistics of five times two-fold cross-validation with their p-values. */
export interface FiveByTwo {
  readonly f: number;
  readonly pOfF: number;
  readonly t: number;
  /** Two-sided. */
  readonly pOfT: number;
}

/**
 * The tests on five pairs of differences, one pair for each halving of the rows: the F of Alpaydin (1999), which uses
 * all ten, and the t of Dietterich (1998), which uses the first. Null when no pair differs within itself.
 */
export function fiveByTwo(pairs: readonly (readonly [number, number])[]): FiveByTwo | null {
  let squares = 0;
  let spread = 0;
  for (const [a, b] of pairs) {
    squares += a * a + b * b;
    spread += ((a - b) * (a - b)) / 2;
  }
  const first = pairs[0];
  if (first === undefined || spread === 0) return null;
  const f = squares / (2 * spread);
  const t = first[0] / Math.sqrt(spread / pairs.length);
  const degrees = { top: 2 * pairs.length, bottom: pairs.length };
  return { f, pOfF: fisherFSf(f, degrees), t, pOfT: 2 * studentCdf(-Math.abs(t), pairs.length) };
}
