import type { Rows } from '../table/rows.ts';
import { sizeOf } from './compress.ts';

/** How a value varies from sample to sample: what each independent unit (a row, or a cluster of rows) adds to it. */
export interface Spread {
  /** One number for each unit: value - truth is about their sum over all copies. */
  parts(): Float64Array;
  /** How often each unit stands there; null: once. */
  readonly times: Float64Array | null;
  /** How many units there are. */
  readonly units: number;
  /** The standard deviation of the value. */
  readonly deviation: number;
  /** How many units carry the variance, (sum v^2)^2 / sum v^4. */
  readonly carriers: number;
  /** Degrees of freedom of the deviation; null where they are many. */
  readonly degrees: number | null;
  /** The skewness of the value: sum v^3 / (sum v^2)^1.5. */
  readonly skewness: number;
}

/** From so many carriers on, Student's t is the normal. */
const MANY_CARRIERS = 200;

/**
 * Normal sums of k equal units have k / 3 carriers (their fourth moment is 3): thrice that is what k stands for, so
 * that few units that carry all have few degrees.
 */
const degreesOf = (carriers: number, units: number): number => Math.max(1, Math.min(units - 1, 3 * carriers - 1));

/** The spread of a value from its influence: squares added up, within clusters the influences themselves. */
export function spreadOf(influence: Float64Array, rows: Rows): Spread {
  const size = sizeOf(rows);
  if (rows.cluster !== null) return spreadOfClusters(influence, rows, rows.cluster, size);
  const times = rows.isCounted ? rows.weight : null;
  const { two, three, four } = powersOf(influence, times, size);
  const carriers = four > 0 ? two ** 2 / four : 0;
  return {
    parts: () => influence.map((v) => v / size),
    times,
    units: size,
    deviation: Math.sqrt(two),
    carriers,
    degrees: carriers < MANY_CARRIERS ? degreesOf(carriers, size) : null,
    skewness: skewnessOf(two, three),
  };
}

function spreadOfClusters(influence: Float64Array, rows: Rows, cluster: Int32Array, size: number): Spread {
  const sums = new Map<number, number>();
  for (let i = 0; i < rows.n; i++) {
    const times = rows.isCounted ? rows.weight[i]! : 1; // ! i < n
    sums.set(cluster[i]!, (sums.get(cluster[i]!) ?? 0) + (times * influence[i]!) / size); // ! n rows
  }
  const parts = Float64Array.from(sums.values());
  const k = parts.length;
  const { two, three, four } = powersOf(parts, null, 1);
  const carriers = four > 0 ? two ** 2 / four : 0;
  return {
    parts: () => parts,
    times: null,
    units: k,
    deviation: k < 2 ? Number.NaN : Math.sqrt((two * k) / (k - 1)),
    carriers: k < 2 ? 0 : carriers,
    degrees: degreesOf(carriers, k),
    skewness: skewnessOf(two, three),
  };
}

const skewnessOf = (two: number, three: number): number => (two > 0 ? three / two ** 1.5 : 0);

/** Sums of second to fourth powers of `values / size`, copies counted. */
function powersOf(
  values: Float64Array,
  times: Float64Array | null,
  size: number,
): { readonly two: number; readonly three: number; readonly four: number } {
  let two = 0;
  let three = 0;
  let four = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!; // ! i < length
    const square = value * value;
    const copies = times === null ? 1 : times[i]!; // ! as many
    two += copies * square;
    three += copies * square * value;
    four += copies * square * square;
  }
  return { two: two / size ** 2, three: three / size ** 3, four: four / size ** 4 };
}
