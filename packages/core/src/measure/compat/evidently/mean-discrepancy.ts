import { makeNumpyTwister, permute } from '../../../std/mersenne-twister.ts';
import type { EvidentlyMethod } from './method.ts';
import type { EvidentlyPair } from './pair.ts';

const DRAWS = 100;
/** More rows on a side take more than 300 MB for the kernel. */
const ROWS_MAX = 3000;

/**
 * The maximum mean discrepancy against 100 random parts of all rows: the share that reach it, which can be 0. That
 * program draws them unseeded; here they are those of its generator after the seed 0. O(rows²) of memory, and of time a
 * draw.
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
    const order = Int32Array.from({ length: kernel.size }, (_, i) => i);
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
  return discrepancy(
    kernel,
    Int32Array.from({ length: kernel.size }, (_, i) => i),
    rows.reference.length,
  );
}

interface Kernel {
  readonly size: number;
  /** Rows of both sides by rows of both sides, with 0 where a row meets itself. */
  readonly values: Float64Array;
}

/** exp(-d² / 2σ²), 2σ² the median squared distance within the reference, a row to itself included. */
function kernelOf({ reference, current }: EvidentlyPair['rows']): Kernel {
  const squares = Float64Array.from({ length: reference.length ** 2 }, (_, k) => {
    const [i, j] = [Math.floor(k / reference.length), k % reference.length];
    return (reference[i]! - reference[j]!) ** 2; // ! both are rows
  }).sort();
  const middle = squares[roundHalfEven((squares.length - 1) / 2)] ?? 0;
  const scale = 1 / (middle || 1);
  const all = [...reference, ...current];
  const values = new Float64Array(all.length ** 2);
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < i; j++) {
      const value = Math.exp(-scale * (all[i]! - all[j]!) ** 2); // ! both are rows
      values[i * all.length + j] = value;
      values[j * all.length + i] = value;
    }
  }
  return { size: all.length, values };
}

function discrepancy({ size, values }: Kernel, order: Int32Array, n: number): number {
  const m = size - n;
  let [within, across, other] = [0, 0, 0];
  for (let a = 0; a < size; a++) {
    const row = order[a]! * size; // ! a row
    // Sums of a row apart from the total, so that the total keeps its digits.
    let [left, right] = [0, 0];
    const middle = Math.min(a, n);
    for (let b = 0; b < middle; b++) left += values[row + order[b]!]!; // ! both are rows
    for (let b = middle; b < a; b++) right += values[row + order[b]!]!; // ! both are rows
    if (a < n) within += left;
    else across += left;
    other += right;
  }
  return (2 * within) / (n * (n - 1)) + (2 * other) / (m * (m - 1)) - (2 * across) / (n * m);
}

const roundHalfEven = (x: number): number => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
