import { gammaLowerInverse, gammaUpperInverse } from './incomplete-gamma.ts';

import { poissonCdf, poissonLogPmf, poissonSf } from './poisson.ts';
import type { Bounds } from './proportion.ts';
import { rootOf } from './solve.ts';

// Intervals of the rate of events, of which `count` were seen in an `exposure` (> 0, hours or rows): per unit of
// exposure, 0 or more. `level` is two-sided, `z` the normal quantile of one end.

/** The exact interval: each tail holds half of the rest. Source: Garwood 1936. */
export function rateExact(count: number, exposure: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  const low = count > 0 ? gammaLowerInverse(tail, count) : 0;
  return [low / exposure, gammaUpperInverse(tail, count + 1) / exposure];
}

/** The exact one with half of the observed point on each side. Its low end is 0 at count 0. */
export function rateMidP(count: number, exposure: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  const half = (mean: number): number => Math.exp(poissonLogPmf(count, mean)) / 2;
  const [low, high] = rateExact(count, 1, level);
  const above = (mean: number): number => poissonSf(count, mean) + half(mean) - tail;
  const below = (mean: number): number => poissonCdf(count, mean) - half(mean) - tail;
  return [
    count > 0 ? rootOf(above, { low, high: count }) / exposure : 0,
    rootOf(below, { low: count, high }) / exposure,
  ];
}

/** The score interval: the Poisson form of Wilson's. */
export function rateScore(count: number, exposure: number, z: number): Bounds {
  const high = count + (z * z) / 2 + z * Math.sqrt(count + (z * z) / 4);
  // The product of both roots is count².
  return [(count * count) / high / exposure, high / exposure];
}

/** The plain normal interval, cut at 0; it is empty at count 0. */
export function rateWald(count: number, exposure: number, z: number): Bounds {
  const half = z * Math.sqrt(count);
  return [Math.max(0, count - half) / exposure, (count + half) / exposure];
}

/** The equal-tailed interval of the Gamma(count + 1/2) posterior. */
export function rateJeffreys(count: number, exposure: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  return [gammaLowerInverse(tail, count + 0.5) / exposure, gammaUpperInverse(tail, count + 0.5) / exposure];
}

/** On the root scale, where the spread does not depend on the rate (Anscombe 1948), cut at 0. */
export function rateRoot(count: number, exposure: number, z: number): Bounds {
  const centre = Math.sqrt(count + 3 / 8);
  const at = (root: number): number => Math.max(0, Math.max(0, root) ** 2 - 3 / 8) / exposure;
  return [at(centre - z / 2), at(centre + z / 2)];
}
