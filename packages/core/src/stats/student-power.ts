import { chiSquaredQuantile } from './chi-squared.ts';
import { logFactor } from './incomplete-gamma.ts';
import { normalCdf } from './normal.ts';
import { studentQuantile } from './student.ts';

/** A t test whose statistic is shifted by the true effect over its standard error. */
export interface ShiftedTest {
  readonly shift: number;
  readonly degrees: number;
  readonly alpha: number;
  readonly sides: 1 | 2;
}

/**
 * The chance that the t test rejects, 0 to 1: that a noncentral t passes the threshold. The normal law is averaged
 * over the spread of the estimated deviation (trapezoid rule in the logarithm of its square, whose density is smooth
 * and vanishes at both ends). Source: Johnson, Kotz and Balakrishnan 1995, chapter 31.
 */
export function noncentralStudentPower({ shift, degrees, alpha, sides }: ShiftedTest): number {
  const threshold = studentQuantile(1 - alpha / sides, degrees);
  const from = Math.log(chiSquaredQuantile(1e-18, degrees));
  const to = Math.log(chiSquaredQuantile(1 - 1e-16, degrees)) + 0.5;
  const steps = 400;
  const step = (to - from) / steps;
  let power = 0;
  for (let i = 0; i <= steps; i++) {
    const square = Math.exp(from + i * step);
    const limit = threshold * Math.sqrt(square / degrees);
    const beyond = normalCdf(shift - limit) + (sides === 2 ? normalCdf(-shift - limit) : 0);
    // The density of log x for a chi-squared x is the gamma factor at x/2.
    power += step * beyond * Math.exp(logFactor(degrees / 2, square / 2));
  }
  return Math.min(1, power);
}
