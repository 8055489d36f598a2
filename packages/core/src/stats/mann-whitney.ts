import { normalCdf } from './normal.ts';
import { pooledRanks } from './pooled-ranks.ts';
import { sum } from './sum.ts';

/** The rank test of Mann and Whitney. */
export interface RankTest {
  /** Pairs in which the value of the first sample is the greater; ties count half. */
  readonly u: number;
  /** The chance that the first sample is as small as it is (`less`), and both ways. */
  readonly less: number;
  readonly twoSided: number;
}

/** Up to this many rows on a side, without ties, chances are counted; beyond it they are normal. */
const ROWS_EXACT_MAX = 8;

/**
 * The test of Mann and Whitney (1947) for two samples in ascending order; null where one is empty. Normal with ties and
 * half a step taken off, exact where a side has 8 rows or fewer and nothing is tied.
 */
export function mannWhitney(x: Float64Array, y: Float64Array): RankTest | null {
  const [n, m] = [x.length, y.length];
  if (n === 0 || m === 0) return null;
  const { x: ranks, ties } = pooledRanks(x, y);
  const u = sum(ranks) - (n * (n + 1)) / 2;
  const isExact = Math.min(n, m) <= ROWS_EXACT_MAX && ties.length === n + m;
  const upper = isExact ? countedUpper(n, m) : normalUpper(n, m, ties);
  return { u, less: upper(n * m - u), twoSided: Math.min(1, 2 * upper(Math.max(u, n * m - u))) };
}

function normalUpper(n: number, m: number, ties: readonly number[]): (u: number) => number {
  const rows = n + m;
  const tied = sum(ties.map((count) => count ** 3 - count)) / (rows * (rows - 1));
  const deviation = Math.sqrt(((n * m) / 12) * (rows + 1 - tied));
  return (u) => normalCdf(-(u - (n * m) / 2 - 0.5) / deviation);
}

/** The share of orders with `u` or more: the coefficients of the Gaussian binomial, a factor after the other. */
function countedUpper(n: number, m: number): (u: number) => number {
  const [few, many] = [Math.min(n, m), Math.max(n, m)];
  const chances = new Float64Array(n * m + 1);
  chances[0] = 1;
  for (let i = 1; i <= few; i++) {
    // ! all places below are within n m: times (1 - q^(many + i)), then by (1 - q^i), as chances
    for (let k = n * m; k >= many + i; k--) chances[k]! -= chances[k - many - i]!; // !
    for (let k = i; k <= n * m; k++) chances[k]! += chances[k - i]!; // !
    for (let k = 0; k <= n * m; k++) chances[k]! *= i / (many + i); // !
  }
  return (u) => Math.min(1, sum(chances.subarray(Math.max(0, Math.ceil(u)))));
}
