import type { Graded } from './score-grid.ts';

/** Rows in bins of their score; empty bins are left out. */
export interface CalibrationBins {
  readonly weight: Float64Array;
  /** Means of score and label in each bin. */
  readonly score: Float64Array;
  readonly share: Float64Array;
}

/** The rows in bins by a bin number of each. O(n). */
export function calibrationBins(
  { label, score, weight }: Graded,
  binOf: ArrayLike<number>,
  bins: number,
): CalibrationBins {
  const [weights, scores, labels] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < score.length; i++) {
    const k = binOf[i]!; // ! i < n, here and below
    const w = weight[i]!; // ! as above
    weights[k]! += w; // ! k < bins, here and below
    scores[k]! += w * score[i]!; // ! as above
    labels[k]! += w * label[i]!; // ! as above
  }
  // Those that are there move up to the front.
  let there = 0;
  for (let k = 0; k < bins; k++) {
    const w = weights[k]!; // ! k < bins, here and below
    if (w === 0) continue;
    weights[there] = w;
    scores[there] = scores[k]! / w; // ! as above
    labels[there++] = labels[k]! / w; // ! as above
  }
  return { weight: weights.subarray(0, there), score: scores.subarray(0, there), share: labels.subarray(0, there) };
}

/** Bin numbers by the inner edges, rising: the number of edges below the score, or at it where `isUpper`. */
export function binsByEdges(
  score: Float64Array,
  edges: readonly number[],
  { isUpper }: { isUpper: boolean },
): Uint16Array {
  const found = new Uint16Array(score.length);
  for (let i = 0; i < score.length; i++) {
    const p = score[i]!; // ! i < n
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const edge = edges[middle]!; // ! middle < high
      if (edge < p || (isUpper && edge === p)) low = middle + 1;
      else high = middle;
    }
    found[i] = low;
  }
  return found;
}

/** Bin numbers of rows in a given order, the bins of equal size, the first ones one larger where rows are left. */
export function binsByRank(order: ArrayLike<number>, bins: number): Uint16Array {
  const n = order.length;
  const found = new Uint16Array(n);
  const small = Math.floor(n / bins);
  const more = n % bins;
  let at = 0;
  for (let k = 0; k < bins; k++) {
    const size = small + (k < more ? 1 : 0);
    for (let i = 0; i < size; i++) found[order[at++]!] = k; // ! at < n
  }
  return found;
}

/** The mean distance between score and share over the bins, and the largest; null without weight. */
export function binnedGaps({
  weight,
  score,
  share,
}: CalibrationBins): { readonly mean: number; readonly most: number } | null {
  let sum = 0;
  let total = 0;
  let most = 0;
  for (let k = 0; k < weight.length; k++) {
    const gap = Math.abs(share[k]! - score[k]!); // ! k < bins, here and below
    sum += weight[k]! * gap; // ! as above
    total += weight[k]!; // ! as above
    most = Math.max(most, gap);
  }
  return total === 0 ? null : { mean: sum / total, most };
}

/**
 * The mean squared distance between score and share over the bins, less what chance alone adds to it: the variance of
 * a share. Below 0 where there is less than that. A bin of one row has nothing taken off. Null without weight.
 * Source: Kumar, Liang and Ma 2019, section 4 (verified uncertainty calibration).
 */
export function debiasedSquare({ weight, score, share }: CalibrationBins): number | null {
  let sum = 0;
  let total = 0;
  for (let k = 0; k < weight.length; k++) {
    const [w, y] = [weight[k]!, share[k]!]; // ! k < bins
    const chance = w > 1 ? (y * (1 - y)) / (w - 1) : 0;
    sum += w * ((score[k]! - y) ** 2 - chance); // ! k < bins
    total += w;
  }
  return total === 0 ? null : sum / total;
}
