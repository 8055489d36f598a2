import { binomialQuantile } from '../stats/binomial.ts';
import type { Bounds } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import { spreadOf } from './spread.ts';

/** The value is this quantile of these numbers. */
export interface QuantileOf {
  readonly values: Float64Array;
  readonly level: number;
}

/**
 * Bounds of a quantile, free of any distribution: the order statistics whose ranks a count of the rows below does not
 * leave. Independent rows: the count is binomial (David and Nagaraja 2003, 7.1). Clusters: its deviation comes from the
 * clusters (Woodruff 1952). Null where the first or the last value would be the bound: the level is not reached.
 */
export function orderStatistics({ values, level }: QuantileOf, rows: Rows): (tails: Bounds) => Bounds | null {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const ranks = rows.cluster === null ? binomialRanks(n, level) : clusterRanks(values, level, rows);
  return (tails) => {
    const [low, high] = ranks(tails);
    if (!(low >= 1 && high <= n)) return null;
    return [sorted[low - 1]!, sorted[high - 1]!]; // ! 1 to n
  };
}

type Ranks = (tails: Bounds) => Bounds;

const binomialRanks =
  (n: number, level: number): Ranks =>
  (tails) => [binomialQuantile(tails[0], n, level), binomialQuantile(tails[1], n, level) + 1];

function clusterRanks(values: Float64Array, level: number, rows: Rows): Ranks {
  const n = values.length;
  const quantile = Float64Array.from(values).sort()[Math.min(n - 1, Math.floor(level * n))]!; // ! below n
  const below = values.map((v) => Number(v <= quantile) - level);
  const { deviation, degrees } = spreadOf(below, rows);
  return (tails) => [
    Math.floor(n * (level + deviation * studentQuantile(tails[0], degrees ?? n))),
    Math.ceil(n * (level + deviation * studentQuantile(tails[1], degrees ?? n))) + 1,
  ];
}
