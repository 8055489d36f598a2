import { expit, logit } from './logs.ts';
import { normalCdf } from './normal.ts';
import { placements } from './placements.ts';
import type { Bounds } from './proportion.ts';
import { sum } from './sum.ts';

/** Areas under ROC curves on the same rows. */
export interface Areas {
  readonly areas: readonly number[];
  /** Of the areas with each other; null where a class has no more than one row, which shows no spread. */
  readonly covariance: readonly (readonly number[])[] | null;
}

/**
 * The area of each score and their covariance; null when a class has no weight. `positive`: n of 0|1; `weight` counts
 * rows (ones if absent). O(n log n) for each score, O(n) for each pair.
 * Source: DeLong, DeLong and Clarke-Pearson 1988, equations 4 to 6.
 */
export function delong(
  positive: ArrayLike<number>,
  scores: readonly Float64Array[],
  weight: Float64Array = new Float64Array(positive.length).fill(1),
): Areas | null {
  const placed = scores.map((score) => placements(positive, score, weight));
  const [negatives, positives] = placed[0]?.total ?? [0, 0];
  if (negatives <= 0 || positives <= 0) return null;
  const areas = placed.map(({ area }) => area);
  if (negatives <= 1 || positives <= 1) return { areas, covariance: null };
  const divisor = [negatives * (negatives - 1), positives * (positives - 1)] as const;
  const covariance = placed.map((a) =>
    placed.map((b) => {
      const product = a.placement.map((value, i) => {
        const both = (value - a.area) * ((b.placement[i] ?? 0) - b.area);
        return ((weight[i] ?? 0) * both) / divisor[positive[i] ? 1 : 0];
      });
      return sum(product);
    }),
  );
  return { areas, covariance };
}

/**
 * The interval of a value between 0 and 1 whose normal spread is taken on the logit, so that it stays inside;
 * `z` is the normal quantile of one end. Null at 0 and 1, where the logit has no spread.
 */
export function logitBounds(value: number, standardError: number, z: number): Bounds | null {
  if (value <= 0 || value >= 1) return null;
  const half = (z * standardError) / (value * (1 - value));
  return [expit(logit(value) - half), expit(logit(value) + half)];
}

/** The first area less the second, on the same rows. */
export interface AreaDifference {
  readonly difference: number;
  readonly standardError: number;
  /** Two-sided, by the normal law; null when both scores order the rows alike, so that nothing varies. */
  readonly p: number | null;
}

/** The comparison of the first two areas of `delong`; null without a covariance. */
export function compareAreas({ areas, covariance }: Areas): AreaDifference | null {
  const [first, second] = areas;
  if (covariance === null || first === undefined || second === undefined) return null;
  const at = (i: number, j: number): number => covariance[i]?.[j] ?? 0;
  const variance = Math.max(0, at(0, 0) + at(1, 1) - 2 * at(0, 1));
  const difference = first - second;
  const standardError = Math.sqrt(variance);
  // Below this the variance of two areas is rounding: areas have 16 digits.
  const p = variance > 1e-30 ? 2 * normalCdf(-Math.abs(difference) / standardError) : null;
  return { difference, standardError, p };
}
