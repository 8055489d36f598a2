import { isGap } from '@holdfast/core/catalogue/define.ts';
import { type CalibrationWatch, watchCalibration, withdrawnAt } from '@holdfast/core/evidence/calibration-watch.ts';
import { takeFeatures } from '@holdfast/core/learn/features.ts';
import type { Estimated, WindowEstimate } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import type { Outcomes } from '@holdfast/core/measure/estimate/estimator.ts';
import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import type { CalibrationResult } from '@holdfast/core/report/estimate-result.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import type { Coming } from './coming.ts';
import type { Sides } from './sides.ts';
import type { Cut } from './windows.ts';

/** One false alarm in so many windows, where labels come. */
const PROMISE = { false_alarms: 1, per_windows: 30 };
/** So few labels of one class are chance. */
const ONE_CLASS_LABELS = 20;

/** What the chances of an estimate are judged by. */
interface Judging {
  readonly sides: Pick<Sides, 'assigned' | 'reference' | 'features' | 'first'>;
  readonly cut: Pick<Cut, 'before'>;
  readonly coming: Pick<Coming, 'cameIn' | 'toldIn' | 'windowOf'>;
  readonly estimated: Estimated;
  /** What people follow, and its place among the targets. */
  readonly main: Target;
  readonly place: number;
  /** The labelled rows of a window, where they tell what the whole of it was. */
  readonly truthOf: (window: number) => Rows | null;
}

/** What labels are held against. */
export interface Held extends Judging {
  readonly sides: Sides;
  readonly cut: Cut;
  readonly coming: Coming;
}

/** What labels said of the chances, window by window as they came. */
export interface Calibrated {
  readonly watch: CalibrationWatch | null;
  readonly result: CalibrationResult | null;
}

/**
 * Labels held against the chances that the estimate rests on, in the order in which they came, by what was known first:
 * a correction changes no evidence.
 */
export function calibrationOf(held: Judging): Calibrated {
  const { sides, cut, coming, estimated } = held;
  const all = coming.cameIn.reduce((sum, rows) => sum + rows.length, 0);
  if (all === 0) return { watch: null, result: null };
  if (isOneClass(coming, sides)) return { watch: null, result: { gap: 'one-class', n: all } };
  const { estimator } = estimated;
  const streams = coming.cameIn.map((rows) => (rows.length === 0 ? null : outcomesOf(held, rows)));
  const before = cut.before.map((rows) => estimator.heldOutOutcomes(rows));
  const perWindow = PROMISE.false_alarms / PROMISE.per_windows;
  const watch = watchCalibration(before, streams, { perWindow, tolerance: estimator.tolerance });
  const alarms = watch.windows.flatMap(({ isAlarm }, k) => (isAlarm ? [k] : []));
  const withdrawn = withdrawnAt(watch, (w) => isInside(w, held));
  const { tolerance } = estimator;
  return { watch, result: { labels: all, alarms, withdrawn, spent: watch.spent, promise: PROMISE, tolerance } };
}

/** Once labels have shown that the estimate is wrong, there is none any more: the reference no longer holds. */
export function withdrawn(found: WindowEstimate, place: number, result: CalibrationResult | null): WindowEstimate {
  const since = result === null || 'gap' in result ? null : result.withdrawn;
  const isAfter = since !== null && place > since && found.refusal === null;
  return isAfter ? { ...found, values: null, refusal: { why: 'found-wrong', window: since } } : found;
}

/** What was said of labelled rows, which stand window by window, and what came of it, row for row. */
export function outcomesOf(
  { sides, coming, estimated }: Pick<Judging, 'sides' | 'coming' | 'estimated'>,
  rows: Int32Array,
): readonly Outcomes[] {
  const { features, first } = sides;
  const parts: (readonly Outcomes[])[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const w = coming.windowOf[rows[from]!]!; // ! a row
    while (to < rows.length && coming.windowOf[rows[to]!] === w) to++; // ! to < length
    const at = rows.subarray(from, to);
    const own = { rows: takeRows({ ...first, features: [], cluster: null }, at), features: takeFeatures(features, at) };
    parts.push(estimated.estimator.outcomesOf(own, estimated.windows[w]!.likened)); // ! a window
  }
  const joined = (s: number, of: keyof Outcomes): Float64Array =>
    Float64Array.from(parts.flatMap((part) => [...part[s]![of]])); // ! a stream
  return (parts[0] ?? []).map((_, s) => ({ low: joined(s, 'low'), high: joined(s, 'high'), came: joined(s, 'came') }));
}

/**
 * Whether what people follow came to lie in its band, in the newest of the windows whose labels came then that is told
 * by them; null where none is.
 */
function isInside(w: number, { coming, estimated, main, place, truthOf }: Judging): boolean | null {
  const ofWindows = new Set(Array.from(coming.cameIn[w] ?? [], (row) => coming.windowOf[row]));
  const told = coming.toldIn.findLastIndex((tick, v) => ofWindows.has(v) && tick <= w);
  const found = told < 0 ? undefined : estimated.windows[told]?.values?.[place];
  const truth = told < 0 ? null : truthOf(told);
  const came = truth && main.quantity.of(truth, 'value');
  if (found === undefined || isGap(found) || came === null || isGap(came)) return null;
  return came.value >= found.interval[0] && came.value <= found.interval[1];
}

/**
 * Labels of one class alone that are only part of the rows were chosen by their class: they say nothing of the others.
 */
function isOneClass({ cameIn }: Judging['coming'], { assigned, reference }: Judging['sides']): boolean {
  const { classes, roles, n } = assigned.rows;
  const seen = new Set<number>();
  let labels = 0;
  for (const rows of cameIn) {
    for (const row of rows) seen.add(roles.label![row]!); // ! it has labels; a row
    labels += rows.length;
  }
  return classes.length > 0 && seen.size === 1 && labels >= ONE_CLASS_LABELS && labels < (n - reference) / 2;
}
