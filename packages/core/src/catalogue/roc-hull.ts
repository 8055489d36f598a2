import { onceForEach } from './once.ts';
import type { ClassWeights } from './ranks.ts';

/**
 * The thresholds that are best at some cost: corners of the convex hull of the ROC curve, from the lowest score up. A
 * threshold calls positive what has a greater rank; the first one (-1) calls everything so, the last one nothing.
 */
export interface Hull {
  readonly ranks: Int32Array;
  /** Weight of each class at or below the threshold. */
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** The hull of the ROC curve. Corners on a line are left out: they are best at one cost only. O(ranks). */
export const rocHull = onceForEach(({ count, positive, negative }: ClassWeights): Hull => {
  const ranks = new Int32Array(count + 1);
  const p = new Float64Array(count + 1);
  const q = new Float64Array(count + 1);
  let last = 0;
  ranks[0] = -1;
  let [seenP, seenQ] = [0, 0];
  for (let k = 0; k < count; k++) {
    seenP += positive[k]!; // ! k < count, here and below
    seenQ += negative[k]!; // !
    // Ranks of one class after one another are one stretch: no threshold between them is best.
    if (isAlike(positive, negative, k)) continue;
    // The share of positives must rise from one stretch to the next: else the corner between them is best nowhere.
    while (last > 0) {
      const [ap, aq] = [p[last]! - p[last - 1]!, q[last]! - q[last - 1]!]; // ! last > 0, all are filled
      const [bp, bq] = [seenP - p[last]!, seenQ - q[last]!]; // ! as above
      if (ap * bq < bp * aq) break;
      last--;
    }
    last++;
    ranks[last] = k;
    p[last] = seenP;
    q[last] = seenQ;
  }
  const end = last + 1;
  return { ranks: ranks.slice(0, end), positive: p.slice(0, end), negative: q.slice(0, end) };
});

/** Whether a rank and the next one hold one class alone, and the same. */
const isAlike = (positive: Float64Array, negative: Float64Array, k: number): boolean =>
  k + 1 < positive.length && // ! below the length, here and below
  ((positive[k]! === 0 && positive[k + 1]! === 0) || (negative[k]! === 0 && negative[k + 1]! === 0)); // !
