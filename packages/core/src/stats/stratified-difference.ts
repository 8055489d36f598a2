import type { Bounds } from './proportion.ts';

/** Values of rows on two sides, in strata. */
export interface Sided {
  readonly values: Float64Array;
  /** 1: the first side; 0: the second. */
  readonly side: Uint8Array;
  /** From 0; rows are compared with rows of their own stratum alone. */
  readonly stratum: Int32Array;
}

/** The mean of the first side minus that of the second. */
export interface StratifiedDifference {
  readonly value: number;
  readonly interval: Bounds;
  /** Rows of both sides in strata that have both. */
  readonly n: readonly [first: number, second: number];
}

/**
 * The difference of two means among rows of like strata, each stratum weighted by n1 n2 / (n1 + n2), with the variance
 * of Greenland and Robins (1985), which holds for many small strata and for few large ones; of values 0|1 it is the
 * risk difference of Mantel and Haenszel. `z`: the normal quantile of one end. Null where no stratum has both sides.
 * O(n).
 */
export function stratifiedDifference({ values, side, stratum }: Sided, z: number): StratifiedDifference | null {
  const strata = stratum.reduce((most, own) => Math.max(most, own + 1), 0);
  const n = new Float64Array(2 * strata);
  const sum = new Float64Array(2 * strata);
  const squares = new Float64Array(2 * strata);
  for (let i = 0; i < values.length; i++) {
    const at = 2 * stratum[i]! + 1 - side[i]!; // ! i < n, here and below
    n[at]!++; // ! a stratum, here and below
    sum[at]! += values[i]!; // ! as above
    squares[at]! += values[i]! ** 2; // ! as above
  }
  let [total, top, variance, first, second] = [0, 0, 0, 0, 0];
  for (let at = 0; at < n.length; at += 2) {
    const [n1, n2] = [n[at]!, n[at + 1]!]; // ! as above
    if (n1 === 0 || n2 === 0) continue;
    const [m1, m2] = [sum[at]! / n1, sum[at + 1]! / n2]; // ! as above
    const weight = (n1 * n2) / (n1 + n2);
    const spread = (k: number, mean: number) => Math.max(0, squares[k]! / n[k]! - mean * mean) / n[k]!; // ! as above
    total += weight;
    top += weight * (m1 - m2);
    variance += weight * weight * (spread(at, m1) + spread(at + 1, m2));
    first += n1;
    second += n2;
  }
  if (total === 0) return null;
  const [value, half] = [top / total, (z * Math.sqrt(variance)) / total];
  return { value, interval: [value - half, value + half], n: [first, second] };
}
