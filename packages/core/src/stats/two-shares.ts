import { normalCdf } from './normal.ts';
import { type Bounds, wilson } from './proportion.ts';
import { rootOf } from './solve.ts';

/** Two shares on different rows: k1 of n1 and k2 of n2; both n are above 0. */
export interface TwoShares {
  readonly k1: number;
  readonly n1: number;
  readonly k2: number;
  readonly n2: number;
}

// Intervals of (first share - second share), -1 to 1; `z` is the normal quantile of one end.

/** From the Wilson intervals of both (Newcombe 1998, Statistics in Medicine 17, 873, method 10). The default. */
export function differenceNewcombe({ k1, n1, k2, n2 }: TwoShares, z: number): Bounds {
  const [first, second] = [k1 / n1, k2 / n2];
  const [firstLow, firstHigh] = wilson(k1, n1, z);
  const [secondLow, secondHigh] = wilson(k2, n2, z);
  return [
    first - second - Math.hypot(first - firstLow, secondHigh - second),
    first - second + Math.hypot(firstHigh - first, second - secondLow),
  ];
}

/** The plain normal interval, not cut: for comparison only, it is empty when both shares are 0 or 1. */
export function differenceWald({ k1, n1, k2, n2 }: TwoShares, z: number): Bounds {
  const [first, second] = [k1 / n1, k2 / n2];
  const half = z * Math.sqrt((first * (1 - first)) / n1 + (second * (1 - second)) / n2);
  return [first - second - half, first - second + half];
}

/** The normal interval after one right and one wrong row were added to each (Agresti and Caffo 2000). */
export const differenceAgrestiCaffo = ({ k1, n1, k2, n2 }: TwoShares, z: number): Bounds =>
  differenceWald({ k1: k1 + 1, n1: n1 + 2, k2: k2 + 1, n2: n2 + 2 }, z);

/** At the estimate itself the score is 0 where no row differs: a second root, which is not meant. */
const BESIDE = 1e-12;

/**
 * The score interval: all differences that the score test does not reject. It stays inside -1 to 1 and works at 0 and
 * n. Source: Miettinen and Nurminen 1985 (variance times N/(N-1)).
 */
export function differenceScore(shares: TwoShares, z: number): Bounds {
  const { k1, n1, k2, n2 } = shares;
  const estimate = k1 / n1 - k2 / n2;
  const distance = (sign: number) => (difference: number) =>
    estimate - difference + sign * z * Math.sqrt(scoreVariance(shares, difference));
  return [
    rootOf(distance(-1), { low: -1, high: Math.max(-1, estimate - BESIDE) }),
    rootOf(distance(1), { low: Math.min(1, estimate + BESIDE), high: 1 }),
  ];
}

/**
 * The one-sided p-value of "the first share is worse than the second by `margin` or more", by the score test
 * (Farrington and Manning 1990): small when the first is not inferior.
 */
export function nonInferiorityP(shares: TwoShares, margin: number): number {
  const distance = shares.k1 / shares.n1 - shares.k2 / shares.n2 + margin;
  const variance = scoreVariance(shares, -margin);
  if (variance <= 0) return distance > 0 ? 0 : 1;
  return normalCdf(-distance / Math.sqrt(variance));
}

/** The two-sided p-value that both shares are one, by the pooled normal test; null when all rows are alike. */
export function equalSharesP({ k1, n1, k2, n2 }: TwoShares): number | null {
  const pooled = (k1 + k2) / (n1 + n2);
  const variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2);
  return variance > 0 ? 2 * normalCdf(-Math.abs(k1 / n1 - k2 / n2) / Math.sqrt(variance)) : null;
}

/** The variance of the difference of shares that are `difference` apart: the rest by maximum likelihood. */
function scoreVariance(shares: TwoShares, difference: number): number {
  const { n1, n2 } = shares;
  const second = restrictedShare(shares, difference);
  const first = Math.min(1, Math.max(0, second + difference));
  const rows = n1 + n2;
  const correction = rows > 1 ? rows / (rows - 1) : 1;
  return correction * ((first * (1 - first)) / n1 + (second * (1 - second)) / n2);
}

/** The second share under the restriction: the root of a cubic in closed form (Miettinen and Nurminen 1985, app. I). */
function restrictedShare({ k1, n1, k2, n2 }: TwoShares, difference: number): number {
  const rows = n1 + n2;
  const a = (n1 + 2 * n2) * difference - rows - k1 - k2;
  const b = (n2 * difference - rows - 2 * k2) * difference + k1 + k2;
  const c = k2 * difference * (1 - difference);
  const third = a / (3 * rows);
  const q = third ** 3 - (a * b) / (6 * rows * rows) + c / (2 * rows);
  const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, third * third - b / (3 * rows)));
  const cosine = p === 0 ? 0 : Math.max(-1, Math.min(1, q / p ** 3));
  const angle = (Math.PI + Math.acos(cosine)) / 3;
  return Math.min(1, Math.max(0, 2 * p * Math.cos(angle) - third));
}
