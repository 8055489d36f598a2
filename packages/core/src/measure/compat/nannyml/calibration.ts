import { isGap } from '../../../catalogue/define.ts';
import rocAuc from '../../../catalogue/performance/roc-auc.ts';
import { rowsOf } from '../../../learn/cross-fit.ts';
import { foldsByChance } from '../../../learn/folds.ts';
import { heightAt, type IsotonicCurve, isotonicCurve } from '../../../stats/isotonic-curve.ts';
import { orderOf } from '../../../stats/order.ts';
import { onesOf } from '../../../table/weights.ts';

/** What NannyML makes chances of scores by: a curve, or null where it takes them as they are. */
export interface NannyCalibration {
  readonly curve: IsotonicCurve | null;
  readonly area: number | null;
}

/** Above this area scores are not calibrated. */
const AREA_MOST = 0.999;
const [SPLITS, BINS] = [10, 10];

/**
 * Isotonic on the whole reference, straight lines between its corners, where that lowers the expected calibration
 * error of held-out rows in ten bins of equal count. Its splits are drawn by numpy; ours are other splits, and the
 * decision is far from the line on the golden sets.
 */
export function nannyCalibration(label: Float64Array, score: Float64Array): NannyCalibration {
  const found = rocAuc.measure({ n: label.length, classes: 2, label, score, weight: onesOf(label.length) }, {});
  const area = isGap(found) ? null : found.value;
  if (area === null || area > AREA_MOST || !isNeeded(label, score)) return { curve: null, area };
  return { curve: curveOf(score, label), area };
}

/** The chances of these scores. */
export const nannyChances = ({ curve }: NannyCalibration, score: Float64Array): Float64Array =>
  curve === null ? score : score.map((own) => heightAt(curve, own) ?? own);

const curveOf = (score: Float64Array, label: Float64Array): IsotonicCurve =>
  isotonicCurve(score, label, onesOf(score.length), { isRising: true });

function isNeeded(label: Float64Array, score: Float64Array): boolean {
  const folds = foldsByChance(label, { count: SPLITS, seed: 1, cluster: null });
  const calibrated = new Float64Array(label.length);
  for (let fold = 0; fold < SPLITS; fold++) {
    const others = rowsOf(
      folds,
      Array.from({ length: SPLITS }, (_, k) => k).filter((k) => k !== fold),
    );
    const at = (values: Float64Array): Float64Array => Float64Array.from(others, (row) => values[row]!); // ! a row
    const curve = curveOf(at(score), at(label));
    for (const row of rowsOf(folds, [fold])) calibrated[row] = heightAt(curve, score[row]!) ?? 0; // ! a row
  }
  return calibrationError(label, score) > calibrationError(label, calibrated);
}

function calibrationError(label: Float64Array, score: Float64Array): number {
  const order = orderOf(score);
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [from, to] = [bin, bin + 1].map((k) => Math.floor((k * order.length) / BINS)) as [number, number]; // as: two
    let surprise = 0;
    for (let k = from; k < to; k++) surprise += label[order[k]!]! - score[order[k]!]!; // ! rows
    error += Math.abs(surprise) / order.length;
  }
  return error;
}
