import { conformalRank, quantileAt } from './conformal-quantile.ts';

/** One step of an adaptive rule: what was in force, and whether the score was missed. */
export interface AdaptiveStep {
  readonly alpha: number;
  readonly quantile: number;
  readonly isMissed: boolean;
}

/**
 * Adaptive conformal inference: after each miss the next interval asks for more, after each hit for a little less, so
 * that the share of misses tends to alpha however the scores drift. The first `warmUp` scores are only learned from.
 * O(n²) for the sorted insertions, of numbers moved at once. Source: Gibbs and Candès 2021.
 */
export function adaptiveConformal(
  scores: Float64Array,
  { alpha, rate, warmUp }: { readonly alpha: number; readonly rate: number; readonly warmUp: number },
): { readonly steps: readonly AdaptiveStep[]; readonly alpha: number } {
  const sorted = new Float64Array(scores.length);
  const steps: AdaptiveStep[] = [];
  let own = alpha;
  for (let t = 0; t < scores.length; t++) {
    const score = scores[t]!; // ! t < n
    if (t >= warmUp) {
      const rank = conformalRank(t, own);
      const quantile = quantileAt(sorted.subarray(0, t), rank);
      const isMissed = score > quantile;
      steps.push({ alpha: own, quantile, isMissed });
      own += rate * (alpha - (isMissed ? 1 : 0));
    }
    let [low, high] = [0, t];
    while (low < high) {
      const middle = (low + high) >> 1;
      const isBelow = sorted[middle]! <= score; // ! middle < t
      if (isBelow) low = middle + 1;
      else high = middle;
    }
    sorted.copyWithin(low + 1, low, t);
    sorted[low] = score;
  }
  return { steps, alpha: own };
}

/** A quantile that is followed score by score: up after a miss, down a little after a hit. Angelopoulos et al. 2023. */
export function trackQuantile(
  scores: ArrayLike<number>,
  { alpha, rate, start }: { readonly alpha: number; readonly rate: number; readonly start: number },
): { readonly quantiles: readonly number[]; readonly isMissed: readonly boolean[]; readonly end: number } {
  const quantiles: number[] = [];
  const isMissed: boolean[] = [];
  let quantile = start;
  for (let t = 0; t < scores.length; t++) {
    const isAbove = scores[t]! > quantile; // ! t < n
    quantiles.push(quantile);
    isMissed.push(isAbove);
    quantile += rate * ((isAbove ? 1 : 0) - alpha);
  }
  return { quantiles, isMissed, end: quantile };
}
