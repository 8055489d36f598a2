import { incompleteBeta, incompleteBetaUpper, logChoose } from './beta.ts';
import { excessOf } from './excess.ts';
import { stirlingRest } from './gamma.ts';
import { leastCount } from './least-count.ts';

/** The chance of `k` or fewer of `n`, each with chance `p`; 0 below 0, 1 from n on. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBetaUpper(p, Math.floor(k) + 1, n - Math.floor(k));
}

/** The chance of more than `k` of `n`: 1 - cdf with relative precision where it is small. */
export function binomialSf(k: number, n: number, p: number): number {
  if (k < 0) return 1;
  if (k >= n) return 0;
  return incompleteBeta(p, Math.floor(k) + 1, n - Math.floor(k));
}

/**
 * The log chance of exactly `k` of `n`; -Infinity where it cannot be. By deviances (Loader 2000): no digits are lost
 * at n = 1e9.
 */
export function binomialLogPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n || !Number.isInteger(k)) return -Infinity;
  if (p <= 0 || p >= 1) return k === (p <= 0 ? 0 : n) ? 0 : -Infinity;
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  if (n < 20) return logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  const gap = n * p - k;
  const deviance = k * excessOf(gap / k, (n * p) / k) + (n - k) * excessOf(-gap / (n - k), (n * (1 - p)) / (n - k));
  const rest = stirlingRest(n) - stirlingRest(k) - stirlingRest(n - k);
  return 0.5 * Math.log(n / (2 * Math.PI * k * (n - k))) - deviance + rest;
}

/** The least k whose cdf reaches `q` (0 to 1): 0 at q = 0, n at q = 1. O(log n) calls of the cdf. */
export function binomialQuantile(q: number, n: number, p: number): number {
  if (q >= 1) return n;
  return leastCount((k) => binomialCdf(k, n, p) >= q * (1 - 2 * Number.EPSILON), { low: 0, high: n });
}
