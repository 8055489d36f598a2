/** A slice has at least so many of the finding rows, and this part of them. */
const SIZE_MIN = 32;
const SHARE_MIN = 0.01;

/** The fewest rows of a slice, of so many finding rows. */
export const sizeMinOf = (finding: number): number => Math.max(SIZE_MIN, Math.ceil(SHARE_MIN * finding));
