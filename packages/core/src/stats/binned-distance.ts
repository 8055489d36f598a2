import { sum } from './sum.ts';

/** Two distributions by their shares of pieces of the number line that follow each other. */
export interface BinnedPair {
  readonly reference: ArrayLike<number>;
  readonly window: ArrayLike<number>;
}

/**
 * The greatest distance of the distribution functions at the ends of the pieces: at most the distance between the rows,
 * and less by no more than the greatest share of a piece on either side (STATISTICS 1.2). 0 to 1.
 */
export function supremumOfShares({ reference, window }: BinnedPair): number {
  let gap = 0;
  let most = 0;
  for (let j = 0; j < reference.length; j++) {
    gap += window[j]! - reference[j]!; // ! as many pieces
    most = Math.max(most, Math.abs(gap));
  }
  return Math.min(1, most);
}

/**
 * The area between two distribution functions that rise evenly within each piece, `widths` wide, with the difference of
 * the means of the rows, window less reference. The area where the one lies above less that where the other does is
 * this difference, whatever the bins hide; so the bins say only how much of the smaller there is, and where one
 * function lies above throughout the area is that between the rows. It is never less than the difference of means.
 */
export function areaOfShares(
  { reference, window }: BinnedPair,
  widths: ArrayLike<number>,
  meanDifference: number,
): number {
  const [above, below] = [new Float64Array(widths.length), new Float64Array(widths.length)];
  let before = 0;
  for (let j = 0; j < widths.length; j++) {
    const after = before + window[j]! - reference[j]!; // ! as many pieces
    const [high, low] = [Math.max(before, after), Math.min(before, after)];
    const width = widths[j]!; // ! j < length
    // A line from the one end to the other: where it crosses 0, a triangle on each side.
    const span = high - low;
    above[j] = low >= 0 ? (width * (high + low)) / 2 : high <= 0 ? 0 : (width * high * high) / (2 * span);
    below[j] = high <= 0 ? (-width * (high + low)) / 2 : low >= 0 ? 0 : (width * low * low) / (2 * span);
    before = after;
  }
  return Math.abs(meanDifference) + 2 * Math.min(sum(above), sum(below));
}

/** The area under √(F (1 - F)), with F rising evenly within each piece by its share; Simpson's rule in each. */
export function spreadArea(shares: ArrayLike<number>, widths: ArrayLike<number>): number {
  const areas = new Float64Array(widths.length);
  const root = (f: number): number => Math.sqrt(Math.max(0, f * (1 - f)));
  let before = 0;
  for (let j = 0; j < widths.length; j++) {
    const after = before + shares[j]!; // ! as many pieces
    areas[j] = (widths[j]! * (root(before) + 4 * root((before + after) / 2) + root(after))) / 6; // ! j < length
    before = after;
  }
  return sum(areas);
}
