import { dot, moments, sum } from '../../../stats/sum.ts';
import { symmetricEigen } from '../../../stats/symmetric-eigen.ts';
import { isNotWithin, type NannyThreshold, nannyThreshold } from './threshold.ts';

/** Components are kept until they carry more than this share of the variance. */
const SHARE = 0.65;

/** Columns as numbers, without gaps: levels by their share in the reference, gaps by mean or most frequent level. */
export type Encoded = readonly Float64Array[];

/** What was fitted on the whole reference. */
export interface Reconstruction {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** The shares of variance of the kept components. */
  readonly shares: readonly number[];
  readonly components: readonly (readonly number[])[];
}

/** Principal components of the standardised columns of the reference. O(rows columns²). */
export function fitReconstruction(columns: Encoded): Reconstruction {
  const found = columns.map((column) => moments(column) ?? { n: 1, mean: 0, m2: 0 });
  const means = found.map(({ mean }) => mean);
  const deviations = found.map(({ m2, n }) => Math.sqrt(m2 / n) || 1);
  const standard = columns.map((column, k) => column.map((value) => (value - means[k]!) / deviations[k]!)); // ! columns
  const { values, vectors } = symmetricEigen(standard.map((a) => standard.map((b) => dot(a, b) / a.length)));
  const total = sum(values);
  const shares: number[] = [];
  for (const value of values) {
    if (sum(shares) > SHARE) break;
    shares.push(value / total);
  }
  return { means, deviations, shares, components: vectors.slice(0, shares.length) };
}

/** What NannyML says of a window: how far rows lie from what the kept components give back. */
export interface NannyReconstructed {
  readonly value: number;
  /** Null for a window of one row, as the bounds then are. */
  readonly samplingError: number | null;
  readonly upper: number | null;
  readonly lower: number | null;
}

/** The mean distance of the rows from to (without the last) of encoded columns to their reconstruction. */
export function reconstruct(fitted: Reconstruction, columns: Encoded, from: number, to: number): NannyReconstructed {
  const { means, deviations, components } = fitted;
  const distances = Float64Array.from({ length: to - from }, (_, i) => {
    const row = columns.map((column, k) => (column[from + i]! - means[k]!) / deviations[k]!); // ! a row of each
    const along = components.map((component) => dot(component, row));
    const rest = row.map((value, k) => value - sum(along.map((size, c) => size * components[c]![k]!))); // ! each
    return Math.sqrt(dot(rest, rest));
  });
  const { n, mean, variance } = moments(distances) ?? { n: 0, mean: Number.NaN, variance: null };
  if (variance === null) return { value: mean, samplingError: null, upper: null, lower: null };
  const samplingError = Math.sqrt(variance / n);
  return {
    value: mean,
    samplingError,
    upper: mean + 3 * samplingError,
    lower: Math.max(0, mean - 3 * samplingError),
  };
}

/** Limits by the windows of the reference; one below 0 goes. A value at a limit is an alert too. */
export const reconstructionThreshold = (reference: readonly number[]): NannyThreshold =>
  nannyThreshold(reference, { low: 0, isDropped: true });

/** Whether a window's value is at or beyond a limit. */
export const isReconstructionAlert = isNotWithin;
