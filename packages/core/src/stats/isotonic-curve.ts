import { isotonic } from './isotonic.ts';
import { orderOf } from './order.ts';

/** A monotone curve by its corners: x rises strictly, between two corners it is straight, outside it is level. */
export interface IsotonicCurve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What bounds the fit: its direction, and limits of y. */
export interface IsotonicOptions {
  readonly isRising: boolean;
  readonly low?: number;
  readonly high?: number;
}

/** x that differ by less are one: the spacing of doubles beside 1 times a few (the choice of scikit-learn). */
const SAME_X = 1e-15;

/**
 * The monotone curve nearest to the points (x, y) in weighted squares; rows of weight 0 take no part. Rows of one x
 * are merged first, corners in the middle of a level stretch are left out. Empty without weight. O(n) after the sort.
 * Sources: Ayer et al. 1955; corners and straight lines as scikit-learn's IsotonicRegression draws them.
 */
export function isotonicCurve(
  x: Float64Array,
  y: ArrayLike<number>,
  weight: ArrayLike<number>,
  options: IsotonicOptions,
): IsotonicCurve {
  const merged = mergeTies(x, y, weight);
  const sign = options.isRising ? 1 : -1;
  const low = options.low ?? -Infinity;
  const high = options.high ?? Infinity;
  const signed = merged.y.map((value) => sign * value);
  const fitted = isotonic(signed, merged.weight).map((value) => Math.min(high, Math.max(low, sign * value)));
  const isCorner = (i: number): boolean =>
    i === 0 || i === fitted.length - 1 || fitted[i] !== fitted[i - 1] || fitted[i] !== fitted[i + 1];
  return { x: merged.x.filter((_, i) => isCorner(i)), y: fitted.filter((_, i) => isCorner(i)) };
}

/** The height of the curve at x; null where the curve is empty. O(log corners). */
export function heightAt({ x, y }: IsotonicCurve, at: number): number | null {
  const last = x.length - 1;
  if (last < 0) return null;
  if (at <= x[0]!) return y[0]!; // ! there is a first corner
  if (at >= x[last]!) return y[last]!; // ! and a last one
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    // ! low < middle < high
    if (x[middle]! <= at)
      low = middle; // ! low < middle < high
    else high = middle;
  }
  const [x0, x1, y0, y1] = [x[low]!, x[high]!, y[low]!, y[high]!]; // ! both are corners
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

/** The rows by rising x, those of one x merged into their weighted mean. */
function mergeTies(x: Float64Array, y: ArrayLike<number>, weight: ArrayLike<number>) {
  const at: number[] = [];
  const sums: number[] = [];
  const weights: number[] = [];
  for (const row of orderOf(x)) {
    const value = x[row]!; // ! the order holds rows, here and below
    const mass = weight[row]!; // ! the order holds rows
    if (mass <= 0) continue;
    const group = at.length - 1;
    // ! a group that is not below 0 is a place of all three lists
    if (group < 0 || value - at[group]! >= SAME_X) {
      at.push(value);
      sums.push(mass * y[row]!); // ! the order holds rows
      weights.push(mass);
    } else {
      sums[group]! += mass * y[row]!; // ! group is a place of all three lists
      weights[group]! += mass; // ! as above
    }
  }
  const means = Float64Array.from(sums, (total, i) => total / weights[i]!); // ! as many weights as sums
  return { x: Float64Array.from(at), y: means, weight: weights };
}
