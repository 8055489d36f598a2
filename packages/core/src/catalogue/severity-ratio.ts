import { incompleteBeta, incompleteBetaUpper, logBeta } from '../stats/beta.ts';

/** Hand and Anagnostopoulos: the density of the cost of a false positive is Beta(2, 1 + negatives / positives). */
const FIRST = 2;

/**
 * Sums of cost over a stretch of it, [from, to] in 0 to 1: of what a false positive costs, ∫ c u(c) dc, and of what a
 * missed case costs, ∫ (1 - c) u(c) dc, for u the density Beta(2, second).
 */
export function costsBetween(
  from: number,
  to: number,
  second: number,
): { readonly needless: number; readonly missed: number } {
  const whole = logBeta(FIRST, second);
  const ofNeedless = Math.exp(logBeta(FIRST + 1, second) - whole);
  const ofMissed = Math.exp(logBeta(FIRST, second + 1) - whole);
  return {
    needless: ofNeedless * share(from, to, FIRST + 1, second),
    missed: ofMissed * share(from, to, FIRST, second + 1),
  };
}

/** From the nearer tail: a difference of two numbers beside 1 has no digits left. */
function share(from: number, to: number, a: number, b: number): number {
  const isLow = to <= 0.5 || incompleteBeta(from, a, b) < 0.5;
  if (isLow) return incompleteBeta(to, a, b) - incompleteBeta(from, a, b);
  return incompleteBetaUpper(from, a, b) - incompleteBetaUpper(to, a, b);
}
