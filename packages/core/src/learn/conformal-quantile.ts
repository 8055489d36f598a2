import { orderOf } from '../stats/order.ts';

/** (n + 1)(1 - alpha) is a whole number more often than doubles say: 27.000000000000004 counts as 27. */
const WHOLE = 1e-9;

/** The place, from 1, of the score that so many others stay below with chance 1 - alpha; above n there is none. */
export const conformalRank = (n: number, alpha: number): number => Math.ceil((n + 1) * (1 - alpha) - WHOLE);

/**
 * The score that a new one stays below with chance 1 - alpha at least, whatever the scores' distribution: the
 * ⌈(n+1)(1-alpha)⌉-th smallest; Infinity where there are too few, -Infinity for an alpha of 1 and more. O(n log n).
 * Source: Vovk, Gammerman and Shafer 2005; Lei et al. 2018.
 */
export function conformalQuantile(scores: Float64Array, alpha: number): number {
  return quantileAt(scores.slice().sort(), conformalRank(scores.length, alpha));
}

/** The score at a rank among sorted ones: infinite beyond both ends. */
export function quantileAt(sorted: Float64Array, rank: number): number {
  if (rank > sorted.length) return Number.POSITIVE_INFINITY;
  return rank <= 0 ? Number.NEGATIVE_INFINITY : sorted[rank - 1]!; // ! 1 to n
}

/**
 * The same where rows stand for others (importance weights): the least score up to which the weights, with that of the
 * new row counted as infinite, hold 1 - alpha. O(n log n). Source: Tibshirani et al. 2019.
 */
export function weightedConformalQuantile(
  scores: Float64Array,
  weight: ArrayLike<number>,
  { alpha, ownWeight }: { readonly alpha: number; readonly ownWeight: number },
): number {
  let total = ownWeight;
  for (let i = 0; i < scores.length; i++) total += weight[i]!; // ! i < n
  let reached = 0;
  for (const row of orderOf(scores)) {
    reached += weight[row]!; // ! a row
    if (reached / total >= 1 - alpha - 1e-12) return scores[row]!; // ! a row
  }
  return Number.POSITIVE_INFINITY;
}

/** The share of scores at or above one, itself counted; ties are parted at `theta` (0 to 1) where one is given. */
export function conformalPValue(scores: ArrayLike<number>, score: number, theta: number | null = null): number {
  let above = 0;
  let equal = 0;
  for (let i = 0; i < scores.length; i++) {
    const other = scores[i]!; // ! i < n
    if (other > score) above++;
    else if (other === score) equal++;
  }
  return (above + (theta ?? 1) * (equal + 1)) / (scores.length + 1);
}

/** Fewer rows than this in a part give a quantile that is mostly chance. */
export const partRowsMin = (alpha: number): number => Math.ceil(1 / alpha) * 10;

/**
 * One quantile for each part, so that each has its coverage (Mondrian). `parts`: for each row the code of its part. A
 * part of too few rows has Infinity. Source: Vovk, Lindsay, Nouretdinov and Gammerman 2003.
 */
export function conformalByPart(
  scores: Float64Array,
  parts: ArrayLike<number>,
  alpha: number,
): ReadonlyMap<number, number> {
  const byPart = new Map<number, number[]>();
  for (let i = 0; i < scores.length; i++) {
    const part = parts[i]!; // ! i < n
    const own = byPart.get(part) ?? [];
    own.push(scores[i]!); // ! i < n
    byPart.set(part, own);
  }
  return new Map([...byPart].map(([part, own]) => [part, conformalQuantile(Float64Array.from(own), alpha)]));
}
