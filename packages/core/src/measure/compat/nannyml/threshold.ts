import { moments } from '../../../stats/sum.ts';

/** What NannyML holds values of windows against; null is no limit. */
export interface NannyThreshold {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The ends that a value cannot pass, and whether a limit beyond them goes (instead of moving to the end). */
export interface ValueRange {
  readonly low?: number;
  readonly high?: number;
  readonly isDropped?: boolean;
}

/** Standard deviations, of the values of the reference's windows, to each side. */
const DEVIATIONS = 3;

/** Mean and three standard deviations (by n) of the values of the reference's windows; NaN is left out. */
export function nannyThreshold(values: readonly number[], { low, high, isDropped }: ValueRange = {}): NannyThreshold {
  const found = moments(values.filter((value) => !Number.isNaN(value)));
  if (found === null) return { lower: null, upper: null };
  const spread = DEVIATIONS * Math.sqrt(found.m2 / found.n);
  const [lower, upper] = [found.mean - spread, found.mean + spread];
  return {
    lower: low !== undefined && lower <= low ? (isDropped ? null : low) : lower,
    upper: high !== undefined && upper >= high ? (isDropped ? null : high) : upper,
  };
}

/** The upper limit alone, as distances have it. */
export const nannyUpper = (values: readonly number[], range: ValueRange = {}): NannyThreshold => ({
  lower: null,
  upper: nannyThreshold(values, range).upper,
});

/** Whether a value is beyond a limit. */
export const isBeyond = (value: number, { lower, upper }: NannyThreshold): boolean =>
  (lower !== null && value < lower) || (upper !== null && value > upper);

/** Whether a value is at or beyond a limit, or no number: what summaries and reconstruction take for an alert. */
export const isNotWithin = (value: number, { lower, upper }: NannyThreshold): boolean =>
  !(value > (lower ?? -Infinity) && value < (upper ?? Infinity));
