import { isGap } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { functionOf } from './combine.ts';
import type { Quantity } from './quantity.ts';

/** The plain mean of quantities: macro averages. A gap in one is a gap in all: a class without rows has no recall. */
export const meanOf = (all: readonly Quantity[]): Quantity => ({
  ...functionOf(
    all,
    (v) => v.reduce((a, b) => a + b, 0) / v.length,
    (v) => v.map(() => 1 / v.length),
  ),
  isOptimised: all.every((q) => q.isOptimised === true),
  ...(all.every((q) => q.lift) && {
    lift: (rows, seed) =>
      meanLift(
        all,
        all.map(() => 1),
        { rows, seed },
      ),
  }),
});

/** How much chance lifts a mean: as much as what it is of, on average. */
function meanLift(
  all: readonly Quantity[],
  weights: readonly number[],
  { rows, seed }: { readonly rows: Rows; readonly seed: number },
): number | null {
  let [sum, total] = [0, 0];
  for (const [k, q] of all.entries()) {
    const own = q.lift?.(rows, seed) ?? null;
    if (own === null) return null;
    sum += own * weights[k]!; // ! as many
    total += weights[k]!; // ! as above
  }
  return total > 0 ? sum / total : null;
}

/** The mean of quantities weighted by others (shares of rows), which vary from sample to sample too. */
export const weightedMeanOf = (all: readonly Quantity[], shares: readonly Quantity[]): Quantity => ({
  ...functionOf(
    [...all, ...shares],
    (v) => {
      const [values, weights] = [v.slice(0, all.length), v.slice(all.length)];
      const total = weights.reduce((a, b) => a + b, 0);
      return values.reduce((sum, value, k) => sum + value * weights[k]!, 0) / total; // ! as many shares
    },
    (v) => {
      const [values, weights] = [v.slice(0, all.length), v.slice(all.length)];
      const total = weights.reduce((a, b) => a + b, 0);
      const mean = values.reduce((sum, value, k) => sum + value * weights[k]!, 0) / total; // ! as many shares
      return [...weights.map((w) => w / total), ...values.map((value) => (value - mean) / total)];
    },
    'as-parts',
  ),
  isOptimised: all.every((q) => q.isOptimised === true),
  ...(all.every((q) => q.lift) && {
    lift(rows, seed) {
      const weights = shares.map((share) => share.of(rows, 'value'));
      return meanLift(
        all,
        weights.map((one) => (isGap(one) ? 0 : one.value)),
        { rows, seed },
      );
    },
  }),
});
