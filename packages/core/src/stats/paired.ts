import { binomialCdf, binomialLogPmf } from './binomial.ts';
import type { Bounds } from './proportion.ts';
import { wilson } from './proportion.ts';
import { rootOf } from './solve.ts';

/** At the estimate itself the score is 0 where nothing was discordant: a second root, which is not meant. */
const BESIDE = 1e-12;

/**
 * The score interval of (b - c) / n, -1 to 1, where of `n` pairs `b` were right only the first time and `c` only the
 * second; `z` is the normal quantile of one end. Counts need not be whole. Without pairs: [-1, 1].
 * Source: Tango 1998, equations 2 to 4.
 */
export function tango(b: number, c: number, n: number, z: number): Bounds {
  if (n <= 0) return [-1, 1];
  const distance = (sign: number) => (difference: number) =>
    b - c - n * difference + sign * z * Math.sqrt(n * scoreVariance({ b, c, n, difference }));
  const estimate = (b - c) / n;
  return [
    rootOf(distance(-1), { low: -1, high: Math.max(-1, estimate - BESIDE) }),
    rootOf(distance(1), { low: Math.min(1, estimate + BESIDE), high: 1 }),
  ];
}

/** The variance of one pair's difference when the true difference is given: the rest by maximum likelihood. */
function scoreVariance(at: { b: number; c: number; n: number; difference: number }): number {
  const { b, c, n, difference } = at;
  const linear = (2 * n - b + c) * difference - b - c;
  const constant = -c * difference * (1 - difference);
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
  // The larger root of 2n x² + linear x + constant, in the form that does not cancel.
  const onlySecond = linear > 0 ? (-2 * constant) / (linear + root || 1) : (root - linear) / (4 * n);
  return Math.max(0, 2 * onlySecond + difference * (1 - difference));
}

/** Two-sided p-values of the hypothesis that both sides of the discordant pairs are equally likely. */
export interface McNemar {
  readonly exact: number;
  /** The exact one less half of the observed point, on each side: less timid, and still near its level. */
  readonly midP: number;
}

/**
 * McNemar's test on `b` and `c` discordant pairs (whole numbers); 1 without any.
 * Sources: McNemar 1947; for the mid-p form Fagerland, Lydersen and Laake 2013.
 */
export function mcnemar(b: number, c: number): McNemar {
  const n = b + c;
  if (n === 0) return { exact: 1, midP: 1 };
  const least = Math.min(b, c);
  const below = 2 * binomialCdf(least, n, 0.5);
  return { exact: Math.min(1, below), midP: Math.min(1, below - Math.exp(binomialLogPmf(least, n, 0.5))) };
}

/** Pairs by what was right: both, only one of the two, none. */
export interface PairedCounts {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly none: number;
}

/**
 * The interval of (first - second) by the Wilson intervals of both shares and their correlation, -1 to 1. Without
 * pairs: [-1, 1]. Source: Newcombe 1998 (Statistics in Medicine 17, 2635), method 10, with the corrected phi.
 */
export function newcombePaired({ both, onlyFirst, onlySecond, none }: PairedCounts, z: number): Bounds {
  const n = both + onlyFirst + onlySecond + none;
  if (n <= 0) return [-1, 1];
  const first = (both + onlyFirst) / n;
  const second = (both + onlySecond) / n;
  const [firstLow, firstHigh] = wilson(both + onlyFirst, n, z);
  const [secondLow, secondHigh] = wilson(both + onlySecond, n, z);
  const phi = correctedPhi({ both, onlyFirst, onlySecond, none });
  const length = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  return [
    first - second - length(first - firstLow, secondHigh - second),
    first - second + length(firstHigh - first, second - secondLow),
  ];
}

function correctedPhi({ both, onlyFirst, onlySecond, none }: PairedCounts): number {
  const n = both + onlyFirst + onlySecond + none;
  const margins = (both + onlyFirst) * (onlySecond + none) * (both + onlySecond) * (onlyFirst + none);
  if (margins === 0) return 0;
  const cross = both * none - onlyFirst * onlySecond;
  return (cross > 0 ? Math.max(cross - n / 2, 0) : cross) / Math.sqrt(margins);
}
