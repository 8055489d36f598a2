import { sum } from './sum.ts';

/** Two samples counted on the same bins; counts need not be whole. */
export interface TwoCounts {
  readonly reference: ArrayLike<number>;
  readonly window: ArrayLike<number>;
}

/** The shares of counts; null where there is nothing. */
export function sharesOf(counts: ArrayLike<number>): Float64Array | null {
  const total = sum(counts);
  return total > 0 ? Float64Array.from(counts, (count) => count / total) : null;
}

/**
 * The population stability index, sum of (q - p) ln(q / p), in nats; `added` to each count keeps it finite. Bins that
 * are empty on both sides take part, as they are given. Null where there is no bin. O(bins).
 */
export function stabilityIndex({ reference, window }: TwoCounts, added: number): number | null {
  if (reference.length === 0) return null;
  const [n, m] = [sum(window) + added * window.length, sum(reference) + added * reference.length];
  const terms = Float64Array.from(reference, (count, j) => {
    const [p, q] = [(count + added) / m, (window[j]! + added) / n]; // ! as many bins
    return (q - p) * Math.log(q / p);
  });
  return sum(terms);
}

/**
 * The root of the Jensen-Shannon divergence in bits, 0 to 1 (Endres and Schindelin 2003). Each bin adds
 * s / 2 times (1 + d) ln(1 + d) + (1 - d) ln(1 - d), with s the mean of its shares and d their half difference by it:
 * so shares that hardly differ keep their digits. Null where a side is empty.
 */
export function jensenShannonDistance(counts: TwoCounts): number | null {
  const terms = byBin(counts, (p, q) => {
    const middle = (p + q) / 2;
    return middle === 0 ? 0 : (middle / 2) * entropyLoss((q - p) / (2 * middle));
  });
  return terms && Math.min(1, Math.sqrt(sum(terms) / Math.LN2));
}

/** (1 + d) ln(1 + d) + (1 - d) ln(1 - d), at d = ±1 2 ln 2; by its series beside 0, where it cancels. */
function entropyLoss(d: number): number {
  const square = d * d;
  if (square >= 1) return 2 * Math.LN2;
  if (square < 1e-6) return square * (1 + square / 6 + (square * square) / 15);
  return (1 + d) * Math.log1p(d) + (1 - d) * Math.log1p(-d);
}

/** The Hellinger distance, 0 to 1, as the root of half the sum of (√p - √q)². Null where a side is empty. */
export function hellingerDistance(counts: TwoCounts): number | null {
  const terms = byBin(counts, (p, q) => (Math.sqrt(p) - Math.sqrt(q)) ** 2 / 2);
  return terms && Math.min(1, Math.sqrt(sum(terms)));
}

/** Half the sum of |p - q|, 0 to 1: the share of rows that would have to change bins. Null where a side is empty. */
export function totalVariation(counts: TwoCounts): number | null {
  const terms = byBin(counts, (p, q) => Math.abs(q - p) / 2);
  return terms && Math.min(1, sum(terms));
}

/** The greatest |p - q| of one bin, 0 to 1. Null where a side is empty. */
export function greatestShareDifference(counts: TwoCounts): number | null {
  const terms = byBin(counts, (p, q) => Math.abs(q - p));
  return terms && Math.max(0, ...terms);
}

/** The divergence of Kullback and Leibler of the reference from the window, sum of p ln(p / q), in nats. */
export function kullbackLeibler(counts: TwoCounts): number | null {
  const terms = byBin(counts, (p, q) => (p === 0 ? 0 : p * Math.log(p / q)));
  return terms && sum(terms);
}

function byBin({ reference, window }: TwoCounts, term: (p: number, q: number) => number): Float64Array | null {
  const [p, q] = [sharesOf(reference), sharesOf(window)];
  return p && q && p.map((share, j) => term(share, q[j]!)); // ! as many bins
}

/** The mean of |p - q| summed by half over bins when both samples are of the shares `p` (normal approximation). */
export function totalVariationNoise(p: ArrayLike<number>, perRow: number): number {
  return sum(Float64Array.from(p, (share) => Math.sqrt(((2 * share * (1 - share)) / Math.PI) * perRow))) / 2;
}
