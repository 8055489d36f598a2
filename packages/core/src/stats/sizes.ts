import { normalCdf, normalQuantile } from './normal.ts';
import { rootOf } from './solve.ts';
import { noncentralStudentPower } from './student-power.ts';

/** How sure a plan is to be: chance of a false yes in all tails that count, and of a true one. */
export interface Plan {
  readonly alpha: number;
  readonly power: number;
  readonly sides: 1 | 2;
}

/**
 * The pairs needed to show that a challenger is not worse by more than `margin` (> 0) on the same rows, where it is
 * right alone with chance `onlyChallenger` and the champion with `onlyChampion`; `gain` is the true difference that
 * the plan hopes for. Not rounded; Infinity when margin + gain is not positive.
 * Source: the normal approximation of McNemar's difference (Connor 1987).
 */
export function pairedRows(
  { onlyChampion, onlyChallenger }: { onlyChampion: number; onlyChallenger: number },
  { margin, gain }: { margin: number; gain: number },
  plan: Plan,
): number {
  const variance = onlyChampion + onlyChallenger - (onlyChallenger - onlyChampion) ** 2;
  return rowsFor(variance, margin + gain, plan);
}

/**
 * The rows for each of two arms to show the same on different rows, with the shares `champion` and `challenger`.
 * Not rounded; Infinity when margin + gain is not positive.
 */
export function unpairedRows(
  { champion, challenger }: { champion: number; challenger: number },
  { margin, gain }: { margin: number; gain: number },
  plan: Plan,
): number {
  return rowsFor(champion * (1 - champion) + challenger * (1 - challenger), margin + gain, plan);
}

/** The rows for each arm to see two shares differ. Unpooled, as `unpairedRows`; Infinity when they are equal. */
export const shareRows = (first: number, second: number, plan: Plan): number =>
  rowsFor(first * (1 - first) + second * (1 - second), Math.abs(first - second), plan);

/** The same with the test's variance under equal shares (Fleiss, Levin and Paik 2003, equation 4.14, uncorrected). */
export function shareRowsPooled(first: number, second: number, plan: Plan): number {
  if (first === second) return Infinity;
  const middle = (first + second) / 2;
  const apart = Math.sqrt(first * (1 - first) + second * (1 - second));
  const top = zOfAlpha(plan) * Math.sqrt(2 * middle * (1 - middle)) + normalQuantile(plan.power) * apart;
  return (top / (first - second)) ** 2;
}

/**
 * The same on the arcsine scale, where shares have one variance (Cohen 1988, chapter 6); with two sides also the
 * chance of the wrong tail counts, which the closed forms above leave out.
 */
export function shareRowsArcsine(first: number, second: number, plan: Plan): number {
  const effect = Math.abs(arcsineEffect(first, second));
  if (effect === 0) return Infinity;
  const z = zOfAlpha(plan);
  const shortfall = (shift: number): number =>
    normalCdf(shift - z) + (plan.sides === 2 ? normalCdf(-shift - z) : 0) - plan.power;
  const shift = rootOf(shortfall, { low: 0, high: z + Math.abs(normalQuantile(plan.power)) + 1 });
  return 2 * (shift / effect) ** 2;
}

/** The difference of two shares on the arcsine scale: Cohen's h. */
export const arcsineEffect = (first: number, second: number): number =>
  2 * (Math.asin(Math.sqrt(first)) - Math.asin(Math.sqrt(second)));

/** The rows for each arm to see two means `effect` standard deviations apart, by the normal law. */
export const meanRows = (effect: number, plan: Plan): number => rowsFor(2, Math.abs(effect), plan);

/** The same for the t test, whose threshold depends on the rows: a little more. */
export function meanRowsByT(effect: number, plan: Plan): number {
  const start = meanRows(effect, plan);
  if (!Number.isFinite(start)) return Infinity;
  const shortfall = (rows: number): number =>
    noncentralStudentPower({ shift: Math.abs(effect) * Math.sqrt(rows / 2), degrees: 2 * rows - 2, ...plan }) -
    plan.power;
  return rootOf(shortfall, { low: Math.max(1.01, start / 2), high: 2 * start + 10 });
}

function rowsFor(variance: number, distance: number, plan: Plan): number {
  if (!(distance > 0)) return Infinity;
  return ((zOfAlpha(plan) + normalQuantile(plan.power)) ** 2 * variance) / (distance * distance);
}

const zOfAlpha = ({ alpha, sides }: Plan): number => -normalQuantile(alpha / sides);
