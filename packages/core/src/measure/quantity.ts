import type { Each, Gap, Measurement } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import type { Touch } from './compress.ts';
import type { QuantileOf } from './order-statistics.ts';
import type { Scale } from './scale.ts';

/**
 * Yes-no answers by row, from which an exact interval follows: hits of trials, or only-first and only-second of pairs.
 */
export type Exact =
  | { readonly kind: 'share'; readonly hits: Float64Array; readonly trials: Float64Array }
  | { readonly kind: 'paired'; readonly onlyFirst: number; readonly onlySecond: number; readonly n: number };

/** A value and, where the mathematics allows, how each row moves it. */
export interface Estimate extends Measurement {
  /**
   * One number for each row, for one copy of it, mean 0: value - truth is about their mean over all copies. Corrected
   * for lost degrees of freedom, 0 where the row has no part. Null: not known, or not asked for.
   */
  readonly influence: Float64Array | null;
  readonly exact: Exact | null;
  /** The sums that the value is the ratio of. */
  readonly ratio: Each | null;
  readonly quantile: QuantileOf | null;
  readonly scale: Scale;
  /** It is a mean, a root of one, or adds up such: its skewness is that of its influence. */
  readonly isMean?: boolean;
  /** A root of a mean. */
  readonly isRoot?: boolean;
  /** A mean of numbers that go up and down. */
  readonly isSigned?: boolean;
  /** A tail of large numbers moves it (`Metric.isSkewed`). */
  readonly isSkewed?: boolean;
  /** How far it is below its peak, and of how many squares that is the sum (`Metric.peaked`). */
  readonly peak?: { readonly below: number; readonly dimensions: number };
  /** The least and the greatest that it can be (`Metric.range`); bounds stay within. */
  readonly range?: readonly [number, number];
  /** With fewer rows, or clusters, it has no interval (`Metric.fewestRows`, `Metric.fewestClusters`). */
  readonly fewestRows?: number;
  readonly fewestClusters?: number;
}

/** What is wanted of a quantity: resampling asks for the value alone, thousands of times. */
export type Want = 'value' | 'influence';

/** What combinators take and give: a number that any rows have. An entry is one; so is its gap between two groups. */
export interface Quantity {
  of(rows: Rows, want: Want): Estimate | Gap;
  readonly strata: 'label' | 'side' | null;
  /** The columns that it looks at; null when rows may not be counted together. */
  readonly touches: readonly Touch[] | null;
  /**
   * It describes the file itself (constant columns, duplicates), not a sample of anything: resampling would be
   * nonsense.
   */
  readonly isCensus?: boolean;
  /** It is made best in the rows that are measured (a threshold is looked for), so that it is too high in few rows. */
  readonly isOptimised?: boolean;
  /** By how much it is too high in such rows, where it is made best in them; null where nothing tells. */
  lift?(rows: Rows, seed: number): number | null;
  /** What is made best is an isotonic regression. */
  readonly isRecalibrated?: boolean;
  /** Among several classes: the code of the one that it is about, or each of them. */
  readonly ofClass?: number | 'each';
  /** Whose name its bounds by influence have, where they have one. */
  readonly influenceBy?: 'delong';
  /** It has an influence. */
  readonly isSmooth?: boolean;
  /** It looks at scores by this many equal bins of 0 to 1, and at nothing finer. */
  readonly scoreBins?: number;
  /** The same with what it found in these rows held; its resamples are cheap, over rows that were gathered. */
  held?(rows: Rows): Quantity;
  /** Chance alone lifts it above 0. */
  readonly isAboveChance?: boolean;
  /** It is about how sure the model is of its answer, whatever the class. */
  readonly isOfAnswer?: boolean;
}
