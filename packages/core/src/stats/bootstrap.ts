import { normalCdf, normalQuantile } from './normal.ts';
import type { Bounds } from './proportion.ts';
import { quantileOf } from './quantile.ts';
import { sum } from './sum.ts';

/**
 * The bias-corrected and accelerated interval of a value, or null where it cannot be said: no or constant resamples,
 * a value outside all of them, leave-one-out values that do not vary. `resampled`: the value on B resamples;
 * `leftOut`: the value without each row (or block of rows); `tails`: chances below the ends, [0.025, 0.975].
 * O(B log B). Sources: Efron 1987; bias from the mean of < and ≤ as in scipy.stats.bootstrap.
 */
export function bca(
  value: number,
  resampled: ArrayLike<number>,
  leftOut: ArrayLike<number>,
  tails: Bounds,
): Bounds | null {
  return resampledBca(value, resampled, leftOut)(tails);
}

/** As `bca`, at any tails: resamples are put in order once. */
export function resampledBca(
  value: number,
  resampled: ArrayLike<number>,
  leftOut: ArrayLike<number>,
): (tails: Bounds) => Bounds | null {
  const sorted = Float64Array.from(resampled).sort();
  const acceleration = accelerationOf([leftOut]);
  return (tails) =>
    acceleration === null ? null : boundsFromSorted({ value, resampled: sorted, acceleration, tails });
}

/** What the accelerated interval needs when the acceleration is known. */
export interface Accelerated {
  readonly value: number;
  readonly resampled: ArrayLike<number>;
  readonly acceleration: number;
  readonly tails: Bounds;
}

/** As `bca`, for a value of several samples whose acceleration `accelerationOf` gave. */
export const acceleratedBounds = (given: Accelerated): Bounds | null =>
  boundsFromSorted({ ...given, resampled: Float64Array.from(given.resampled).sort() });

/** Finding a p-value asks for bounds fifty times: resamples are put in order before. */
function boundsFromSorted(given: Accelerated & { readonly resampled: Float64Array }): Bounds | null {
  const { value, resampled: sorted, acceleration, tails } = given;
  if (sorted.length === 0 || sorted[0] === sorted[sorted.length - 1]) return null;
  const bias = normalQuantile(midRank(sorted, value));
  if (!Number.isFinite(bias)) return null;
  const distance = tails.map((tail) => bias + normalQuantile(tail));
  // Past this point the curve turns back and the ends would change places.
  if (distance.some((z) => acceleration * z >= 1)) return null;
  const [low = null, high = null] = distance
    .map((z) => normalCdf(bias + z / (1 - acceleration * z)))
    .map((level) => quantileOf(sorted, level));
  return low === null || high === null ? null : [low, high];
}

/**
 * How fast the spread of a value changes with the value: from the values without each row, one list for each sample
 * that the value is made of. Null when they do not vary. Source: Efron 1987, equation 7.3; several samples as scipy.
 */
export function accelerationOf(leftOut: readonly ArrayLike<number>[]): number | null {
  let cubes = 0;
  let squares = 0;
  for (const values of leftOut) {
    const n = values.length;
    const mean = sum(values) / n;
    const rounding = 8 * Number.EPSILON * Math.abs(mean);
    const influence = Float64Array.from(values, (value) =>
      Math.abs(mean - value) <= rounding ? 0 : ((n - 1) * (mean - value)) / n,
    );
    squares += sum(influence.map((u) => u * u));
    cubes += sum(influence.map((u) => u * u * u));
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : null;
}

/** The interval between two quantiles of the resamples (Efron 1979); null without resamples. O(B log B). */
export function percentileBounds(resampled: ArrayLike<number>, tails: Bounds): Bounds | null {
  const sorted = Float64Array.from(resampled).sort();
  const low = quantileOf(sorted, tails[0]);
  const high = quantileOf(sorted, tails[1]);
  return low === null || high === null ? null : [low, high];
}

/** The percentile interval mirrored at the value (Davison and Hinkley 1997, section 5.2.1); null without resamples. */
export function basicBounds(value: number, resampled: ArrayLike<number>, tails: Bounds): Bounds | null {
  const bounds = percentileBounds(resampled, [1 - tails[1], 1 - tails[0]]);
  return bounds && [2 * value - bounds[1], 2 * value - bounds[0]];
}

/** The share of the sorted values below `value`, those equal to it counted half. */
function midRank(sorted: Float64Array, value: number): number {
  let below = 0;
  let upTo = 0;
  for (const other of sorted) {
    if (other < value) below++;
    if (other <= value) upTo++;
  }
  return (below + upTo) / 2 / sorted.length;
}
