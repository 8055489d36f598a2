import { excessOf } from './excess.ts';
import { lgamma, stirlingRest } from './gamma.ts';
import { expit, log1mexp, logit } from './logs.ts';
import { normalQuantile } from './normal.ts';

/**
 * log B(a, b) for a, b > 0. With a huge argument the three log Γ cancel: there through Stirling's rest
 * (Didonato and Morris 1992, section 2).
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return lgamma(small) + lgamma(large) - lgamma(small + large);
  const rest = stirlingRest(large) - stirlingRest(small + large);
  if (small < 10) {
    return lgamma(small) + rest + small - small * Math.log(small + large) - (large - 0.5) * Math.log1p(small / large);
  }
  const share = small / large;
  const powers = (small - 0.5) * Math.log(share / (1 + share)) - large * Math.log1p(share);
  return 0.5 * Math.log((2 * Math.PI) / large) + powers + stirlingRest(small) + rest;
}

/** log of the binomial coefficient n over k, for 0 ≤ k ≤ n; 0 at the ends. */
export function logChoose(n: number, k: number): number {
  if (k <= 0 || k >= n) return 0;
  return -Math.log1p(n) - logBeta(k + 1, n - k + 1);
}

/** The regularised incomplete beta function I_x(a, b), 0 to 1, for 0 ≤ x ≤ 1 and a, b > 0. */
export const incompleteBeta = (x: number, a: number, b: number): number =>
  Math.exp(logBetaTails(atShare(x, a, b)).lower);
/** 1 - I_x(a, b), with relative precision where it is small. */
export const incompleteBetaUpper = (x: number, a: number, b: number): number =>
  Math.exp(logBetaTails(atShare(x, a, b)).upper);
/** log I_x(a, b), also where the value itself is below the least double. */
export const logIncompleteBeta = (x: number, a: number, b: number): number => logBetaTails(atShare(x, a, b)).lower;
/** log(1 - I_x(a, b)), as deep. */
export const logIncompleteBetaUpper = (x: number, a: number, b: number): number => logBetaTails(atShare(x, a, b)).upper;

/** The x at which I_x(a, b) = p, for p of 0 to 1. O(√(a + b)) for each of a few steps. */
export function incompleteBetaInverse(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return expit(betaLogitQuantile(p, a, b));
}

/** A point of the beta distribution by both of its sides, so that neither loses digits: `y` is 1 - x. */
export interface BetaPoint {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
}

/** The logarithms of I_x(a, b) and of 1 - I_x(a, b). */
export interface LogBetaTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Both tails of the beta distribution. The one that holds less by the mean comes from the continued fraction
 * (Didonato and Morris 1992, equation 9; switch at (a+1)/(a+b+2)), the other is its complement.
 */
export function logBetaTails(at: BetaPoint): LogBetaTails {
  if (at.x <= 0) return { lower: -Infinity, upper: 0 };
  if (at.y <= 0) return { lower: 0, upper: -Infinity };
  if (at.x * (at.a + at.b + 2) <= at.a + 1) {
    const lower = Math.min(0, logTail(at));
    return { lower, upper: log1mexp(-lower) };
  }
  const upper = Math.min(0, logTail({ x: at.y, y: at.x, a: at.b, b: at.a }));
  return { lower: log1mexp(-upper), upper };
}

/**
 * The logit of the p-quantile, 0 < p < 1: exact on both sides, and no underflow at p = 1e-300. Newton's method on the
 * logarithm of the smaller tail; as a function of the logit that is concave, so it converges from any start.
 */
export function betaLogitQuantile(p: number, a: number, b: number): number {
  if (p > 0.5) return -betaLogitQuantile(1 - p, b, a);
  const logP = Math.log(p);
  let place = startOf(p, a, b);
  for (let step = 0; step < 100; step++) {
    if (place < -650) return (logP + Math.log(a) + logBeta(a, b)) / a;
    const at = { x: expit(place), y: expit(-place), a, b };
    const value = logBetaTails(at).lower;
    const change = (value - logP) * Math.exp(value - logFactor(at));
    // From far above the median the tangent is flat; a bounded step keeps the number in range.
    place -= Math.max(-50, Math.min(50, change));
    if (Math.abs(change) < 1e-10) break; // The error is squared by each step: it is below the last digit now.
  }
  return place;
}

/** log(xᵃ yᵇ / B(a, b)): the density in the logit. Written by deviances from the mean, which do not cancel. */
export function logFactor({ x, y, a, b }: BetaPoint): number {
  const gap = b * x - a * y;
  const deviance = a * excessOf(gap / a, ((a + b) / a) * x) + b * excessOf(-gap / b, ((a + b) / b) * y);
  const rest = stirlingRest(a + b) - stirlingRest(a) - stirlingRest(b);
  return 0.5 * Math.log((a / (2 * Math.PI)) * (b / (a + b))) - deviance + rest;
}

function atShare(x: number, a: number, b: number): BetaPoint {
  return { x, y: 1 - x, a, b };
}

function logTail(at: BetaPoint): number {
  return logFactor(at) - Math.log(tailFraction(at));
}

/**
 * The continued fraction of xᵃ yᵇ / (B(a, b) I_x(a, b)) by the method of Lentz: the even part of the common one. It
 * takes the distance a y - b x from the mean as it is, where the common one has it as a difference of large numbers.
 */
function tailFraction({ x, y, a, b }: BetaPoint): number {
  const tiny = 1e-300;
  const distance = a * y - b * x + 1;
  let value = (a * distance) / (a + 1) || tiny;
  let c = value;
  let d = 0;
  for (let m = 1; m < 1e6; m++) {
    const odd = a + 2 * m - 1;
    const top = ((a + m - 1) / odd) * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const bottom = m + (m * (b - m) * x) / odd + ((a + m) * (distance + m * (1 + y))) / (odd + 2);
    d = 1 / (bottom + top * d || tiny);
    c = bottom + top / c || tiny;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** The normal approximation of the logit where it is one, else the first term of the series at 0. */
function startOf(p: number, a: number, b: number): number {
  const fromSeries = (Math.log(p) + Math.log(a) + logBeta(a, b)) / a;
  if (a < 1 || b < 1) return Math.min(fromSeries, logit(a / (a + b)));
  return Math.log(a / b) + normalQuantile(p) * Math.sqrt(1 / a + 1 / b);
}
