import { isGap } from '@holdfast/core/catalogue/define.ts';
import { watchCalibration, withdrawnAt } from '@holdfast/core/evidence/calibration-watch.ts';
import { takeFeatures } from '@holdfast/core/learn/features.ts';
import { estimateWindows } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import { takeRows } from '@holdfast/core/table/rows.ts';
import type { ReadCase } from './cases.ts';

/** How far off estimates were, and how often the truth lay in the band. */
export interface LabelFree {
  readonly windows: number;
  readonly shown: number;
  /** By target: mean absolute error of ours and of the first opinion alone (isotonic CBPE), withdrawn or not. */
  readonly errors: ReadonlyMap<string, { readonly ours: number; readonly plain: number; readonly windows: number }>;
  readonly inside: number;
  readonly values: number;
  /** The window at whose labels the estimate was withdrawn; null where it never was. */
  readonly withdrawn: number | null;
}

/** Estimates of a case held against all labels that came; windows after a withdrawal are not shown. */
export function labelFree({ input, sides }: ReadCase): LabelFree {
  const { all, targets, windows, before } = input;
  const { estimator, windows: found } = estimateWindows(input);
  const labelled = windows.map((rows) => rows.filter((row) => sides.isLabelled[row] === 1));
  const at = (rows: Int32Array) => ({
    rows: takeRows({ ...all.rows, features: [], cluster: null }, rows),
    features: takeFeatures(all.features, rows),
  });
  const outcomes = labelled.map(
    (rows, w) => (rows.length === 0 ? null : estimator.outcomesOf(at(rows), found[w]!.likened)), // ! as many
  );
  const promise = { perWindow: 1 / 30, tolerance: estimator.tolerance };
  const watch = watchCalibration(
    before.map((rows) => estimator.heldOutOutcomes(rows)),
    outcomes,
    promise,
  );
  const main = targets.findIndex(({ entry }) => entry.id === 'accuracy' || entry.id === 'mae');
  const first = withdrawnAt(watch, (w) => {
    const [one, rows] = [found[w]?.values?.[main], labelled[w]];
    const truth = rows && targets[main]?.quantity.of(at(rows).rows, 'value');
    if (one === undefined || isGap(one) || truth === undefined || isGap(truth)) return null;
    return truth.value >= one.interval[0] && truth.value <= one.interval[1];
  });
  const sums = new Map<string, { ours: number; plain: number; windows: number }>();
  let [shown, inside, values] = [0, 0, 0];
  found.forEach((window, w) => {
    const rows = labelled[w]!; // ! as many
    const isLate = first !== null && w > first;
    if (window.values === null || rows.length < 0.8 * windows[w]!.length) return; // ! as many
    if (!isLate) shown++;
    const plain = estimator.opinionsOf(at(windows[w]!), null); // ! as many
    const truth = at(rows).rows;
    targets.forEach(({ entry, of, quantity }, k) => {
      const [one, came, cbpe] = [window.values?.[k], quantity.of(truth, 'value'), plain[k]];
      if (one === undefined || cbpe === undefined || isGap(one) || isGap(came) || isGap(cbpe)) return;
      if (!isLate) values++;
      if (!isLate && came.value >= one.interval[0] && came.value <= one.interval[1]) inside++;
      const key = of === null ? entry.id : `${entry.id}:${of}`;
      const own = sums.get(key) ?? { ours: 0, plain: 0, windows: 0 };
      own.ours += Math.abs(one.value - came.value);
      own.plain += Math.abs(cbpe.plain - came.value);
      own.windows++;
      sums.set(key, own);
    });
  });
  const errors = new Map(
    [...sums].map(([key, own]) => [
      key,
      { ours: own.ours / own.windows, plain: own.plain / own.windows, windows: own.windows },
    ]),
  );
  return { windows: windows.length, shown, errors, inside, values, withdrawn: first };
}
