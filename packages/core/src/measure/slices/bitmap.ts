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

/** Ones in each four bits of a word: 0 to 4. */
function onesOfFours(word: number): number {
  const bits = word - ((word >>> 1) & 0x55555555);
  return (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
}

/** Words that are added up in bytes before the bytes are added up: ten times three. */
const BLOCK = 30;

/**
 * How many rows are in both sets, counting the first `words` words (all without). O(words). Three words fit into four
 * bits each, thirty into bytes: the sums across a word are half of the work.
 */
export function sharedSize(a: Bitmap, b: Bitmap, words = a.length): number {
  let size = 0;
  let k = 0;
  for (; k + BLOCK <= words; ) {
    let bytes = 0;
    for (const end = k + BLOCK; k < end; k += 3) {
      let fours = onesOfFours(a[k]! & b[k]!); // ! below the length
      fours += onesOfFours(a[k + 1]! & b[k + 1]!); // ! as above
      fours += onesOfFours(a[k + 2]! & b[k + 2]!); // ! as above
      bytes += (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
    }
    const pairs = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
    size += (pairs & 0xffff) + (pairs >>> 16);
  }
  for (; k < words; k++) size += ones(a[k]! & b[k]!); // ! as many words
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
 * The sum of the values of the rows in both sets, in the order of rows, of those above 0, and the first of them (0
 * where there is none). Values are whole words of 32. O(words + rows of both).
 */
export function sharedSum(
  a: Bitmap,
  b: Bitmap,
  values: Float64Array,
): { readonly net: number; readonly sum: number; readonly first: number } {
  const words = values.length >>> 5;
  let net = 0;
  let sum = 0;
  let first = -1;
  for (let k = 0; k < words; k++) {
    let bits = a[k]! & b[k]!; // ! as many words
    if (bits !== 0 && first < 0) first = 32 * k + 31 - Math.clz32(bits & -bits);
    while (bits !== 0) {
      const lowest = bits & -bits;
      const value = values[32 * k + 31 - Math.clz32(lowest)]!; // ! below the length
      net += value;
      if (value > 0) sum += value;
      bits ^= lowest;
    }
  }
  return { net, sum, first: first < 0 ? 0 : values[first]! }; // ! a row
}
