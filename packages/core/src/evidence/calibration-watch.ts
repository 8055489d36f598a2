import type { Outcomes } from '../measure/estimate/estimator.ts';
import { heldBy, openWealth, settleOutcomes } from './calibration-evidence.ts';

/** What labels say of the chances by which they were foretold, window by window. */
export interface CalibrationWatch {
  readonly windows: readonly {
    /** Labels that were held against their chances. */
    readonly labels: number;
    /** What all bets hold after it; at 1 or more it is an alarm, and they begin anew. */
    readonly held: number;
    readonly isAlarm: boolean;
  }[];
  /** False alarms that were allowed so far: no more are expected as long as chances stay right. */
  readonly spent: number;
}

/** What is promised of alarms. */
export interface CalibrationPromise {
  /** False alarms that a window may bring, on average. */
  readonly perWindow: number;
  readonly tolerance: number;
}

/**
 * Bets against the chances of a model's answers over the windows of a history; null is a window without labels, which
 * costs nothing. `reference`: the same streams in windows of the reference, which say how much windows wander by
 * themselves: labels that come together count as fewer, so that ordinary days are no alarm. Cost: labels × bets.
 */
export function watchCalibration(
  reference: readonly (readonly Outcomes[])[],
  windows: readonly (readonly Outcomes[] | null)[],
  { perWindow, tolerance }: CalibrationPromise,
): CalibrationWatch {
  const streams = reference[0]?.length ?? 0;
  const wander = Array.from({ length: streams }, (_, s) => wanderOf(reference.map((own) => own[s]!))); // ! as many
  let wealth = openWealth(streams);
  let spent = 0;
  const found = windows.map((own) => {
    const labels = own?.[0]?.came.length ?? 0;
    if (own === null || labels === 0) return { labels: 0, held: heldBy(wealth), isAlarm: false };
    const together = own.map((stream, s) => 1 + (labels * labels * wander[s]!) / varianceOf(stream)); // ! a stream
    wealth = settleOutcomes(wealth, own, { income: perWindow, tolerance, together });
    spent += perWindow;
    const held = heldBy(wealth);
    const isAlarm = held >= 1;
    if (isAlarm) wealth = openWealth(streams);
    return { labels, held, isAlarm };
  });
  return { windows: found, spent };
}

/**
 * The window whose labels make the estimate worthless from then on: the first alarm, unless what came lay in the band
 * all the same. Many labels find chances that are off by a little, and the band allows for a little. `isInside`:
 * whether the truth of a window lay in its band; null where that is not known. Null: none.
 */
export function withdrawnAt(
  { windows }: CalibrationWatch,
  isInside: (window: number) => boolean | null,
): number | null {
  const found = windows.findIndex(({ isAlarm }, w) => isAlarm && isInside(w) !== true);
  return found < 0 ? null : found;
}

/** The variance of a window's mean surprise beyond that of independent labels; 0 where there is none to see. */
function wanderOf(windows: readonly Outcomes[]): number {
  let [sum, count] = [0, 0];
  for (const { low, high, came } of windows) {
    const n = came.length;
    if (n === 0) continue;
    let surprise = 0;
    for (let i = 0; i < n; i++) surprise += came[i]! - (low[i]! + high[i]!) / 2; // ! i < n
    sum += (surprise * surprise - varianceOf({ low, high, came })) / (n * n);
    count++;
  }
  return count === 0 ? 0 : Math.max(0, sum / count);
}

/** The variance of the number that comes, if labels are independent; never nothing. */
function varianceOf({ low, high }: Outcomes): number {
  let sum = 0;
  for (let i = 0; i < low.length; i++) {
    const chance = (low[i]! + high[i]!) / 2; // ! i < n
    sum += chance * (1 - chance);
  }
  return Math.max(1e-9, sum);
}
