import { makeNumpyTwister, permute } from '../../../std/mersenne-twister.ts';
import type { EvidentlyMethod } from './method.ts';
import type { EvidentlyPair } from './pair.ts';

const DRAWS = 100;
/** More rows on a side take more than 100 MB for the kernel when all values differ. */
const ROWS_MAX = 3000;

/**
 * The maximum mean discrepancy against 100 random parts of all rows: the share that reach it, which can be 0. That
 * program draws them unseeded; here they are those of its generator after the seed 0. O(d²) of memory, and of time a
 * draw, for d different values.
 */
export const meanDiscrepancyTest: EvidentlyMethod = {
  id: 'empirical_mmd',
  name: 'empirical_mmd',
  kinds: ['num'],
  threshold: 0.1,
  drift: 'below',
  score: ({ rows, n }) => {
    if (Math.min(n.reference, n.current) < 2) return 'too-few-rows';
    if (Math.max(n.reference, n.current) > ROWS_MAX) return 'too-many-rows';
    const kernel = kernelOf(rows);
    const order = Int32Array.from(kernel.places.keys());
    const seen = discrepancy(kernel, order, n.reference);
    const twister = makeNumpyTwister(0);
    let reached = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      permute(twister, order);
      if (seen <= discrepancy(kernel, order, n.reference)) reached++;
    }
    return reached / DRAWS;
  },
};

/** The discrepancy of the two sides, squared and without bias, with a mean of all pairs across. */
export function meanDiscrepancy(rows: EvidentlyPair['rows']): number {
  const kernel = kernelOf(rows);
  return discrepancy(kernel, Int32Array.from(kernel.places.keys()), rows.reference.length);
}

interface Kernel {
  /** For each row of both sides the place of its value among those that differ. */
  readonly places: Int32Array;
  /** Rows with each value. */
  readonly counts: Int32Array;
  /** Each value with those before it. */
  readonly values: Float64Array;
  /** For each value the sum of the kernel over all other rows, for one row with it. */
  readonly sums: Float64Array;
}

/** exp(-d² / 2σ²), 2σ² the median squared distance within the reference, a row to itself included. */
function kernelOf({ reference, current }: EvidentlyPair['rows']): Kernel {
  const scale = 1 / (middleSquare(reference) || 1);
  const all = Float64Array.from([...reference, ...current]);
  const different = Float64Array.from(new Set(all)).sort();
  const placeOf = new Map(Array.from(different, (value, place) => [value, place]));
  const places = Int32Array.from(all, (value) => placeOf.get(value) ?? 0);
  const counts = new Int32Array(different.length);
  for (const place of places) counts[place]!++; // ! a place
  const values = new Float64Array((different.length * (different.length - 1)) / 2);
  const sums = Float64Array.from(counts, (count) => count - 1);
  for (let i = 0, k = 0; i < different.length; i++) {
    for (let j = 0; j < i; j++) {
      const value = Math.exp(-scale * (different[i]! - different[j]!) ** 2); // ! both are places
      values[k++] = value;
      sums[i]! += counts[j]! * value; // ! both are places
      sums[j]! += counts[i]! * value; // ! both are places
    }
  }
  return { places, counts, values, sums };
}

/** The median of the squared distances of all rows to all, themselves included. */
function middleSquare(rows: EvidentlyPair['rows']['reference']): number {
  const n = rows.length;
  const squares = new Float64Array((n * (n - 1)) / 2);
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) squares[k++] = (rows[i]! - rows[j]!) ** 2; // ! both are rows
  }
  squares.sort();
  // Among all n² the n of a row to itself come first, then each of these twice.
  const middle = roundHalfEven((n * n - 1) / 2) - n;
  return middle < 0 ? 0 : squares[Math.floor(middle / 2)]!; // ! within
}

/** Of the parting in which the first n of the order are the reference. */
function discrepancy({ places, counts, values, sums }: Kernel, order: Int32Array, n: number): number {
  const m = order.length - n;
  const own = new Float64Array(counts.length);
  for (let i = 0; i < n; i++) own[places[order[i]!]!]!++; // ! a row and its place
  let [within, ofOwn, ofAll] = [0, 0, 0];
  for (let a = 0, k = 0; a < own.length; a++) {
    let before = 0;
    for (let b = 0; b < a; b++) before += own[b]! * values[k++]!; // ! both are places
    within += own[a]! * (own[a]! - 1 + 2 * before); // ! a place
    ofOwn += own[a]! * sums[a]!; // ! a place
    ofAll += counts[a]! * sums[a]!; // ! a place
  }
  const across = ofOwn - within;
  const other = ofAll - within - 2 * across;
  return within / (n * (n - 1)) + other / (m * (m - 1)) - (2 * across) / (n * m);
}

const roundHalfEven = (x: number): number => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
