import { fitBoosted } from '../../../learn/boost/fit.ts';
import { answer } from '../../../learn/boost/predict.ts';
import { type Features, takeFeatures } from '../../../learn/features.ts';
import { delong } from '../../../stats/delong.ts';
import { asFeatures } from '../../../table/as-features.ts';
import { together } from '../../drift/told-apart.ts';
import type { NannyTables } from './sides.ts';
import type { NannyThreshold } from './threshold.ts';

/** What the area of a window is held against: 0.5 is a coin. */
export const DOMAIN_THRESHOLD: NannyThreshold = { lower: 0.45, upper: 0.65 };
const FOLDS = 5;

/**
 * For each window of the current file, the area by which boosted trees tell its rows from all rows of the reference, in
 * five folds in the order of the rows whose answers are put together; null with fewer than five rows. The trees are our
 * own with LightGBM's defaults: areas are equal within 0.02, not to the digit. Cost: five fits a window.
 */
export function* domainAreas(
  { reference, analysis }: NannyTables,
  names: readonly string[],
): Generator<number | null, void, undefined> {
  const before = takeFeatures(asFeatures(reference.table, names), Uint32Array.from(reference.rows));
  const after = asFeatures(analysis.table, names);
  for (const { rows } of analysis.windows) {
    const both = together(before, takeFeatures(after, Uint32Array.from(rows)));
    yield domainArea(
      both,
      Float64Array.from({ length: both.n }, (_, i) => (i < before.n ? 0 : 1)),
    );
  }
}

/** The area by which rows marked 1 are told from the others; null with fewer than five of either. */
export function domainArea(features: Features, mark: Float64Array): number | null {
  const marked = mark.reduce((total, one) => total + one, 0);
  if (Math.min(marked, mark.length - marked) < FOLDS) return null;
  const folds = foldsInOrder(mark);
  const said = new Float64Array(mark.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const all = Uint32Array.from(mark.keys());
    const [learned, judged] = [all.filter((i) => folds[i] !== fold), all.filter((i) => folds[i] === fold)];
    const target = Float64Array.from(learned, (i) => mark[i]!); // ! a row
    const model = fitBoosted({
      features: takeFeatures(features, learned),
      targets: { target, weight: null },
      objective: { kind: 'logistic' },
    });
    const [chances] = answer(model, takeFeatures(features, judged));
    judged.forEach((i, k) => {
      said[i] = chances?.[k] ?? Number.NaN;
    });
  }
  return delong(mark, [said])?.areas[0] ?? null;
}

/**
 * Folds that follow one another in the rows of each mark, as scikit-learn's StratifiedKFold deals them without
 * shuffling: a fold gets as many of a mark as every fifth place of the sorted marks, from its own number on, has.
 */
function foldsInOrder(mark: Float64Array): Uint8Array {
  const folds = new Uint8Array(mark.length);
  const first = mark[0] ?? 0;
  const ofFirst = mark.filter((one) => one === first).length;
  for (const [value, from, to] of [
    [first, 0, ofFirst],
    [1 - first, ofFirst, mark.length],
  ] as const) {
    const left = Array.from({ length: FOLDS }, (_, fold) => countOf(from, to, fold));
    let fold = 0;
    for (let i = 0; i < mark.length; i++) {
      if (mark[i] !== value) continue;
      while (left[fold] === 0) fold++;
      left[fold]!--; // ! there are as many as rows of the mark
      folds[i] = fold;
    }
  }
  return folds;
}

/** How many places from `from` to `to` are `fold` beyond a multiple of five. */
const countOf = (from: number, to: number, fold: number): number => {
  const below = (end: number): number => Math.floor((end - fold + FOLDS - 1) / FOLDS);
  return below(to) - below(from);
};
