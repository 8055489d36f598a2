import type { Rows } from '../table/rows.ts';
import { sizeOf } from './compress.ts';

/** How a value varies from sample to sample: what each independent unit (a row, or a cluster of rows) adds to it. */
export interface Spread {
  /** One number for each unit: value - truth is about their sum over all copies. */
  parts(): Float64Array;
  /** How often each unit stands there; null: once. */
  readonly times: Float64Array | null;
  /** The standard deviation of the value. */
  readonly deviation: number;
  /** How many units carry the variance, (sum v^2)^2 / sum v^4. */
  readonly carriers: number;
  /** Degrees of freedom of the deviation; null with independent rows, where they are many. */
  readonly degrees: number | null;
}

/** The spread of a value from its influence: squares added up, within clusters the influences themselves. */
export function spreadOf(influence: Float64Array, rows: Rows): Spread {
  const size = sizeOf(rows);
  if (rows.cluster !== null) return spreadOfClusters(influence, rows, rows.cluster, size);
  const times = rows.isCounted ? rows.weight : null;
  const { two, four } = powersOf(influence, times, size);
  const parts = (): Float64Array => influence.map((v) => v / size);
  return { parts, times, deviation: Math.sqrt(two), carriers: four > 0 ? two ** 2 / four : 0, degrees: null };
}

function spreadOfClusters(influence: Float64Array, rows: Rows, cluster: Int32Array, size: number): Spread {
  const sums = new Map<number, number>();
  for (let i = 0; i < rows.n; i++) {
    const times = rows.isCounted ? rows.weight[i]! : 1; // ! i < n
    sums.set(cluster[i]!, (sums.get(cluster[i]!) ?? 0) + (times * influence[i]!) / size); // ! n rows
  }
  const parts = Float64Array.from(sums.values());
  const k = parts.length;
  const { two, four } = powersOf(parts, null, 1);
  const carriers = four > 0 ? two ** 2 / four : 0;
  return {
    parts: () => parts,
    times: null,
    deviation: k < 2 ? Number.NaN : Math.sqrt((two * k) / (k - 1)),
    carriers: k < 2 ? 0 : carriers,
    // Normal sums of k equal clusters have k / 3 carriers (their fourth moment is 3): thrice that is what k stands for.
    degrees: Math.max(1, Math.min(k - 1, 3 * carriers - 1)),
  };
}

/** Sums of second and fourth powers of `values / size`, copies counted. */
function powersOf(
  values: Float64Array,
  times: Float64Array | null,
  size: number,
): { readonly two: number; readonly four: number } {
  let two = 0;
  let four = 0;
  for (let i = 0; i < values.length; i++) {
    const square = values[i]! * values[i]!; // ! i < length
    const copies = times === null ? 1 : times[i]!; // ! as many
    two += copies * square;
    four += copies * square * square;
  }
  return { two: two / size ** 2, four: four / size ** 4 };
}
