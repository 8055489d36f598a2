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
  // Stretches from corner to corner: their weights, and the rank that each ends with.
  // Lists, because there are some hundred of a million ranks.
  const ends = [-1];
  const p = [0];
  const q = [0];
  let last = 0;
  for (let k = 0; k < count; k++) {
    let up = positive[k]!; // ! k < count, here and below
    let down = negative[k]!; // !
    // What follows with no greater share is of the same stretch, whatever comes before: most ranks never reach a list.
    // ! as above
    while (k + 1 < count && positive[k + 1]! * down <= up * negative[k + 1]!) {
      up += positive[++k]!; // ! as above
      down += negative[k]!; // !
    }
    // The share of positives must rise from one stretch to the next: else the corner between them is best nowhere. As
    // products, because a division takes longer than the rest of it. ! last > 0 where they are read
    while (last > 0 && p[last]! * down >= up * q[last]!) {
      up += p[last]!; // ! as above
      down += q[last--]!; // !
    }
    last++;
    ends[last] = k;
    p[last] = up;
    q[last] = down;
  }
  for (let corner = 1; corner <= last; corner++) {
    p[corner]! += p[corner - 1]!; // ! corner > 0, all are filled
    q[corner]! += q[corner - 1]!; // !
  }
  const end = last + 1;
  return {
    ranks: Int32Array.from(ends.slice(0, end)),
    positive: Float64Array.from(p.slice(0, end)),
    negative: Float64Array.from(q.slice(0, end)),
  };
});

/**
 * The weight of each class from one corner to the next: within such a stretch the isotonic recalibration says one
 * share of positives.
 */
export function stretchesOf({ positive, negative }: Hull): Pick<Hull, 'positive' | 'negative'> {
  const widths = (seen: Float64Array): Float64Array => {
    const found = new Float64Array(seen.length - 1);
    for (let k = 0; k < found.length; k++) found[k] = seen[k + 1]! - seen[k]!; // ! k + 1 < length
    return found;
  };
  return { positive: widths(positive), negative: widths(negative) };
}
