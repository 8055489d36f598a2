const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);

/**
 * The next greater double: 5e-324 after 0 and -0, Infinity after the greatest. Any number but NaN; Infinity stays. It
 * turns "up to and including x" into a half-open bin.
 */
export function nextFloat(x: number): number {
  if (x === Infinity) return x;
  if (x === 0) return Number.MIN_VALUE;
  number[0] = x;
  bits[0]! += x > 0 ? 1n : -1n; // ! one place; the bits of doubles of one sign count in their order
  return number[0];
}
