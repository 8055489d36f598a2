import { chiSquaredCdf, chiSquaredSf } from './chi-squared.ts';
import { logit } from './logs.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { studentCdf } from './student.ts';
import { sum } from './sum.ts';

// One p-value from several of independent tests: n numbers of 0 to 1, at least one.

/** Fisher 1925: -2 Σ log p is chi-squared with 2n degrees. Led by the smallest. */
export const combineFisher = (p: readonly number[]): number => chiSquaredSf(-2 * sum(p.map(Math.log)), 2 * p.length);

/** Pearson 1933: the mirror of Fisher's, led by the largest. */
export const combinePearson = (p: readonly number[]): number =>
  chiSquaredCdf(-2 * sum(p.map((value) => Math.log1p(-value))), 2 * p.length);

/** Stouffer 1949: the mean of the normal quantiles; a test and its mirror cancel. */
export const combineStouffer = (p: readonly number[]): number =>
  normalCdf(sum(p.map(normalQuantile)) / Math.sqrt(p.length));

/** Tippett 1931: the smallest alone. */
export const combineTippett = (p: readonly number[]): number => {
  const least = Math.min(...p);
  return least >= 1 ? 1 : -Math.expm1(p.length * Math.log1p(-least));
};

/** Mudholkar and George 1979: the sum of the logits, nearly Student's t with 5n + 4 degrees. */
export function combineMudholkarGeorge(p: readonly number[]): number {
  const n = p.length;
  const factor = Math.sqrt((3 * (5 * n + 4)) / (Math.PI * Math.PI * n * (5 * n + 2)));
  return studentCdf(sum(p.map(logit)) * factor, 5 * n + 4);
}
