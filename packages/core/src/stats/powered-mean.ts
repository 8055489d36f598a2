import { moments, sum } from './sum.ts';

/** Rows of which few are labelled, with what a model says of all. */
export interface FewLabelled {
  /** By labelled row. */
  readonly truth: Float64Array;
  /** What the model says of the same rows. */
  readonly model: Float64Array;
  /** What it says of the rows without a label. */
  readonly rest: Float64Array;
}

/** A mean over all rows. */
export interface PoweredMean {
  readonly value: number;
  /** How much of the model is used, 0 to 1: 0 is the mean of the labelled rows alone. */
  readonly lambda: number;
  /** Variance of the value by the draw of the labelled rows and of the rest, by n and not n - 1. */
  readonly variance: { readonly labelled: number; readonly rest: number };
}

/**
 * The mean of the truth over all rows: that of the model's answers where labels are missing, corrected by what it is
 * wrong by where they are known; as much of the model is used as makes the variance least (PPI++: Angelopoulos, Duchi
 * and Zrnic 2023, https://arxiv.org/abs/2311.01453; STATISTICS 3.6). Valid however bad the model is, as long as the
 * labelled rows are a random part. `lambda`: set rather than chosen. Null for no labelled row. O(n + N).
 */
export function poweredMean({ truth, model, rest }: FewLabelled, lambda: number | null = null): PoweredMean | null {
  const n = truth.length;
  if (n === 0) return null;
  const used = rest.length === 0 ? 0 : (lambda ?? bestLambda({ truth, model, rest }));
  const wrongBy = moments(truth.map((y, i) => y - used * model[i]!)); // ! as many
  const said = rest.length === 0 ? null : moments(rest);
  const labelled = wrongBy === null ? 0 : wrongBy.m2 / n / n;
  return {
    value: (wrongBy?.mean ?? 0) + (said === null ? 0 : used * said.mean),
    lambda: used,
    variance: { labelled, rest: said === null ? 0 : (used * used * said.m2) / said.n / said.n },
  };
}

/** The covariance of truth and model over the variance of the model, for n labelled of n + N rows. */
function bestLambda({ truth, model, rest }: FewLabelled): number {
  const n = truth.length;
  const [ofTruth, ofModel] = [sum(truth) / n, sum(model) / n];
  const covariance = sum(truth.map((y, i) => (y - ofTruth) * (model[i]! - ofModel))) / n; // ! as many
  const all = new Float64Array(n + rest.length);
  all.set(model);
  all.set(rest, n);
  const spread = moments(all)?.variance ?? 0;
  return spread > 0 ? Math.min(1, Math.max(0, covariance / ((1 + n / rest.length) * spread))) : 0;
}
