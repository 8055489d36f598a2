import { orderOf } from './order.ts';

/** Where each row's score lies among the rows of the other class. */
export interface Placements {
  /** The chance that a positive row scores above a negative one, ties half; 0.5 when a class has no weight. */
  readonly area: number;
  /** Of a positive row the share of negatives below it, of a negative row the share of positives above it. */
  readonly placement: Float64Array;
  /** The weight of the negative and of the positive rows: when one is 0, the area says nothing. */
  readonly total: [negative: number, positive: number];
}

/**
 * The area under the ROC curve and the placement of each row (its part in that area). `positive`: n of 0|1; `score`:
 * n numbers; `weight`: n of 0 or more, where a weight of 2 is the row twice; `order`: the order of the scores if it is
 * known already. O(n) after the sort. Sources: DeLong, DeLong and Clarke-Pearson 1988; by sorting Sun and Xu 2014.
 */
export function placements(
  positive: ArrayLike<number>,
  score: Float64Array,
  weight: Float64Array,
  order: Uint32Array = orderOf(score),
): Placements {
  const n = score.length;
  const total = classTotals(positive, weight);
  const [negatives, positives] = total;
  const placement = new Float64Array(n);
  let area = 0;
  const below: [number, number] = [0, 0];
  for (let start = 0; start < n; ) {
    const end = endOfTie(score, order, start);
    const tied: [number, number] = [0, 0];
    for (let i = start; i < end; i++) tied[positive[order[i]!] ? 1 : 0] += weight[order[i]!]!; // ! order holds rows
    const shareBelow = negatives > 0 ? (below[0] + tied[0] / 2) / negatives : 0.5;
    const shareAbove = positives > 0 ? (positives - below[1] - tied[1] / 2) / positives : 0.5;
    for (let i = start; i < end; i++) {
      const row = order[i]!; // ! as above
      placement[row] = positive[row] ? shareBelow : shareAbove;
    }
    area += tied[1] * shareBelow;
    below[0] += tied[0];
    below[1] += tied[1];
    start = end;
  }
  return { area: positives > 0 && negatives > 0 ? Math.min(1, area / positives) : 0.5, placement, total };
}

/**
 * The influence of each row on the area: n times the derivative by the row's weight, which is
 * n w (placement - area) / (weight of the row's class). Zeros when a class has no weight. Arguments as `placements`.
 */
export function areaInfluence(
  positive: ArrayLike<number>,
  score: Float64Array,
  weight: Float64Array,
  order?: Uint32Array,
): Float64Array {
  const { area, placement, total } = placements(positive, score, weight, order);
  if (total[0] === 0 || total[1] === 0) return new Float64Array(score.length);
  // ! i < n; a class is 0 or 1
  return placement.map((value, i) => (score.length * weight[i]! * (value - area)) / total[positive[i] ? 1 : 0]);
}

function classTotals(positive: ArrayLike<number>, weight: Float64Array): [number, number] {
  const total: [number, number] = [0, 0];
  for (let i = 0; i < weight.length; i++) total[positive[i] ? 1 : 0] += weight[i]!; // ! i < n
  return total;
}

/** The place in the order after the last row whose score equals that at `start`. */
function endOfTie(score: Float64Array, order: Uint32Array, start: number): number {
  const value = score[order[start]!]!; // ! start < n
  let end = start + 1;
  while (end < order.length && score[order[end]!]! === value) end++; // ! end < n
  return end;
}
