import { chiSquaredCdf } from './chi-squared.ts';
import { poissonLogPmf } from './poisson.ts';

/**
 * The chance that a sum of `degrees` squared normal numbers of deviation 1, whose means have squares that add up to
 * `shift` (≥ 0), is below `x`. A Poisson mixture of central ones, from its middle outwards; O(√shift) terms.
 */
export function noncentralChiSquaredCdf(x: number, degrees: number, shift: number): number {
  const middle = Math.floor(shift / 2);
  const term = (k: number): number => Math.exp(poissonLogPmf(k, shift / 2)) * chiSquaredCdf(x, degrees + 2 * k);
  let total = term(middle);
  for (let k = middle + 1, last = total; last > 1e-17 * total; k++) total += last = term(k);
  for (let k = middle - 1; k >= 0; k--) {
    const own = term(k);
    total += own;
    if (own < 1e-17 * total) break;
  }
  return Math.min(1, total);
}
