import { sum } from './sum.ts';

/** Rows of which those that were done are labelled, each with a chance to be. */
export interface LoggedRows {
  /** By labelled row its value, and one over its chance. */
  readonly truth: Float64Array;
  readonly weight: Float64Array;
  /** What a model says of the labelled rows, and of the others. */
  readonly model: Float64Array;
  readonly rest: Float64Array;
}

/** A mean over all rows and its variance by the draw of the rows. */
export interface OffPolicyMean {
  readonly value: number;
  readonly variance: number;
}

/** The mean over all rows in three ways, each right where the chances are those that were drawn by. */
export interface OffPolicy {
  /** Σ w y / N: of the scale of the weights, and wide. */
  readonly ips: OffPolicyMean;
  /** Σ w y / Σ w. */
  readonly snips: OffPolicyMean;
  /** mean f + Σ w (y - f) / N: also right where the model is and the chances are not. */
  readonly doublyRobust: OffPolicyMean;
  /** Labelled rows whose weight was cut. */
  readonly cut: number;
}

/** No row counts more often: one such row would be the mean. It costs a little truth where chances are below 5 %. */
export const WEIGHT_MOST = 20;

/**
 * The mean of what would be seen if every row had been done, from rows that were done by logged chances (Horvitz and
 * Thompson 1952; Hájek 1971; Robins, Rotnitzky and Zhao 1994). Weights are cut at 20. Null without labelled rows.
 * Source: STATISTICS 10. O(n + N).
 */
export function offPolicy({ truth, weight, model, rest }: LoggedRows): OffPolicy | null {
  const n = truth.length + rest.length;
  if (truth.length === 0) return null;
  const w = weight.map((own) => Math.min(WEIGHT_MOST, own));
  const total = sum(w);
  const weighed = truth.map((y, i) => w[i]! * y); // ! as many, here and below
  const snips = sum(weighed) / total;
  const spread = sum(truth.map((y, i) => ((w[i]! * (y - snips)) / total) ** 2)); // ! as above
  const left = truth.map((y, i) => model[i]! + w[i]! * (y - model[i]!)); // ! as above
  return {
    ips: meanOf(weighed, new Float64Array(rest.length), n),
    snips: { value: snips, variance: spread },
    doublyRobust: meanOf(left, rest, n),
    cut: weight.filter((own) => own > WEIGHT_MOST).length,
  };
}

/** The mean of the parts of labelled rows and of the others. */
function meanOf(done: Float64Array, others: Float64Array, n: number): OffPolicyMean {
  const value = (sum(done) + sum(others)) / n;
  const squares = sum(done.map((part) => (part - value) ** 2)) + sum(others.map((part) => (part - value) ** 2));
  return { value, variance: squares / n / n };
}
