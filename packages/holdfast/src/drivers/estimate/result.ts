import { isGap } from '@holdfast/core/catalogue/define.ts';
import type { Estimated } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import { estimateHeadline } from '@holdfast/core/report/estimate/headline.ts';
import type {
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
import { type Calibrated, calibrationOf, withdrawn } from './calibration.ts';
import { comingOf, LABELLED_ENOUGH } from './coming.ts';
import { feedbackOf, selectionOf } from './feedback.ts';
import { type Judging, judgedBy, maturityOf } from './judged.ts';
import { labelsCame } from './labels.ts';
import { type FewOf, fewOf, partlyLabelled } from './partly.ts';
import type { EstimateRequest } from './request.ts';
import type { EstimateFiles, Sides } from './sides.ts';
import type { Cut } from './windows.ts';

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
  const told = toldByLabels(known);
  const windows = windowsOf(known, told);
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
    labels: told.labels,
    feedback: told.feedback,
    calibration: told.calibrated.result,
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

/** The labelled rows of a window, where they tell what the whole of it was. */
function truthOf(w: number, { sides, cut }: Known): Rows | null {
  const all = cut.windows[w]!.rows; // ! a window
  const labelled = labelledIn(all, sides);
  const isTold = labelled.length > 0 && labelled.length >= LABELLED_ENOUGH * all.length;
  return isTold ? rowsAt(sides.assigned.rows, labelled) : null;
}

const rowsAt = (rows: Rows, at: Int32Array): Rows => takeRows({ ...rows, features: [], cluster: null }, at);

/** All that labels say. */
interface ToldByLabels {
  readonly calibrated: Calibrated;
  readonly judging: Judging;
  readonly few: FewOf;
  readonly labels: EstimateResult['labels'];
  readonly feedback: EstimateResult['feedback'];
}

function toldByLabels(known: Known): ToldByLabels {
  const { sides, cut, estimated, targets } = known;
  const coming = comingOf(sides, cut);
  const main = mainTarget(targets);
  const place = targets.indexOf(main);
  const held = { sides, cut, coming, estimated, main, place, truthOf: (w: number) => truthOf(w, known) };
  const calibrated = calibrationOf(held);
  const selection = selectionOf(held);
  const labels = labelsCame(held, targets, keyOf);
  const judging = { sides, coming, selection, early: labels?.early ?? null, calibration: calibrated.result };
  const few = fewOf(sides);
  return { calibrated, judging, few, labels, feedback: feedbackOf(held, { selection, few, targets, keyOf }) };
}

function windowsOf(known: Known, told: ToldByLabels): readonly EstimateWindow[] {
  const { sides, cut, targets, estimated } = known;
  const { calibrated, judging, few } = told;
  return cut.windows.map((window, w) => {
    const found = withdrawn(estimated.windows[w]!, w, calibrated.result); // ! as many
    const labelled = labelledIn(window.rows, sides);
    const judged = judgedBy(w, window.rows, judging);
    const truth = judged.by === 'labels' ? rowsAt(sides.assigned.rows, labelled) : null;
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
    const given = judged.by === 'some-labels' ? few(window.rows, labelled, judged.weight) : null;
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
      partly: given && partlyLabelled(given, targets, keyOf),
      evidence: calibrated.watch?.windows[w]?.held ?? null,
      maturity: maturityOf(w, labelled.length, judging.coming),
      judged: judged.by === null ? judged : { by: judged.by },
    };
  });
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
