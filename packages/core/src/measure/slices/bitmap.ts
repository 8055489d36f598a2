/** A set of rows, 32 to a word. Bits beyond the last row are 0. */
export type Bitmap = Uint32Array;

/** An empty set of rows out of n. */
export const makeBitmap = (n: number): Bitmap => new Uint32Array((n + 31) >>> 5);

/** Puts a row into the set. */
export const setBit = (bits: Bitmap, row: number): void => void (bits[row >>> 5]! |= 1 << (row & 31)); // ! row < n

/** How many bits of a word are 1. Warren, Hacker's Delight, 2012, figure 5-2. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many rows are in a set. O(words). */
export function sizeOfBits(bits: Bitmap): number {
  let size = 0;
  for (let k = 0; k < bits.length; k++) size += ones(bits[k]!); // ! k < length
  return size;
}

/** How many rows are in both sets, counting the words `from` to `to`. O(words), about a nanosecond each. */
export function sharedSize(a: Bitmap, b: Bitmap, from = 0, to = a.length): number {
  let size = 0;
  for (let k = from; k < to; k++) size += ones(a[k]! & b[k]!); // ! as many words
  return size;
}

/** The rows of both sets, written into a third. O(words). */
export function intersect(a: Bitmap, b: Bitmap, into: Bitmap): void {
  for (let k = 0; k < into.length; k++) into[k] = a[k]! & b[k]!; // ! as many words
}

/** The rows out of n that are not in the set. O(words). */
export function complement(bits: Bitmap, n: number): Bitmap {
  const others = bits.map((word) => ~word);
  const rest = n & 31;
  if (rest !== 0) others[others.length - 1]! &= 2 ** rest - 1; // ! n is above 0
  return others;
}

/**
 * The sum of the values of the rows in both sets, in the order of rows, and the first of them (0 where there is none).
 * Values are whole words of 32. O(words + rows of both).
 */
export function sharedSum(
  a: Bitmap,
  b: Bitmap,
  values: Float64Array,
): { readonly sum: number; readonly first: number } {
  const words = values.length >>> 5;
  let sum = 0;
  let first = -1;
  for (let k = 0; k < words; k++) {
    let bits = a[k]! & b[k]!; // ! as many words
    if (bits !== 0 && first < 0) first = 32 * k + 31 - Math.clz32(bits & -bits);
    while (bits !== 0) {
      const lowest = bits & -bits;
      sum += values[32 * k + 31 - Math.clz32(lowest)]!; // ! below the length
      bits ^= lowest;
    }
  }
  return { sum, first: first < 0 ? 0 : values[first]! }; // ! a row
}
