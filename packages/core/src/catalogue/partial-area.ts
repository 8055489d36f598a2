import type { ClassWeights } from './ranks.ts';

/** A value and its slope by the weight of a positive or negative row at each rank. */
export interface AreaSlopes {
  readonly area: number;
  readonly byPositive: Float64Array;
  readonly byNegative: Float64Array;
}

/**
 * The area under the ROC curve up to a false positive rate of `most` (0 to 1], not standardised, with its slopes by
 * weight. A rank is a straight piece of the curve, from false positive rate `a` to `b`; the mean over positives of how
 * much of [0, most] lies behind them is the area. O(ranks).
 */
export function partialArea(spread: ClassWeights, most: number): AreaSlopes {
  const { count, positive, negative, positives, negatives } = spread;
  const byPositive = new Float64Array(count);
  const byNegative = new Float64Array(count);
  // Negatives at a rank move the end of their own piece and both ends of all pieces below: summed up from the lowest.
  const onStart = new Float64Array(count);
  const onEnd = new Float64Array(count);
  let above = 0;
  let area = 0;
  let byRates = 0;
  for (let k = count - 1; k >= 0; k--) {
    const a = above / negatives;
    above += negative[k]!; // ! k < count, here and below
    const b = above / negatives;
    const { behind, start, end } = piece(a, b, most);
    const share = positive[k]! / positives; // ! as above
    area += share * behind;
    byPositive[k] = behind;
    onStart[k] = share * start;
    onEnd[k] = share * end;
    byRates += share * (start * a + end * b);
  }
  let below = 0;
  for (let k = 0; k < count; k++) {
    const own = onEnd[k]!; // ! k < count, here and below
    byNegative[k] = (below + own - byRates) / negatives;
    below += own + onStart[k]!; // ! as above
    byPositive[k] = (byPositive[k]! - area) / positives; // ! as above
  }
  return { area, byPositive, byNegative };
}

/** The area alone: ranks below `most` are not looked at. */
export function partialAreaOf({ count, positive, negative, positives, negatives }: ClassWeights, most: number): number {
  let above = 0;
  let area = 0;
  for (let k = count - 1; k >= 0 && above < most * negatives; k--) {
    const a = above / negatives;
    above += negative[k]!; // ! k < count, here and below
    area += positive[k]! * behindOf(a, above / negatives, most); // !
  }
  return area / positives;
}

/** How much of [0, most] lies behind a piece that begins before its end. */
function behindOf(a: number, b: number, most: number): number {
  return b <= most ? most - (a + b) / 2 : (most - a) ** 2 / (b - a) / 2;
}

/** How much of [0, most] lies behind a piece from a to b, and its slopes by a and by b. */
function piece(a: number, b: number, most: number): { behind: number; start: number; end: number } {
  if (a >= most) return { behind: 0, start: 0, end: 0 };
  if (b <= most) return { behind: behindOf(a, b, most), start: -0.5, end: -0.5 };
  const part = (most - a) / (b - a);
  return { behind: behindOf(a, b, most), start: part * (part / 2 - 1), end: (-part * part) / 2 };
}

/** McClish's standard form: a score that says nothing has .5, a perfect one 1, whatever `most`. Its slope beside it. */
export function standardised(area: number, most: number): { readonly value: number; readonly slope: number } {
  const least = (most * most) / 2;
  const slope = 0.5 / (most - least);
  return { value: 0.5 + (area - least) * slope, slope };
}
