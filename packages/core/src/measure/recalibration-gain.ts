import type { Calibrator, CalibratorKind } from '../learn/calibrator.ts';
import { type Choice, SURE } from '../learn/choose.ts';
import { chooseCalibrator } from '../learn/choose-calibrator.ts';
import { type Folds, foldsByChance, foldsByTime } from '../learn/folds.ts';
import { type Rows, takeRows } from '../table/rows.ts';

/** Folds of rows without times, and stretches of rows with times, of which the first two are only learned from. */
const FOLDS = 5;
const STRETCHES = 6;
/** Fewer rows of the rarer class than this say nothing about a calibrator. */
export const RARER_MIN = 50;

/** How rows are parted to learn from some and judge on others: in time, else by cluster, else by chance. */
export interface Parting {
  readonly folds: Folds;
  readonly by: 'time' | 'cluster' | 'row';
}

/** Folds for rows; `time` is of each row where it is known. Later rows are held out, so that it is what comes next. */
export function partingOf(
  { roles, cluster, n }: Rows,
  { time, seed }: { readonly time: Float64Array | null; readonly seed: number },
): Parting {
  const label = roles.label ?? new Float64Array(n);
  if (time !== null) {
    const folds = foldsByTime(time, STRETCHES);
    if (folds.count === STRETCHES) return { folds, by: 'time' };
  }
  const groups = cluster !== null && new Set(cluster).size >= 2 * FOLDS ? cluster : null;
  return { folds: foldsByChance(label, { count: FOLDS, seed, cluster: groups }), by: groups ? 'cluster' : 'row' };
}

/** How many rows the rarer class has, and how many rows would give it enough. */
export function rarerOf({ roles, n }: Rows): { readonly rarer: number; readonly needed: number } {
  let yes = 0;
  for (const y of roles.label ?? []) yes += y;
  const rarer = Math.min(yes, n - yes);
  return { rarer, needed: Math.ceil((RARER_MIN * n) / Math.max(1, rarer)) };
}

/** What recalibration would save, in log loss of rows that were held out. */
export interface Gain {
  readonly kind: string;
  readonly n: number;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** Two one-sided bounds of 95 %. */
  readonly interval: readonly [number, number];
}

/** The kinds whose shape is given by few numbers: they tell what is wrong, and are learned in no time. */
const QUICK: readonly CalibratorKind[] = ['identity', 'temperature', 'platt', 'beta'];
/** From more rows than this a part is drawn: what to expect does not change by what single rows say. */
const ENOUGH_ROWS = 20_000;

/** What to expect of recalibration; null where rows are too few to say. A tenth of a second whatever the rows. */
export function recalibrationGain(
  all: Rows,
  { time, seed }: { readonly time: Float64Array | null; readonly seed: number },
): Gain | null {
  const step = Math.ceil(all.n / ENOUGH_ROWS);
  const places = Int32Array.from({ length: Math.floor(all.n / step) }, (_, k) => k * step);
  const rows = step === 1 ? all : takeRows({ ...all, features: [] }, places);
  const { label, score } = rows.roles;
  if (!label || !score || rarerOf(rows).rarer < RARER_MIN) return null;
  const times = time === null || step === 1 ? time : Float64Array.from(places, (i) => time[i]!); // ! a row
  const { folds } = partingOf(rows, { time: times, seed });
  const { weight, cluster } = rows;
  return gainOf(chooseCalibrator({ label, score, weight, cluster, folds }, QUICK));
}

/** What a choice saves, from its standings; null where it could not be learned everywhere. */
export function gainOf({ kind, standings, heldOut }: Choice<Calibrator>): Gain | null {
  const before = standings[0]?.loss ?? null;
  const chosen = standings.find((standing) => standing.kind === kind);
  if (before === null || chosen?.loss == null || chosen.difference === null || chosen.deviation === null) return null;
  const reach = SURE * chosen.deviation;
  return {
    kind,
    n: heldOut.reduce((sum, { rows }) => sum + rows.length, 0),
    before,
    after: chosen.loss,
    difference: chosen.difference,
    interval: [chosen.difference - reach, chosen.difference + reach],
  };
}
