import { watchCalibration } from '@holdfast/core/evidence/calibration-watch.ts';
import { classEstimator } from '@holdfast/core/measure/estimate/class-estimator.ts';
import type { Outcomes } from '@holdfast/core/measure/estimate/estimator.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';

/** What labels found, over draws of one set. */
export interface Found {
  /** Windows until it was found: the median; infinite where half the draws did not find it. */
  readonly median: number;
  readonly share: number;
}

const STRETCHES = 10;
/** Windows with flips, and windows without that count false alarms. */
const [AFTER, CALM] = [30, 30];

/**
 * The labelled rows of a set dealt in two: one half is the reference, the other gives windows of a few labels. Flips
 * begin with the first window of a new ledger that has seen a calm one.
 */
export function flipsFound(
  rows: Rows,
  { labels, flips, seeds }: { readonly labels: number; readonly flips: number; readonly seeds: number },
): Found {
  const delays: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { before, draw, promise } = dealt(rows, seed);
    const stream = Array.from({ length: AFTER }, () => draw(labels, flips));
    const { windows } = watchCalibration(before, [draw(labels, 0), ...stream], promise);
    const first = windows.findIndex(({ isAlarm }, k) => isAlarm && k > 0);
    delays.push(first < 0 ? Number.POSITIVE_INFINITY : first);
  }
  const sorted = delays.sort((a, b) => a - b);
  const found = sorted.filter(Number.isFinite).length;
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, share: found / seeds };
}

/** Alarms in 30 windows in which nothing changed, on average. */
export function falseAlarms(
  rows: Rows,
  { labels, seeds }: { readonly labels: number; readonly seeds: number },
): number {
  let alarms = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { before, draw, promise } = dealt(rows, 1000 + seed);
    const stream = Array.from({ length: CALM }, () => draw(labels, 0));
    alarms += watchCalibration(before, stream, promise).windows.filter(({ isAlarm }) => isAlarm).length;
  }
  return alarms / seeds;
}

function dealt(rows: Rows, seed: number) {
  const random = makeRandom(seed);
  const order = Int32Array.from({ length: rows.n }, (_, i) => i);
  for (let i = rows.n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!]; // ! below n
  }
  const half = rows.n >> 1;
  const reference = takeRows({ ...rows, features: [], cluster: null }, order.subarray(0, half));
  const of = Uint8Array.from({ length: half }, (_, i) => Math.floor((i * STRETCHES) / half));
  const estimator = classEstimator(reference, [], { count: STRETCHES, of, isForward: false });
  const parts = Array.from({ length: STRETCHES }, (_, k) => Int32Array.from(of.keys()).filter((i) => of[i] === k));
  const draw = (labels: number, flips: number): readonly Outcomes[] => {
    // ! below n
    const chosen = Int32Array.from({ length: labels }, () => order[half + Math.floor(random() * (rows.n - half))]!);
    const part = takeRows({ ...rows, features: [], cluster: null }, chosen);
    const label = part.roles.label?.map((y) => (random() < flips ? (y + 1) % rows.classes.length : y));
    const flipped = { ...part, roles: { ...part.roles, ...(label && { label }) } };
    return estimator.outcomesOf({ rows: flipped, features: { n: labels, columns: [] } }, null);
  };
  const promise = { perWindow: 1 / 30, tolerance: estimator.tolerance };
  return { promise, before: parts.map((at) => estimator.heldOutOutcomes(at)), draw };
}
