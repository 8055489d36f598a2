import { DETECTORS } from '@holdfast/core/catalogue/index.ts';
import { detect } from '@holdfast/core/measure/detect.ts';
import type { ColumnProfile } from '@holdfast/core/profile/column.ts';
import { jensenShannonDistance, stabilityIndex } from '@holdfast/core/stats/histogram-distance.ts';
import { kolmogorovSmirnovApproximateP } from '@holdfast/core/stats/two-samples.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { windowsOf } from '@holdfast/core/table/windows.ts';
import type { Replayed } from '../../packages/holdfast/src/drivers/backtest/course.ts';
import { streamOf } from '../../packages/holdfast/src/drivers/backtest/detectors.ts';
import type { History, Side } from '../../packages/holdfast/src/drivers/backtest/history.ts';
import { seeColumns, type Watched } from '../../packages/holdfast/src/drivers/backtest/watched.ts';

/** What others tell by: of columns the first three, of errors the last two. */
export const RULES = ['PSI > .2', 'KS p < .05', 'mean ± 3 sd', 'errors ± 3 sd', 'ADWIN'] as const;
export type Rule = (typeof RULES)[number];

/** One alarm: when it was told, and of which column; null: of the errors. */
export interface Alarm {
  readonly rule: Rule;
  readonly at: number;
  readonly column: string | null;
}

const ROWS_LEAST = 30;

/** The alarms of the usual rules on the same windows, one for each column and window, and of the errors. */
export function usualRules(history: History, watched: Watched, { windows }: Replayed): readonly Alarm[] {
  const ms = (windows[0]?.window.end ?? 1) - (windows[0]?.window.start ?? 0);
  const past = windowsOf(history.reference.times, { ms }).filter(({ rows }) => rows.length >= ROWS_LEAST);
  const chunks = past.map((window) => seeColumns(watched, history.reference, window).profile.columns);
  const found: Alarm[] = [];
  watched.reference.columns.forEach((reference, k) => {
    const limit = limitOf(chunks.map((columns) => distance(reference, columns[k]!))); // ! as many columns
    for (const { seen, window } of windows) {
      if (window.rows.length < ROWS_LEAST) continue;
      const column = seen.profile.columns[k]!; // ! as above
      const told = (rule: Rule): number => found.push({ rule, at: window.end, column: reference.name });
      if ((stabilityIndex({ reference: reference.counts, window: column.counts }, 0.5) ?? 0) > 0.2) told('PSI > .2');
      if (reference.bins.kind === 'number' && ksP(reference, column) < 0.05) told('KS p < .05');
      if (distance(reference, column) > limit) told('mean ± 3 sd');
    }
  });
  return [...found, ...onErrors(history, ms)];
}

/** What windows of the errors, by when their labels came, and ADWIN row by row have to say. */
function onErrors(history: History, ms: number): readonly Alarm[] {
  const isNumber = history.plan.roles.task === 'regression' || history.plan.roles.task === 'forecast';
  const [before, now] = [history.reference, history.history].map((side: Side) => streamOf(side, null, isNumber));
  if (before === undefined || now === undefined || 'gap' in before || 'gap' in now) return [];
  const means = ({ values, times }: typeof now): readonly { readonly end: number; readonly mean: number }[] =>
    windowsOf(times, { ms })
      .filter(({ rows }) => rows.length >= ROWS_LEAST)
      .map(({ end, rows }) => ({ end, mean: mean(Array.from(rows, (row) => values[row]!)) })); // ! a row
  const usual = means(before).map((one) => one.mean);
  const [limit, least] = [limitOf(usual), 2 * mean(usual) - limitOf(usual)];
  const out = means(now).filter((one) => one.mean > limit || one.mean < least);
  const entry = DETECTORS.find(({ id }) => id === 'adwin');
  assert(entry !== undefined, 'ADWIN is in the catalogue');
  const past = before.values.length;
  const { changes } = detect(entry, Float64Array.from([...before.values, ...now.values]), {});
  return [
    ...out.map(({ end }): Alarm => ({ rule: 'errors ± 3 sd', at: end, column: null })),
    ...changes.flatMap(
      (row): Alarm[] => (row < past ? [] : [{ rule: 'ADWIN', at: now.times[row - past]!, column: null }]), // ! a row
    ),
  ];
}

const distance = (reference: ColumnProfile, window: ColumnProfile): number =>
  jensenShannonDistance({ reference: reference.counts, window: window.counts }) ?? 0;

/** The p-value of the distance that the bins show, which is at most that of the rows. */
function ksP({ counts: a }: ColumnProfile, { counts: b }: ColumnProfile): number {
  const inOrder = (counts: Float64Array): number[] => {
    const own = counts.length - 3;
    return [counts[own]!, ...counts.subarray(0, own), counts[own + 1]!]; // ! below, bins, above
  };
  const [x, y] = [inOrder(a), inOrder(b)];
  const [n, m] = [total(x), total(y)];
  let [sum, other, most] = [0, 0, 0];
  x.forEach((count, j) => {
    sum += count / n;
    other += y[j]! / m; // ! the same bins
    most = Math.max(most, Math.abs(sum - other));
  });
  return m === 0 ? 1 : (kolmogorovSmirnovApproximateP({ n, m, distance: most }) ?? 1);
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => total(values) / Math.max(1, values.length);
const limitOf = (values: readonly number[]): number => {
  const middle = mean(values);
  return middle + 3 * Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
