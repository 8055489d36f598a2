import { incompleteBetaInverse } from './beta.ts';
import { normalQuantile } from './normal.ts';

/** The ends of an interval, low first. */
export type Bounds = readonly [low: number, high: number];

/**
 * The Wilson score interval of `k` of `n`, in 0 to 1; `z` is the normal quantile of one end (1.96 for 95 %). Counts
 * need not be whole (effective counts of weighted rows). Without rows: [0, 1]. The low end is written as the product
 * of both roots over the other root, so that it is exactly 0 at k = 0. Source: Wilson 1927.
 */
export function wilson(k: number, n: number, z: number): Bounds {
  if (n <= 0) return [0, 1];
  const spread = z * Math.sqrt((k * (n - k)) / n + (z * z) / 4);
  const lowOf = (count: number): number => (count === 0 ? 0 : (count * count) / (n * (count + (z * z) / 2 + spread)));
  return [lowOf(k), 1 - lowOf(n - k)];
}

/**
 * The exact interval of `k` of `n` at a two-sided `level` (0.95): each tail of the binomial holds half of the rest.
 * Counts need not be whole. Without rows: [0, 1]. Source: Clopper and Pearson 1934.
 */
export function clopperPearson(k: number, n: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  return [
    k <= 0 ? 0 : incompleteBetaInverse(tail, k, n - k + 1),
    k >= n ? 1 : 1 - incompleteBetaInverse(tail, n - k, k + 1),
  ];
}

/**
 * The equal-tailed interval of the Beta(k + 1/2, n - k + 1/2) posterior at a two-sided `level`. It does not reach 0
 * or 1 at the ends. Source: Brown, Cai and DasGupta 2001, section 3.1.2.
 */
export function jeffreys(k: number, n: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  const [a, b] = [k + 0.5, n - k + 0.5];
  return [incompleteBetaInverse(tail, a, b), 1 - incompleteBetaInverse(tail, b, a)];
}

/**
 * The normal interval after z²/2 right and z²/2 wrong rows were added, cut at 0 and 1. Without rows: [0, 1].
 * Source: Agresti and Coull 1998.
 */
export function agrestiCoull(k: number, n: number, z: number): Bounds {
  if (n <= 0) return [0, 1];
  return wald(k + (z * z) / 2, n + z * z, z);
}

/**
 * The Wilson interval with half a row of continuity on each side: wider, near Clopper–Pearson. Without rows: [0, 1].
 * Source: Newcombe 1998 (Statistics in Medicine 17, 857), method 4.
 */
export function wilsonContinuity(k: number, n: number, z: number): Bounds {
  if (n <= 0) return [0, 1];
  const lowOf = (count: number): number => {
    if (count <= 0) return 0;
    const share = count / n;
    const root = Math.sqrt(z * z - 2 - 1 / n + 4 * share * (n * (1 - share) + 1));
    return Math.max(0, (2 * count + z * z - 1 - z * root) / (2 * (n + z * z)));
  };
  return [lowOf(k), 1 - lowOf(n - k)];
}

/** The plain normal interval, cut at 0 and 1: for comparison only, it is empty at k = 0. Without rows: [0, 1]. */
export function wald(k: number, n: number, z: number): Bounds {
  if (n <= 0) return [0, 1];
  const share = k / n;
  const half = z * Math.sqrt((share * (1 - share)) / n);
  return [Math.max(0, share - half), Math.min(1, share + half)];
}

/** The normal quantile of one end of a two-sided interval at `level`: 1.96 for 0.95. */
export const zOfLevel = (level: number): number => -normalQuantile((1 - level) / 2);
