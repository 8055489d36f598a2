import { type Gap, isGap } from '../catalogue/define.ts';
import { type Measured, TWO_SIDED } from '../measure/interval.ts';
import type { CurveFindings } from '../measure/stability/curve.ts';

/** How much of what a model answers is the luck of its training. */
export interface StabilityResult {
  /** Answers of several seeds or folds; absent without them. */
  readonly seeds?: SeedsResult;
  /** A learning curve; absent without one. */
  readonly curve?: CurveResult;
}

/** A number of seeds with bounds, or why there is none. */
export interface Bounded {
  readonly value: number | null;
  readonly gap?: string;
  readonly interval: readonly [number, number] | null;
  readonly level: number;
  readonly n: number;
  readonly method: string | null;
}

/** What seeds of one recipe have in common, and what not. */
export interface SeedsResult {
  /** The columns with their answers. */
  readonly names: readonly string[];
  /** The file that they are in. */
  readonly path: string;
  /** Rows that all seeds answer. */
  readonly n: number;
  /** Rows of the candidate that a seed does not answer. */
  readonly unmatched: number;
  /** A metric of every seed, the headline first. */
  readonly metrics: readonly SeedMetric[];
  /** Share of pairs of seeds that answer differently; null for numbers. */
  readonly churn: Bounded | null;
  /** The mean distance of the scores of two seeds; null without scores. */
  readonly score: number | null;
  /** How much more changed against the other model than between seeds; null without one. */
  readonly excess: Bounded | null;
  readonly ambiguity: Bounded | null;
  readonly discrepancy: Bounded | null;
  /** How many seeds are as good as the best. */
  readonly asGood: number | null;
  /** For numbers: the mean of the standard deviation of a row's answers; null for classes. */
  readonly deviation: Bounded | null;
  /** Share of rows on which not all seeds agree; null for numbers. */
  readonly unstable: number | null;
  readonly slices: readonly (Bounded & { readonly slice: string })[];
  /** The rows that depend most on the seed, by id where there is one. */
  readonly rows: readonly { readonly id: string | null; readonly row: number; readonly instability: number }[];
}

/** A metric over seeds. */
export interface SeedMetric {
  readonly entry: string;
  readonly gap?: string;
  readonly values: readonly number[];
  readonly mean: number | null;
  /** The mean with bounds for other rows and other seeds. */
  readonly overall: Bounded | null;
  readonly deviation: Bounded | null;
  readonly parts: { readonly seed: number; readonly data: number; readonly residual: number } | null;
}

/** A learning curve as it was judged. */
export interface CurveResult extends CurveFindings {
  readonly path: string;
  readonly columns: {
    readonly step: string | null;
    readonly train: string;
    readonly validation: string | null;
    readonly gradient: string | null;
  };
}

/** A measurement as JSON holds it. */
export function bounded(measured: Measured | Gap): Bounded {
  if (isGap(measured)) {
    return { value: null, gap: measured.gap, interval: null, level: 0.95, n: measured.n, method: null };
  }
  const bounds = measured.boundsAt(TWO_SIDED);
  const interval = bounds?.every(Number.isFinite) ? bounds : null;
  return { value: measured.value, interval, level: 0.95, n: measured.n, method: interval && measured.method };
}
