import { lgamma } from './gamma.ts';

/** The mean of the root of a chi-squared number with `degrees` (0 or more): √2 Γ((k + 1) / 2) / Γ(k / 2). */
export const chiMean = (degrees: number): number =>
  degrees <= 0 ? 0 : Math.SQRT2 * Math.exp(lgamma((degrees + 1) / 2) - lgamma(degrees / 2));

/** Even: Simpson's rule. With 200 the result is right to about 1e-9. */
const STEPS = 200;

/**
 * The mean of √max(0, X - k) for a chi-squared X with k `degrees` (1 or more): what a corrected root shows by chance.
 * With x = k + t² the integrand 2 t² f(k + t²) is smooth, and Simpson's rule needs few places.
 */
export function chiExcessMean(degrees: number): number {
  if (degrees <= 0) return 0;
  const end = Math.sqrt(12 * Math.sqrt(2 * degrees) + 60);
  const constant = (degrees / 2) * Math.LN2 + lgamma(degrees / 2);
  const density = (x: number): number => Math.exp((degrees / 2 - 1) * Math.log(x) - x / 2 - constant);
  let total = 0;
  for (let step = 0; step <= STEPS; step++) {
    const t = (end * step) / STEPS;
    const weight = step === 0 || step === STEPS ? 1 : step % 2 === 1 ? 4 : 2;
    total += weight * 2 * t * t * density(degrees + t * t);
  }
  return (total * end) / (3 * STEPS);
}
