import type { MeanEstimate } from './mean.ts';
import { studentCdf } from './student.ts';

/** A t statistic with its degrees of freedom. */
export interface StudentStatistic {
  readonly t: number;
  readonly degrees: number;
}

/**
 * Welch's statistic for (mean of a - mean of b) against a `shift`, with the degrees of Satterthwaite; null where
 * either side shows no spread. Source: Welch 1947.
 */
export function welch(a: MeanEstimate, b: MeanEstimate, shift = 0): StudentStatistic | null {
  if (a.variance === null || b.variance === null) return null;
  const [first, second] = [a.variance / a.n, b.variance / b.n];
  const squared = first + second;
  if (squared === 0) return null;
  return {
    t: (a.mean - b.mean - shift) / Math.sqrt(squared),
    degrees: (squared * squared) / ((first * first) / (a.n - 1) + (second * second) / (b.n - 1)),
  };
}

/** The p-value of equivalence and of its two sides. */
export interface Equivalence {
  /** That the difference is not inside the limits: the larger of the two. */
  readonly p: number;
  /** That the difference is not above the low limit, and that it is not below the high one. */
  readonly aboveLow: number;
  readonly belowHigh: number;
}

/** Two one-sided Welch tests (Schuirmann 1987) that (a - b) lies between two limits; null where Welch is. */
export function equivalence(
  a: MeanEstimate,
  b: MeanEstimate,
  { low, high }: { low: number; high: number },
): Equivalence | null {
  const above = welch(a, b, low);
  const below = welch(a, b, high);
  if (above === null || below === null) return null;
  const aboveLow = studentCdf(-above.t, above.degrees);
  const belowHigh = studentCdf(below.t, below.degrees);
  return { p: Math.max(aboveLow, belowHigh), aboveLow, belowHigh };
}
