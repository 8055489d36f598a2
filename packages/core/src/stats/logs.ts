/** 1 / (1 + exp(-x)), 0 to 1, with relative precision near 0. */
export function expit(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const odds = Math.exp(x);
  return odds / (1 + odds);
}

/** The logarithm of expit(x), at most 0; never -Infinity for a finite x. */
export const logExpit = (x: number): number => -log1pexp(-x);

/** log(p / (1 - p)): -Infinity at 0, Infinity at 1. Beside 1/2 through log1p, where the plain form cancels. */
export function logit(p: number): number {
  if (p < 0.3 || p > 0.65) return Math.log(p / (1 - p));
  return Math.log1p((2 * p - 1) / (1 - p));
}

/** log(1 - exp(-x)) for x of 0 or more: -Infinity at 0 (Mächler 2012, equation 7: the switch is at log 2). */
export function log1mexp(x: number): number {
  return x <= Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
}

/** log(1 + exp(x)) without overflow (Mächler 2012, equation 10). */
export function log1pexp(x: number): number {
  if (x > 33.3) return x;
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/**
 * The logarithm of the sum of exp(values), without overflow: -Infinity for none. The largest value is taken out of the
 * sum and its own 1 goes through log1p, so that a sum just above 1 keeps its digits. O(n).
 */
export function logSumExp(values: ArrayLike<number>): number {
  let place = 0;
  // ! i < length, here and below
  for (let i = 1; i < values.length; i++) if (values[i]! > values[place]!) place = i;
  const largest = values.length > 0 ? values[place]! : -Infinity; // ! length > 0
  if (!Number.isFinite(largest)) return largest;
  let rest = 0;
  for (let i = 0; i < values.length; i++) if (i !== place) rest += Math.exp(values[i]! - largest); // ! i < length
  return largest + Math.log1p(rest);
}
