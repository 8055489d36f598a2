import { takeNumbers } from './table.ts';

let ones = new Float64Array(1024).fill(1);

/**
 * n ones that everybody shares: weights where there are none, the bottom of a mean. Nobody writes into them; a fresh
 * array for each slice and metric would be most of the memory that a million rows take.
 */
export function onesOf(n: number): Float64Array {
  if (n > ones.length) ones = new Float64Array(n).fill(1);
  const part = ones.subarray(0, n);
  plain.set(part, true);
  return part;
}

const plain = new WeakMap<Float64Array, boolean>();

/** Whether every weight is 1. Weights of rows never change, so they are looked at once. */
export function isPlain(weight: Float64Array): boolean {
  const known = plain.get(weight);
  if (known !== undefined) return known;
  let isOne = true;
  for (let i = 0; i < weight.length && isOne; i++) isOne = weight[i] === 1;
  plain.set(weight, isOne);
  return isOne;
}

/** The weights at `indices`, in that order. */
export function takeWeight(weight: Float64Array, indices: ArrayLike<number>): Float64Array {
  return isPlain(weight) ? onesOf(indices.length) : takeNumbers(weight, indices);
}
