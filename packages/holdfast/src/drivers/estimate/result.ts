import { isGap } from '@holdfast/core/catalogue/define.ts';
import { type CalibrationWatch, watchCalibration, withdrawnAt } from '@holdfast/core/evidence/calibration-watch.ts';
import { takeFeatures } from '@holdfast/core/learn/features.ts';
import type { Estimated, WindowEstimate } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import { estimateHeadline } from '@holdfast/core/report/estimate/headline.ts';
import type {
  CalibrationResult,
  EstimateInputFile,
  EstimateResult,
  EstimateValue,
  EstimateWindow,
  Reconciled,
} from '@holdfast/core/report/estimate-result.ts';
import { ESTIMATE } from '@holdfast/core/report/words/estimate.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import type { ContractFile } from '../contract-file.ts';
import { rolesLine } from '../frame.ts';
import type { ReadFile } from '../tables.ts';
import { partlyLabelled } from './partly.ts';
import type { EstimateRequest } from './request.ts';
import type { EstimateFiles, Sides } from './sides.ts';
import type { Cut } from './windows.ts';

/** One false alarm in so many windows, where labels come. */
const PROMISE = { false_alarms: 1, per_windows: 30 };
/** Labels of so large a share of a window tell what the whole of it was. */
const LABELLED_ENOUGH = 0.8;
/** So few labels of one class are chance. */
const ONE_CLASS_LABELS = 20;

/** All that a result is made from. */
export interface Known {
  readonly files: EstimateFiles;
  readonly sides: Sides;
  readonly cut: Cut;
  readonly targets: readonly Target[];
  readonly estimated: Estimated;
}

/** The one document of an estimate. */
export function resultOf(request: EstimateRequest, file: ContractFile | null, known: Known): EstimateResult {
  const { sides, cut, targets, estimated } = known;
  const contract = file?.contract ?? null;
  const calibration = calibrationOf(known);
  const windows = windowsOf(known, calibration);
  const parts: Omit<EstimateResult, 'headline'> = {
    holdfast: request.version,
    command: 'estimate',
    seed: request.seed,
    model: contract?.model ?? known.files.analysis.input.path,
    task: sides.plan.roles.task,
    contract: file && { path: file.contract.path, digest: file.digest },
    inputs: inputsOf(known.files),
    roles: rolesLine(sides.plan.names),
    assumed: sides.plan.assumed,
    labelUnit: contract?.columns.labelUnit ?? null,
    costs: contract?.costs == null ? null : { currency: contract.costs.currency ?? '' },
    verdict: null,
    checks: [],
    notes: notesOf(known),
    rows: rowsLine(known),
    features: sides.plan.features,
    level: 0.95,
    window: cut.window,
    measure: keyOf(mainTarget(targets)),
    targets: targets.map((target, k) => ({
      key: keyOf(target),
      entry: target.entry.id,
      of: target.of,
      unit: target.entry.unit,
      better: target.entry.better,
      reference: estimated.reference[k]!.value, // ! a target
      reference_error: Math.sqrt(estimated.reference[k]!.beyond), // ! a target
      reference_windows: estimated.reference[k]!.windows, // ! a target
    })),
    fitted: estimated.fitted,
    windows,
    reconciled: reconciledOf(windows, targets),
    calibration: calibration.result,
  };
  return { ...parts, headline: estimateHeadline(parts) };
}

/** What a target is called among the values of a window. */
const keyOf = ({ entry, of }: Target): string => (of === null ? entry.id : `${entry.id}:${of}`);

const MAIN = ['accuracy', 'mae'];
/** What people follow: accuracy or the mean error, else what comes first. */
const mainTarget = (targets: readonly Target[]): Target =>
  targets.find(({ entry }) => MAIN.includes(entry.id)) ?? targets[0]!; // ! there is a target for every task

const inputsOf = ({ reference, analysis, labels }: EstimateFiles): readonly EstimateInputFile[] => {
  const named = (read: ReadFile | null, role: EstimateInputFile['role']): EstimateInputFile[] =>
    read === null ? [] : [{ ...read.input, role }];
  return [...named(reference, 'reference'), ...named(analysis, 'analysis'), ...named(labels, 'labels')];
};

const rowsLine = ({ sides }: Known): EstimateResult['rows'] => {
  const { reference, isLabelled, assigned } = sides;
  let labelled = 0;
  for (let i = reference; i < isLabelled.length; i++) labelled += isLabelled[i]!; // ! i < n
  return { reference, analysis: assigned.rows.n - reference, labelled, setAside: assigned.setAside };
};

/** What must be said besides: rows with absurd errors, and labels that were not looked at. */
function notesOf({ files, sides, estimated }: Known): string[] {
  const { absurd } = estimated.estimator;
  const isIgnored = files.labels !== null && findColumn(files.analysis.table, sides.plan.roles.label) !== null;
  return [...(absurd > 0 ? [ESTIMATE.absurd(absurd)] : []), ...(isIgnored ? [ESTIMATE.ownLabels] : [])];
}

const labelledIn = (rows: Int32Array, { isLabelled }: Sides): Int32Array => rows.filter((row) => isLabelled[row] === 1);

interface Calibrated {
  readonly watch: CalibrationWatch | null;
  readonly result: CalibrationResult | null;
}

