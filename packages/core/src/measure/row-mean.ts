import { type Gap, isGap } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { sizeOf, type Touch } from './compress.ts';
import type { Exact, Quantity } from './quantity.ts';

/** One number for each row, or why there are none. */
export type ByRow = (rows: Rows) => Float64Array | Gap;

/**
 * The weighted mean of a number that each row has, with its influence. `touches`: the columns that it looks at, null
 * when rows may not be counted together. Numbers of -1, 0 and 1 are pairs of answers, whose interval is Tango's.
 */
export const rowMean = (byRow: ByRow, touches: readonly Touch[] | null): Quantity => ({
  strata: null,
  touches,
  isSmooth: true,
  of(rows, want) {
    const values = byRow(rows);
    const n = sizeOf(rows);
    if (isGap(values)) return { ...values, n };
    let total = 0;
    let weighed = 0;
    for (let i = 0; i < rows.n; i++) {
      total += rows.weight[i]!; // ! i < n
      weighed += rows.weight[i]! * values[i]!; // ! i < n
    }
    if (!(total > 0)) return { gap: 'too-few-rows', n };
    const value = weighed / total;
    const plain = { value, n, ratio: null, quantile: null, scale: 'identity' as const, isMean: true };
    if (want === 'value') return { ...plain, influence: null, exact: null };
    return { ...plain, influence: influenceOf(values, { rows, value, total, n }), exact: pairsOf(values, rows) };
  },
});

function influenceOf(
  values: Float64Array,
  { rows, value, total, n }: { rows: Rows; value: number; total: number; n: number },
): Float64Array | null {
  if (n <= 1) return null;
  const factor = Math.sqrt(n / (n - 1));
  const influence = new Float64Array(rows.n);
  for (let i = 0; i < rows.n; i++) {
    const copy = rows.isCounted ? 1 : (rows.weight[i]! * n) / total; // ! i < n
    influence[i] = factor * copy * (values[i]! - value); // ! n values
  }
  return influence;
}

function pairsOf(values: Float64Array, rows: Rows): Exact | null {
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < rows.n; i++) {
    const times = rows.isCounted ? rows.weight[i]! : 1; // ! i < n
    if (values[i] === 1) onlyFirst += times;
    else if (values[i] === -1) onlySecond += times;
    else if (values[i] !== 0) return null;
  }
  return { kind: 'paired', onlyFirst, onlySecond, n: sizeOf(rows) };
}
