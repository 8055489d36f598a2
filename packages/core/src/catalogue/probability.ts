const known = new WeakMap<Float64Array, boolean>();

/** Whether every score is within 0 and 1, whatever the weights; a column of scores is looked at once. */
function isWithin(score: Float64Array): boolean {
  const found = known.get(score);
  if (found !== undefined) return found;
  let isInside = true;
  for (let i = 0; i < score.length && isInside; i++) isInside = score[i]! >= 0 && score[i]! <= 1; // ! i < n
  known.set(score, isInside);
  return isInside;
}

/** Whether every score of a row that counts is within 0 and 1. */
export function isProbability(score: Float64Array, weight: Float64Array): boolean {
  if (isWithin(score)) return true;
  for (let i = 0; i < score.length; i++) {
    const p = score[i]!; // ! i < n
    if (!(p >= 0 && p <= 1) && weight[i]! > 0) return false; // ! i < n
  }
  return true;
}

/** How far from 1 the scores of a row may sum: probabilities that were rounded to two decimals must pass. */
const SUM_SLACK = 0.02;

/** Whether the scores of every row that counts are within 0 and 1 and sum to 1, up to rounding. */
export function isDistribution(scores: readonly Float64Array[], weight: Float64Array): boolean {
  for (const score of scores) if (!isProbability(score, weight)) return false;
  for (let i = 0; i < weight.length; i++) {
    let total = 0;
    for (const score of scores) total += score[i]!; // ! i < n
    if (Math.abs(total - 1) > SUM_SLACK && weight[i]! > 0) return false; // ! i < n
  }
  return true;
}

/**
 * The loss of a probability given to what happened, -ln p, clipped at 2^-52 as scikit-learn clips it: a certain miss
 * costs 36.04, not infinity, and a certain hit 2.2e-16.
 */
export function surprise(p: number): number {
  return -Math.log(Math.min(Math.max(p, CLIP), 1 - CLIP));
}
const CLIP = 2 ** -52;

/** So many clipped probabilities multiplied are above the least double: 2^-832. */
const TOGETHER = 16;

/**
 * The sum of the surprise at labels of 0 or 1, each of which had the chance `score` of being 1: one logarithm for 16
 * rows, of the product of their chances. Compensated. O(n).
 */
export function surpriseOfAll(label: Float64Array, score: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < label.length; ) {
    let product = 1;
    for (const end = Math.min(i + TOGETHER, label.length); i < end; i++) {
      const y = label[i]!; // ! i < n
      product *= Math.min(Math.max(1 - y + (2 * y - 1) * score[i]!, CLIP), 1 - CLIP); // ! i < n
    }
    const term = -Math.log(product);
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** The most that `surprise` can be. */
export const MOST_SURPRISE = 52 * Math.LN2;
