import { SHARE_LEAST } from '@holdfast/core/measure/feedback/selective-labels.ts';
import type { EarlyLabels } from '@holdfast/core/measure/few-labels/early-labels.ts';
import { LABELLED_MIN } from '@holdfast/core/measure/few-labels/few-labels.ts';
import type { CalibrationResult, EstimateWindow, NotJudged } from '@holdfast/core/report/estimate-result.ts';
import { WEIGHT_MOST } from '@holdfast/core/stats/off-policy.ts';
import type { Coming } from './coming.ts';
import { LABELLED_ENOUGH } from './coming.ts';
import type { Selection } from './feedback.ts';
import type { Sides } from './sides.ts';

/** What decides by which labels a window is judged. */
export interface Judging {
  readonly sides: Sides;
  readonly coming: Coming;
  readonly selection: Selection | null;
  readonly early: EarlyLabels | null;
  readonly calibration: CalibrationResult | null;
}

/** How a window is judged; by some labels with the weight of each, null for all alike. */
export type HowJudged =
  | { readonly by: 'labels' }
  | { readonly by: 'some-labels'; readonly weight: Float64Array | null }
  | { readonly by: null; readonly why: NotJudged };

/** Where labels come to some answers more often, so few rows without one move a share by two points at most. */
const LABELLED_ALL = 0.98;

/** Whether all labels of a window that matter are there, or some speak for the rest; `rows` those of window `w`. */
export function judgedBy(w: number, rows: Int32Array, judging: Judging): HowJudged {
  const { sides, coming, selection, early, calibration } = judging;
  const labelled = rows.filter((row) => sides.isLabelled[row] === 1);
  if (labelled.length === 0) return { by: null, why: 'no-label-yet' };
  const kind = selection?.found.kind ?? 'even';
  const isEven = kind === 'even' && sides.loop.propensity === null;
  const share = labelled.length / rows.length;
  if (share >= (isEven ? LABELLED_ENOUGH : LABELLED_ALL)) return { by: 'labels' };
  if (calibration !== null && 'gap' in calibration) return { by: null, why: 'one-class' };
  if (labelled.length < LABELLED_MIN) return { by: null, why: 'few-labels' };
  if (sides.assigned.rows.classes.length === 0) return { by: null, why: 'no-chances' };
  const matured = maturityOf(w, labelled.length, coming)?.share ?? 1;
  if (matured < LABELLED_ENOUGH && early?.isOther === true) return { by: null, why: 'early-labels-differ' };
  const weight = weightsOf(rows, labelled, judging);
  return weight === 'unseen' ? { by: null, why: 'labels-by-answer' } : { by: 'some-labels', weight };
}

/** Labels of a window that are still to come, and the share of those that will be that is surely there. */
export function maturityOf(w: number, labelled: number, { known }: Coming): EstimateWindow['maturity'] {
  const found = known?.toCome[w];
  if (found === undefined) return null;
  const { expected, interval } = found;
  return { to_come: expected, interval, share: labelled === 0 ? 0 : labelled / (labelled + interval[1]) };
}

/** One over the chance that each label had to be there: as logged, or as often as its answer has one in this window. */
function weightsOf(
  rows: Int32Array,
  labelled: Int32Array,
  { sides, selection }: Judging,
): Float64Array | 'unseen' | null {
  const { propensity } = sides.loop;
  if (propensity !== null) return Float64Array.from(labelled, (row) => cut(1 / (propensity[row] || 1)));
  if (selection === null || selection.found.kind === 'even' || selection.found.kind === null) return null;
  const [all, seen] = [rows, labelled].map((places) => {
    const counts = new Float64Array(selection.answers);
    for (const row of places) counts[selection.codeOf[row]!]!++; // ! a row; an answer
    return counts;
  }) as [Float64Array, Float64Array]; // as: two
  const unseen = all.reduce((sum, count, k) => sum + (seen[k]! < SHARE_LEAST * count ? count : 0), 0); // ! an answer
  if (unseen > SHARE_LEAST * rows.length) return 'unseen';
  return Float64Array.from(labelled, (row) => {
    const k = selection.codeOf[row]!; // ! a row
    return cut(all[k]! / seen[k]!); // ! an answer
  });
}

const cut = (weight: number): number => Math.min(WEIGHT_MOST, weight);
