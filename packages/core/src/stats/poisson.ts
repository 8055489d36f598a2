import { gammaLower, gammaUpper, logFactor } from './incomplete-gamma.ts';
import { leastCount } from './least-count.ts';

/** The chance of `k` or fewer events where `mean` (≥ 0) are expected. */
export function poissonCdf(k: number, mean: number): number {
  return k < 0 ? 0 : gammaUpper(Math.floor(k) + 1, mean);
}

/** The chance of more than `k` events, with relative precision where it is small. */
export function poissonSf(k: number, mean: number): number {
  return k < 0 ? 1 : gammaLower(Math.floor(k) + 1, mean);
}

/** The log chance of exactly `k` events; -Infinity where it cannot be. */
export function poissonLogPmf(k: number, mean: number): number {
  if (k < 0 || !Number.isInteger(k)) return -Infinity;
  if (k === 0) return 0 - mean; // 0, not -0, for a mean of 0
  return mean > 0 ? logFactor(k, mean) - Math.log(k) : -Infinity;
}

/** The least k whose cdf reaches `q` (0 to 1): 0 at q = 0, Infinity at q = 1. O(log mean) calls of the cdf. */
export function poissonQuantile(q: number, mean: number): number {
  if (q >= 1) return Infinity;
  const reaches = (k: number): boolean => poissonCdf(k, mean) >= q * (1 - 2 * Number.EPSILON);
  let high = Math.ceil(mean) + 1;
  while (!reaches(high)) high *= 2;
  return leastCount(reaches, { low: 0, high });
}
