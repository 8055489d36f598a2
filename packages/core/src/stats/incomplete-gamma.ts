import { excessOf } from './excess.ts';
import { lgamma, stirlingRest } from './gamma.ts';
import { log1mexp } from './logs.ts';
import { normalQuantile } from './normal.ts';

/** Both halves of the incomplete gamma function, as logarithms: whichever is small keeps its digits. */
export interface LogTails {
  readonly lower: number;
  readonly upper: number;
}

/** The regularised lower incomplete gamma function P(a, x), 0 to 1, for a > 0 and x ≥ 0. */
export const gammaLower = (a: number, x: number): number => Math.exp(logGammaTails(a, x).lower);
/** The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x). */
export const gammaUpper = (a: number, x: number): number => Math.exp(logGammaTails(a, x).upper);
/** log Q(a, x), also where Q itself is below the least double. */
export const logGammaUpper = (a: number, x: number): number => logGammaTails(a, x).upper;

/**
 * log P(a, x) and log Q(a, x) for a > 0, x ≥ 0. Below the middle by the power series, above it by the continued
 * fraction (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31), about 6 √a steps when x is near a, a million at most (so a
 * up to about 1e10). The common factor
 * xᵃ e⁻ˣ / Γ(a) goes through Stirling's rest, so that it keeps its digits at a = 1e6.
 */
export function logGammaTails(a: number, x: number): LogTails {
  if (x <= 0) return { lower: -Infinity, upper: 0 };
  if (x === Infinity) return { lower: 0, upper: -Infinity };
  if (a < 1 && x < 1.1) return smallTails(a, x);
  if (x < a + 1) {
    const lower = Math.min(0, logFactor(a, x) + Math.log(lowerSeries(a, x)));
    return { lower, upper: log1mexp(-lower) };
  }
  const upper = Math.min(0, logFactor(a, x) + Math.log(upperFraction(a, x)));
  return { lower: log1mexp(-upper), upper };
}

/**
 * The x at which P(a, x) = p, for p of 0 to 1: 0 at 0, Infinity at 1. Newton's method on the logarithm of the smaller
 * tail as a function of log x; that is concave, so it converges from any start.
 */
export function gammaLowerInverse(p: number, a: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  return p <= 0.5
    ? solveTail({ tail: 'lower', logP: Math.log(p), a })
    : solveTail({ tail: 'upper', logP: Math.log1p(-p), a });
}

/** The x at which Q(a, x) = q: the inverse for small upper tails, which 1 - q could not name. */
export function gammaUpperInverse(q: number, a: number): number {
  if (q <= 0) return Infinity;
  if (q >= 1) return 0;
  return q <= 0.5
    ? solveTail({ tail: 'upper', logP: Math.log(q), a })
    : solveTail({ tail: 'lower', logP: Math.log1p(-q), a });
}

/** log(xᵃ e⁻ˣ / Γ(a)), which is also x times the log density. */
export function logFactor(a: number, x: number): number {
  if (a < 1) return a * Math.log(x) - x - lgamma(a);
  return 0.5 * Math.log(a / (2 * Math.PI)) - a * excessOf((x - a) / a, x / a) - stirlingRest(a);
}

function solveTail({ tail, logP, a }: { tail: keyof LogTails; logP: number; a: number }): number {
  const sign = tail === 'lower' ? 1 : -1;
  let logX = startOf(tail, logP, a);
  for (let step = 0; step < 100; step++) {
    const x = Math.exp(logX);
    // Where x underflows, only the first term of the series is left.
    if (x < 1e-300) return tail === 'lower' ? Math.exp((logP + lgamma(a + 1)) / a) : x;
    const value = logGammaTails(a, x)[tail];
    const change = (value - logP) * Math.exp(value - logFactor(a, x)) * sign;
    logX -= change;
    if (Math.abs(change) < 1e-10) break; // The error is squared by each step: it is below the last digit now.
  }
  return Math.exp(logX);
}

/** The Wilson–Hilferty cube (1931) where it is a size, else the first term of the lower series. */
function startOf(tail: keyof LogTails, logP: number, a: number): number {
  const z = normalQuantile(Math.max(Math.exp(logP), 1e-300)) * (tail === 'lower' ? 1 : -1);
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  if (a >= 0.5 && cube > 0.1) return Math.log(a) + 3 * Math.log(cube);
  if (tail === 'lower') return (logP + lgamma(a + 1)) / a;
  // To the right of the root, from where Newton's steps never pass it.
  return Math.log(Math.max(a, -logP));
}

/** Both tails when a and x are small: the upper one is small there although x is not large (Temme 1994). */
function smallTails(a: number, x: number): LogTails {
  const logPower = a * Math.log(x) - lgamma(1 + a);
  let term = 1;
  let rest = 0;
  for (let n = 1; n < 60; n++) {
    term *= -x / n;
    rest += term / (a + n);
  }
  const power = Math.exp(logPower);
  const upper = -Math.expm1(logPower) - power * a * rest;
  return { lower: logPower + Math.log1p(a * rest), upper: Math.log(upper) };
}

/** Σ xⁿ / (a (a+1) ... (a+n)) */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let n = 1; n < 1e6; n++) {
    term *= x / (a + n);
    total += term;
    if (term < total * 1e-17) break;
  }
  return total;
}

/** 1/(x+1-a- 1(1-a)/(x+3-a- ...)) by the method of Lentz (1976). */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (b || tiny);
  let value = d;
  for (let i = 1; i < 1e6; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;
}
