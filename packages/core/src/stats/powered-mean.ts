import { moments, sum } from './sum.ts';

/** Rows of which few are labelled, with what a model says of all. */
export interface FewLabelled {
  /** By labelled row. */
  readonly truth: Float64Array;
  /** What the model says of the same rows. */
  readonly model: Float64Array;
  /** What it says of the rows without a label. */
  readonly rest: Float64Array;
  /** By labelled row, where not all were as likely to be labelled: one over its chance, on any scale. */
  readonly weight?: Float64Array;
}

/** A mean over all rows. */
export interface PoweredMean {
  readonly value: number;
  /** How much of the model is used, 0 to 1: 0 is the mean of the labelled rows alone. */
  readonly lambda: number;
  /** Variance of the value by the draw of the labelled rows and of the rest, by n and not n - 1. */
  readonly variance: { readonly labelled: number; readonly rest: number };
  /** Skewness of the value by the draw of the labelled rows: where it is large, no normal law holds yet. */
  readonly skewness: number;
  /** Labelled rows that carry the variance: as many as there are where all have a like part in it. */
  readonly carriers: number;
}

/**
 * The mean of the truth over all rows: that of the model's answers, corrected by what it is wrong by where labels are
 * known; as much of the model is used as makes the variance least (PPI++: Angelopoulos, Duchi and Zrnic 2023,
 * https://arxiv.org/abs/2311.01453; STATISTICS 3.6, 3.7). Valid however bad the model is, as long as the labelled rows
 * are a random part, or are weighted by their chance. `lambda`: set rather than chosen. Null for no labelled row.
 * O(n + N).
 */
export function poweredMean(rows: FewLabelled, lambda: number | null = null): PoweredMean | null {
  const { truth, model, rest, weight } = rows;
  const n = truth.length;
  if (n === 0) return null;
  const shares = sharesOf(weight, n);
  const used = rest.length === 0 ? 0 : (lambda ?? bestLambda(rows, shares));
  const left = truth.map((y, i) => y - used * model[i]!); // ! as many, here and below
  const mean = sum(left.map((own, i) => own * shares[i]!)); // !
  const parts = left.map((own, i) => (own - mean) * shares[i]!); // ! as above
  const labelled = sum(parts.map((part) => part * part));
  const skewness = labelled > 0 ? sum(parts.map((part) => part ** 3)) / labelled ** 1.5 : 0;
  const carriers = labelled > 0 ? labelled ** 2 / sum(parts.map((part) => part ** 4)) : n;
  if (used === 0) return { value: mean, lambda: used, variance: { labelled, rest: 0 }, skewness, carriers };
  // Rows that were drawn by what the model says leave a rest that is not like all rows.
  const said = moments(weight === undefined ? rest : joined(model, rest));
  const variance = said === null ? 0 : (used * used * said.m2) / said.n / said.n;
  const value = mean + used * (said?.mean ?? 0);
  return { value, lambda: used, variance: { labelled, rest: variance }, skewness, carriers };
}

function sharesOf(weight: Float64Array | undefined, n: number): Float64Array {
  if (weight === undefined) return new Float64Array(n).fill(1 / n);
  const total = sum(weight);
  return weight.map((own) => own / total);
}

/** The covariance of truth and model over the variance of the model, for n labelled of n + N rows. */
function bestLambda({ truth, model, rest }: FewLabelled, shares: Float64Array): number {
  const n = truth.length;
  const meanOf = (values: Float64Array): number => sum(values.map((value, i) => value * shares[i]!)); // ! as many
  const [ofTruth, ofModel] = [meanOf(truth), meanOf(model)];
  const covariance = meanOf(truth.map((y, i) => (y - ofTruth) * (model[i]! - ofModel))); // ! as many
  const spread = moments(joined(model, rest))?.variance ?? 0;
  return spread > 0 ? Math.min(1, Math.max(0, covariance / ((1 + n / rest.length) * spread))) : 0;
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
