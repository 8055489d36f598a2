/** Rows by their numbers, with their words of bins and their packed slopes. */
export interface RowBuffer {
  readonly ids: Uint32Array;
  readonly words: Uint32Array;
  readonly values: Float64Array;
  /** Whether words and slopes lie in the order of the numbers; else in that of the table. */
  readonly isMoved: boolean;
}

/** A stretch of a row buffer. */
export interface Segment {
  readonly buffer: RowBuffer;
  readonly start: number;
  readonly end: number;
}

/** Bins that each feature has room for: a byte of them. */
export const SLOTS = 256;
/** Words whose bins fit the first cache together. */
const BLOCK = 8;

/** The sum of packed slopes in each bin of each feature, over the rows of a segment, into `sums` (width × 1024). */
export function fillHistogram({ buffer, start, end }: Segment, width: number, sums: Float64Array): void {
  sums.fill(0);
  for (let first = 0; first < width; first += BLOCK) {
    fillBlock(buffer, { start, end, width, first, last: Math.min(first + BLOCK, width) }, sums);
  }
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly first: number;
  readonly last: number;
}

/** About 1.3 ns a value. */
function fillBlock(
  { ids, words, values, isMoved }: RowBuffer,
  { start, end, width, first, last }: Block,
  sums: Float64Array,
): void {
  for (let i = start; i < end; i++) {
    const place = isMoved ? i : ids[i]!; // ! i < n
    const value = values[place]!; // ! a row, and below a place of four bins
    const row = place * width;
    for (let w = first, at = first * 4 * SLOTS; w < last; w++, at += 4 * SLOTS) {
      const word = words[row + w]!; // ! in range, as above
      sums[at + (word & 255)]! += value; // ! in range, as above
      sums[at + SLOTS + ((word >>> 8) & 255)]! += value; // ! in range, as above
      sums[at + 2 * SLOTS + ((word >>> 16) & 255)]! += value; // ! in range, as above
      sums[at + 3 * SLOTS + (word >>> 24)]! += value; // ! in range, as above
    }
  }
}

/** Takes the sums of one child from those of its parent: what is left are the other child's, exactly. */
export function subtractHistogram(sums: Float64Array, less: Float64Array): void {
  for (let k = 0; k < sums.length; k++) sums[k]! -= less[k]!; // ! as long
}

/**
 * Copies the rows of a segment into `to`, those that go left to its front, the others to its back; the count of those
 * that went left. Rows that lie together are read as fast as memory gives them, where a list of numbers would jump.
 */
export function partRows(
  { buffer, start, end }: Segment,
  to: RowBuffer,
  { feature, width, goesLeft }: { readonly feature: number; readonly width: number; readonly goesLeft: Uint8Array },
): number {
  const { words, values, ids } = buffer;
  const word = feature >> 2;
  const shift = (feature & 3) << 3;
  let left = start;
  let right = end - 1;
  for (let i = start; i < end; i++) {
    const row = i * width;
    const isLeft = goesLeft[(words[row + word]! >>> shift) & 255]!; // ! i < n; a byte
    const at = placeOf(isLeft, left, right);
    left += isLeft;
    right -= 1 - isLeft;
    to.values[at] = values[i]!; // ! i < n, and below
    to.ids[at] = ids[i]!; // ! as above
    for (let w = 0, k = at * width; w < width; w++) to.words[k + w] = words[row + w]!; // ! as above
  }
  return left - start;
}

/** The same for the numbers of rows alone, by the bins of the feature that is asked. */
export function partList(
  { buffer: { ids }, start, end }: Segment,
  to: Uint32Array,
  { bins, goesLeft }: { readonly bins: Uint8Array; readonly goesLeft: Uint8Array },
): number {
  let left = start;
  let right = end - 1;
  for (let i = start; i < end; i++) {
    const id = ids[i]!; // ! i < n
    const isLeft = goesLeft[bins[id]!]!; // ! a row; a byte
    to[placeOf(isLeft, left, right)] = id;
    left += isLeft;
    right -= 1 - isLeft;
  }
  return left - start;
}

/** `left` for 1, `right` for 0: without a branch, as which comes next cannot be guessed, and in whole numbers. */
const placeOf = (isLeft: number, left: number, right: number): number => right ^ ((left ^ right) & -isLeft);
