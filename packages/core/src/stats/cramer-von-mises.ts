import { besselK } from './bessel-k.ts';
import { lgamma } from './gamma.ts';
import { pooledRanks } from './pooled-ranks.ts';
import { sum } from './sum.ts';
import { greatestDivisor } from './two-samples.ts';

/** Up to this many rows on both sides the chance is counted. */
const ROWS_EXACT_MAX = 20;
/** The series ends after a term below this, as scipy's does: chances below about 1e-7 are what is left of it. */
const TERM_MIN = 1e-7;

/**
 * The two-sample test of Cramér and von Mises (Anderson 1962) for samples in ascending order of two rows or more each,
 * ties at their mean rank, and its chance: exact for up to 20 rows on each side, else that of many rows as scipy sums
 * it. Ties make the statistic too great. Null where a side has fewer than two rows.
 */
export function cramerVonMises(x: Float64Array, y: Float64Array): { statistic: number; p: number } | null {
  const [n, m] = [x.length, y.length];
  if (n < 2 || m < 2) return null;
  const ranks = pooledRanks(x, y);
  const away = (of: Float64Array): number => sum(of.map((rank, i) => (rank - i - 1) ** 2));
  const u = n * away(ranks.x) + m * away(ranks.y);
  const [pairs, rows] = [n * m, n + m];
  const statistic = u / (pairs * rows) - (4 * pairs - 1) / (6 * rows);
  if (Math.max(n, m) <= ROWS_EXACT_MAX) return { statistic, p: countedChance(u, n, m) };
  const mean = (1 + 1 / rows) / 6;
  const variance = ((rows + 1) * (4 * pairs * rows - 3 * (n * n + m * m) - 2 * pairs)) / (45 * rows * rows * 4 * pairs);
  const scaled = 1 / 6 + (statistic - mean) / Math.sqrt(45 * variance);
  return { statistic, p: scaled < 0.003 ? 1 : Math.max(0, 1 - manyRowsCdf(scaled)) };
}

/** Csörgő and Faraway 1996, equation 1.3, up to a term below 1e-7. */
function manyRowsCdf(x: number): number {
  let total = 0;
  for (let k = 0; ; k++) {
    const y = 4 * k + 1;
    const q = (y * y) / (16 * x);
    const head = Math.exp(lgamma(k + 0.5) - lgamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x));
    const term = head * Math.sqrt(y) * Math.exp(-q) * besselK(0.25, q);
    total += term;
    if (!(Math.abs(term) >= TERM_MIN)) return total;
  }
}

/** The share of orders of n and m rows with as great a sum (Xiao, Gordon and Yakovlev 2006), in whole numbers. */
function countedChance(u: number, n: number, m: number): number {
  const pairs = n * m;
  const shared = greatestDivisor(n, m);
  const [right, up] = [m / shared, n / shared];
  const limit = Math.floor(((n + m) * (6 * u - pairs * (4 * pairs - 1))) / (6 * shared * shared) + 1e-9);
  let row: Map<number, number>[] = [];
  for (let j = 0; j <= m; j++) {
    const next: Map<number, number>[] = [];
    for (let i = 0; i <= n; i++) {
      const square = (i * right - j * up) ** 2;
      const here = new Map<number, number>();
      if (i === 0 && j === 0) here.set(0, 1);
      for (const from of [next[i - 1], row[i]]) {
        for (const [value, count] of from ?? []) here.set(value + square, (here.get(value + square) ?? 0) + count);
      }
      next.push(here);
    }
    row = next;
  }
  const all = [...(row[n] ?? [])];
  const reached = all.filter(([value]) => value >= limit);
  return sum(reached.map(([, count]) => count)) / sum(all.map(([, count]) => count));
}
