import type { Quantity } from './quantity.ts';

/** The share of rows whose label is one of these classes: what a weighted average weighs with. */
export const shareOfLabels = (codes: readonly number[]): Quantity => ({
  strata: null,
  touches: ['label'],
  of(rows) {
    const { label } = rows.roles;
    if (!label) return { gap: 'no-label', n: rows.n };
    let inside = 0;
    let total = 0;
    for (let i = 0; i < rows.n; i++) {
      total += rows.weight[i]!; // ! i < n
      if (codes.includes(label[i]!)) inside += rows.weight[i]!; // ! i < n
    }
    if (total === 0) return { gap: 'too-few-rows', n: 0 };
    const value = inside / total;
    const scale = rows.isCounted ? 1 : rows.n / total;
    const influence = label.map(
      (y, i) => (Number(codes.includes(y)) - value) * (rows.isCounted ? 1 : rows.weight[i]! * scale), // ! i < n
    ); // ! n
    return { value, n: rows.n, influence, exact: null, ratio: null, quantile: null, scale: 'logit' };
  },
});
