import type { Gap } from '../../catalogue/define.ts';
import type { Features } from '../../learn/features.ts';
import type { Rows } from '../../table/rows.ts';
import type { Sureness } from './fitted.ts';

/** Rows with what a learner sees of them, row for row. */
export interface Seen {
  readonly rows: Rows;
  readonly features: Features;
}

/** Reference rows by which windows are held against the reference, weighted to look like one. */
export interface Likened {
  /** By row of the estimator's sample, flattened: see `FLATTENED`. */
  readonly weight: Float64Array;
  /** As many rows the weighted ones are worth. */
  readonly effective: number;
}

/** Two opinions of a value, and by how much chance alone moves it when the labels come. */
export interface Opinions {
  /** By what the reference says of all its rows, and of those that are like the window. */
  readonly plain: number;
  readonly likened: number;
  /** Standard deviation of the value by the draw of the labels. */
  readonly noise: number;
}

/** An estimate of rows whose labels are known. */
export interface HeldOut {
  readonly value: number;
  readonly noise: number;
  readonly truth: number;
}

/** Between which chances a thing was said to happen, and whether it came (0|1), row by row. */
export interface Outcomes {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly came: Float64Array;
}

/** What learned from a reference how good answers are, by target. */
export interface Estimator {
  /** Rows of the reference, by their number, that are weighted to look like a window. */
  readonly sample: Int32Array;
  /** Rows of the reference whose loss was cut, because it is absurd. */
  readonly absurd: number;
  /** Estimates of each target in a window; `likened` null: the window is like the reference. */
  opinionsOf(window: Seen, likened: Likened | null): readonly (Opinions | Gap)[];
  /**
   * Estimates of each target in rows of the reference, by what was learned from rows of other times, and the truth.
   */
  heldOut(rows: Int32Array): readonly (HeldOut | Gap)[];
  /**
   * What was said of labelled rows by chances, between the two opinions, and what came of it: each class, or how an
   * error lies among those of the reference. The same streams in every window; for rows of the reference by what was
   * learned from other times.
   */
  readonly tolerance: number;
  outcomesOf(window: Seen, likened: Likened | null): readonly Outcomes[];
  /** How sure answers are in the window and in the reference likened to it; null where answers are amounts. */
  surenessIn(window: Seen, likened: Likened): Sureness | null;
  heldOutOutcomes(rows: Int32Array): readonly Outcomes[];
}

/** So many rows of the reference are weighted: more give no better weights and take longer. */
const SAMPLE_MAX = 10_000;

/** Rows evenly over the reference. */
export function sampleRows(n: number): Int32Array {
  const step = Math.max(1, Math.ceil(n / SAMPLE_MAX));
  return Int32Array.from({ length: Math.floor(n / step) }, (_, k) => k * step);
}
