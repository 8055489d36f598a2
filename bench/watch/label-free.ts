import { isGap } from '@holdfast/core/catalogue/define.ts';
import { watchCalibration, withdrawnAt } from '@holdfast/core/evidence/calibration-watch.ts';
import { takeFeatures } from '@holdfast/core/learn/features.ts';
import { estimateWindows } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import { takeRows } from '@holdfast/core/table/rows.ts';
import type { ReadCase } from './cases.ts';

/** Mean absolute errors over so many windows. */
interface Errors {
  readonly ours: number;
  readonly plain: number;
  readonly windows: number;
}

/** How far off estimates were, and how often the truth lay in the band. */
export interface LabelFree {
  readonly windows: number;
  readonly shown: number;
  /** By target: mean absolute error of ours and of the first opinion alone (isotonic CBPE), withdrawn or not. */
  readonly errors: ReadonlyMap<string, Errors>;
  /** The same in windows that a person is shown: none after a withdrawal. */
  readonly shownErrors: ReadonlyMap<string, Errors>;
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
  const [sums, shownSums] = [new Sums(), new Sums()];
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
      const off = { ours: Math.abs(one.value - came.value), plain: Math.abs(cbpe.plain - came.value) };
      sums.add(key, off);
      if (!isLate) shownSums.add(key, off);
    });
  });
  const [errors, shownErrors] = [sums.means(), shownSums.means()];
  return { windows: windows.length, shown, errors, shownErrors, inside, values, withdrawn: first };
}

/** Errors by target. */
class Sums {
  readonly #of = new Map<string, { ours: number; plain: number; windows: number }>();

  add(key: string, { ours, plain }: { readonly ours: number; readonly plain: number }): void {
    const own = this.#of.get(key) ?? { ours: 0, plain: 0, windows: 0 };
    this.#of.set(key, { ours: own.ours + ours, plain: own.plain + plain, windows: own.windows + 1 });
  }

  means(): ReadonlyMap<string, Errors> {
    const meanOf = ([key, { ours, plain, windows }]: [string, Errors]): [string, Errors] => [
      key,
      { ours: ours / windows, plain: plain / windows, windows },
    ];
    return new Map([...this.#of].map(meanOf));
  }
}
