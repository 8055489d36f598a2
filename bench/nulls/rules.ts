import type { ColumnProfile } from '@holdfast/core/profile/column.ts';
import { jensenShannonDistance, stabilityIndex } from '@holdfast/core/stats/histogram-distance.ts';
import { kolmogorovSmirnovApproximateP } from '@holdfast/core/stats/two-samples.ts';
import { windowsOf } from '@holdfast/core/table/windows.ts';
import type { Replayed } from '../../packages/holdfast/src/drivers/backtest/course.ts';
import type { History } from '../../packages/holdfast/src/drivers/backtest/history.ts';
import { seeColumns, type Watched } from '../../packages/holdfast/src/drivers/backtest/watched.ts';

/** How many alarms the usual rules give on the columns of the same windows, one for each column and window. */
export function usualRules(
  history: History,
  watched: Watched,
  { windows }: Replayed,
): { psi: number; ks: number; threeSigma: number } {
  const ms = (windows[0]?.window.end ?? 1) - (windows[0]?.window.start ?? 0);
  const past = windowsOf(history.reference.times, { ms }).filter(({ rows }) => rows.length >= 30);
  const chunks = past.map((window) => seeColumns(watched, history.reference, window).profile.columns);
  const found = { psi: 0, ks: 0, threeSigma: 0 };
  watched.reference.columns.forEach((reference, k) => {
    const distances = chunks.map((columns) => distance(reference, columns[k]!)); // ! as many columns
    const limit = mean(distances) + 3 * deviation(distances);
    for (const { seen, window } of windows) {
      if (window.rows.length < 30) continue;
      const column = seen.profile.columns[k]!; // ! as above
      if ((stabilityIndex({ reference: reference.counts, window: column.counts }, 0.5) ?? 0) > 0.2) found.psi++;
      if (reference.bins.kind === 'number' && ksP(reference, column) < 0.05) found.ks++;
      if (distance(reference, column) > limit) found.threeSigma++;
    }
  });
  return found;
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
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
