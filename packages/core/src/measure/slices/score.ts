/** How slices are scored: `rows` in all, `mean` of their losses, and how much the losses count beside the size. */
export interface Scale {
  readonly rows: number;
  readonly mean: number;
  /** The mean of their sizes, which is the mean itself where no loss is below 0. */
  readonly meanSize: number;
  /** 0 to 1: 1 looks at the losses alone and finds single rows, less asks for more of them. */
  readonly alpha: number;
}

/** What bounds a slice: rows, the sum of their losses above 0, the largest of these. */
export interface Sums {
  readonly size: number;
  readonly sum: number;
  readonly most: number;
}

/** A slice that was counted. */
export interface Counted extends Sums {
  /** The sum of all its losses, those below 0 too. */
  readonly net: number;
}

/**
 * The score of a slice: how much larger its mean loss is than that of all, less what being small takes away; 0 for all
 * rows. Source: Sagadeeva and Boehm, SliceLine, 2021, equation 4, where losses below 0 are none.
 */
export function scoreOf({ rows, mean, meanSize, alpha }: Scale, size: number, sum: number): number {
  return (alpha * (sum / size - mean)) / meanSize - (1 - alpha) * (rows / size - 1);
}

/**
 * No slice of `sizeMin` rows or more inside one with these sums has a higher score. A slice of s rows has a sum of at
 * most min(s x most, sum); of all s the best is the smallest one, the largest one, or where the two meet. Both public
 * programs put the number of one-hot columns for `rows`: with fewer rows than columns they lose true slices.
 * Source: the same, section 3.
 */
export function boundOf(scale: Scale, { size, sum, most }: Sums, sizeMin: number): number {
  const at = (s: number): number => scoreOf(scale, s, Math.min(s * most, sum));
  const meet = Math.min(Math.max(sum / most, sizeMin), size);
  return Math.max(at(sizeMin), at(meet), at(size));
}
