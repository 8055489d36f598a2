import { betaLogitQuantile, logBeta, logBetaTails } from './beta.ts';

/** The chance that Student's t with `degrees` (> 0, need not be whole) is below `t`; precise in the lower tail. */
export function studentCdf(t: number, degrees: number): number {
  return t <= 0 ? Math.exp(logTail(t, degrees)) : 1 - Math.exp(logTail(t, degrees));
}

/** The logarithm of `studentCdf`, also where that is below the least double. */
export function studentLogCdf(t: number, degrees: number): number {
  return t <= 0 ? logTail(t, degrees) : Math.log1p(-Math.exp(logTail(t, degrees)));
}

/** The logarithm of the density of Student's t at `t`. */
export function studentLogPdf(t: number, degrees: number): number {
  const size = Math.abs(t);
  // log(1 + t²/ν) without squaring a huge t.
  const spread = size > 1e100 ? 2 * Math.log(size) - Math.log(degrees) : Math.log1p((size * size) / degrees);
  return -logBeta(degrees / 2, 0.5) - Math.log(degrees) / 2 - ((degrees + 1) / 2) * spread;
}

/**
 * The t that Student's t with `degrees` is below with chance `p`: -Infinity at 0, Infinity at 1. By the beta quantile
 * of the share ν/(ν + t²), whose other side is exact beside p = 1/2.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  const sign = p < 0.5 ? -1 : 1;
  const tail = Math.min(p, 1 - p);
  if (tail <= 0) return sign * Infinity;
  return sign * Math.sqrt(degrees) * Math.exp(-betaLogitQuantile(2 * tail, degrees / 2, 0.5) / 2);
}

/** The log chance of one tail beyond |t|: half of a beta tail at ν/(ν + t²). */
function logTail(t: number, degrees: number): number {
  const size = Math.abs(t);
  if (size === Infinity) return -Infinity;
  const ratio = size / Math.sqrt(degrees);
  if (ratio > 1e140) {
    const power = -degrees * Math.log(ratio);
    return power - Math.log(degrees) - logBeta(degrees / 2, 0.5);
  }
  const x = 1 / (1 + ratio * ratio);
  const y = ratio > 1 ? 1 / (1 + 1 / (ratio * ratio)) : ratio * ratio * x;
  return logBetaTails({ x, y, a: degrees / 2, b: 0.5 }).lower - Math.LN2;
}
