/**
 * The sum of the values with the rounding carried along (Neumaier 1974, "improved Kahan–Babuska"): its error does
 * not grow with n. Any numbers; 0 for none. An infinite value gives what plain addition gives. O(n).
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!; // ! i < length
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** The sum of products `a[i] * b[i]`, compensated as `sum` is; `b` is at least as long as `a`. 0 for none. O(n). */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < a.length; i++) {
    const value = a[i]! * b[i]!; // ! i < length of both
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** Centred moments of some values. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sums (not means) of the second, third and fourth powers of the deviations from the mean. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** m2 / (n - 1): null when one value alone says nothing about spread. */
  readonly variance: number | null;
}

/**
 * The moments of the values, or null for none. Two passes of compensated sums: with values about 1e15 apart from 0
 * the deviations still come out exact, which the one-pass textbook formula cannot do. O(n).
 */
export function moments(values: ArrayLike<number>): Moments | null {
  const n = values.length;
  if (n === 0) return null;
  const first = sum(values) / n;
  const deviation = Float64Array.from(values, (value) => value - first);
  const shift = sum(deviation) / n;
  for (let i = 0; i < n; i++) deviation[i]! -= shift; // ! i < n
  const square = deviation.map((d) => d * d);
  const m2 = sum(square);
  return {
    n,
    mean: first + shift,
    m2,
    m3: dot(square, deviation),
    m4: dot(square, square),
    variance: n > 1 ? m2 / (n - 1) : null,
  };
}