/** Labels held against the chances that the estimate rests on, in the order of the windows. */
function calibrationOf(known: Known): Calibrated {
  const { sides, cut, estimated } = known;
  const { assigned, features } = sides;
  const found = cut.windows.map(({ rows }) => labelledIn(rows, sides));
  const all = found.reduce((sum, rows) => sum + rows.length, 0);
  if (all === 0) return { watch: null, result: null };
  if (isOneClass(found, sides)) return { watch: null, result: { gap: 'one-class', n: all } };
  const { estimator } = estimated;
  const streams = found.map((at, w) => {
    if (at.length === 0) return null;
    const rows = takeRows({ ...assigned.rows, features: [], cluster: null }, at);
    const { likened } = estimated.windows[w]!; // ! as many
    return estimator.outcomesOf({ rows, features: takeFeatures(features, at) }, likened);
  });
  const before = cut.before.map((rows) => estimator.heldOutOutcomes(rows));
  const perWindow = PROMISE.false_alarms / PROMISE.per_windows;
  const watch = watchCalibration(before, streams, { perWindow, tolerance: estimator.tolerance });
  const alarms = watch.windows.flatMap(({ isAlarm }, k) => (isAlarm ? [k] : []));
  const withdrawn = withdrawnAt(watch, (w) => isInside(w, known));
  const { tolerance } = estimator;
  return { watch, result: { labels: all, alarms, withdrawn, spent: watch.spent, promise: PROMISE, tolerance } };
}

/** Whether what people follow came to lie in its band; null where either is not there. */
function isInside(w: number, known: Known): boolean | null {
  const { estimated, targets } = known;
  const k = targets.indexOf(mainTarget(targets));
  const [one, came] = [estimated.windows[w]?.values?.[k], truthOf(w, known)];
  const truth = came && targets[k]?.quantity.of(came, 'value');
  if (one === undefined || isGap(one) || truth == null || isGap(truth)) return null;
  return truth.value >= one.interval[0] && truth.value <= one.interval[1];
}

/** The labelled rows of a window, where they tell what the whole of it was. */
function truthOf(w: number, { sides, cut }: Known): Rows | null {
  const all = cut.windows[w]!.rows; // ! a window
  const labelled = labelledIn(all, sides);
  const isTold = labelled.length > 0 && labelled.length >= LABELLED_ENOUGH * all.length;
  return isTold ? takeRows({ ...sides.assigned.rows, features: [], cluster: null }, labelled) : null;
}

/**
 * Labels of one class alone that are only part of the rows were chosen by their class: they say nothing of the others.
 */
function isOneClass(found: readonly Int32Array[], { assigned, reference }: Sides): boolean {
  const { classes, roles, n } = assigned.rows;
  const seen = new Set<number>();
  let labels = 0;
  for (const rows of found) {
    for (const row of rows) seen.add(roles.label![row]!); // ! it has labels; a row
    labels += rows.length;
  }
  return classes.length > 0 && seen.size === 1 && labels >= ONE_CLASS_LABELS && labels < (n - reference) / 2;
}

function windowsOf(known: Known, { watch, result }: Calibrated): readonly EstimateWindow[] {
  const { sides, cut, targets, estimated } = known;
  const partly = partlyLabelled(sides, targets, keyOf);
  return cut.windows.map((window, w) => {
    const found = withdrawn(estimated.windows[w]!, w, result); // ! as many
    const labelled = labelledIn(window.rows, sides);
    const truth = truthOf(w, known);
    const values = targets.map((target, k): readonly [string, EstimateValue] => {
      const one = found.values?.[k] ?? null;
      const came = truth && target.quantity.of(truth, 'value');
      const realised = came === null || isGap(came) ? null : came.value;
      if (one === null || isGap(one)) {
        const gap = one === null ? (found.refusal?.why ?? 'too-few-rows') : one.gap;
        return [keyOf(target), { value: null, gap, interval: null, estimated: null, realised, parts: null }];
      }
      const { value, interval, parts } = one;
      return [keyOf(target), { value, interval, estimated: value, realised, parts }];
    });
    return {
      start: window.start,
      end: window.end,
      n: window.rows.length,
      labelled: labelled.length,
      refusal: found.refusal,
      outside: found.outside?.share ?? null,
      apart: found.shift?.apart ?? null,
      alike: found.shift?.share ?? null,
      values: Object.fromEntries(values),
      partly: result === null || 'gap' in result ? null : partly(window.rows, labelled),
      evidence: watch?.windows[w]?.held ?? null,
    };
  });
}

/** Once labels have shown that the estimate is wrong, there is none any more: the reference no longer holds. */
function withdrawn(found: WindowEstimate, place: number, result: CalibrationResult | null): WindowEstimate {
  const since = result === null || 'gap' in result ? null : result.withdrawn;
  const isAfter = since !== null && place > since && found.refusal === null;
  return isAfter ? { ...found, values: null, refusal: { why: 'found-wrong', window: since } } : found;
}

/** How often what came lay within the band; null without windows that have both. */
function reconciledOf(windows: readonly EstimateWindow[], targets: readonly Target[]): Reconciled | null {
  const covered = targets.flatMap((target) => {
    const both = windows.flatMap(({ values }) => {
      const { value, interval, realised } = values[keyOf(target)]!; // ! every target
      return value === null || interval === null || realised === null ? [] : [{ value, interval, realised }];
    });
    if (both.length === 0) return [];
    const inside = both.filter(({ interval, realised }) => realised >= interval[0] && realised <= interval[1]).length;
    const off = both.reduce((sum, { value, realised }) => sum + Math.abs(value - realised), 0) / both.length;
    return [[keyOf(target), { windows: both.length, inside, off }] as const];
  });
  return covered.length === 0 ? null : { covered: Object.fromEntries(covered) };
}
