import { orderOf } from '../../stats/order.ts';
import { type Bitmap, intersect, makeBitmap, setBit, sharedSize, sharedSum, sizeOfBits } from './bitmap.ts';
import type { Coded } from './coded.ts';
import type { Counted } from './score.ts';

/** Counts the rows and losses of slices. */
export interface Counter {
  /** What is known of a slice with one item. */
  single(item: number): Counted;
  /** What is known of the slice with these items and one more; null where it has fewer rows than the least. */
  more(slice: ArrayLike<number>, item: number): Counted | null;
  /** Words that are gone through for each slice. */
  readonly words: number;
}

/**
 * A counter of slices of `sizeMin` rows or more, by bitmaps. Rows stand in the order of their losses, the largest
 * first: losses of 0 or 1 (and -1, which come next) are counted in the words of these alone, the largest loss is that
 * of the first row, and sums do not depend on the order of the table. Memory: items x rows / 8 bytes.
 */
export function makeCounter(features: readonly Coded[], loss: Float64Array, sizeMin: number): Counter {
  const isUnits = loss.every((value) => value === 0 || value === 1 || value === -1);
  const { ordered, order, above, apart } = descending(loss, isUnits);
  const bits = bitmapsOf(features, order);
  const prefixes: { readonly bits: Bitmap; slice: readonly number[] }[] = [];
  const summed = (a: Bitmap, b: Bitmap): Omit<Counted, 'size'> => {
    if (!isUnits) {
      const { net, sum, first } = sharedSum(a, b, ordered);
      return { net, sum, most: Math.max(0, first) };
    }
    const sum = sharedAmongFirst(a, b, above);
    const net = apart === above ? sum : 2 * sum - sharedAmongFirst(a, b, apart);
    return { net, sum, most: sum > 0 ? 1 : 0 };
  };
  /** The rows of a slice; what it shares with the one before is not intersected again. */
  const rowsOf = (slice: ArrayLike<number>): Bitmap => {
    let rows = bits[slice[0]!]!; // ! a slice has an item
    for (let depth = 1; depth < slice.length; depth++) {
      const kept = prefixes[depth] ?? { bits: makeBitmap(loss.length), slice: [] };
      prefixes[depth] = kept;
      if (!isSame(kept.slice, slice, depth + 1)) {
        intersect(rows, bits[slice[depth]!]!, kept.bits); // ! an item
        kept.slice = Array.from(slice).slice(0, depth + 1);
        for (const deeper of prefixes.slice(depth + 1)) deeper.slice = [];
      }
      rows = kept.bits;
    }
    return rows;
  };
  return {
    words: (loss.length + 31) >>> 5,
    single(item) {
      const own = bits[item]!; // ! an item
      return { size: sharedSize(own, own), ...summed(own, own) };
    },
    more(slice, item) {
      const [rows, own] = [rowsOf(slice), bits[item]!]; // ! an item
      const size = sharedSize(rows, own);
      return size < sizeMin ? null : { size, ...summed(rows, own) };
    },
  };
}

/** Of the first `count` rows, how many are in both sets. */
function sharedAmongFirst(a: Bitmap, b: Bitmap, count: number): number {
  // The last word may hold other rows too.
  const whole = count >>> 5;
  const rest = count & 31;
  const mask = rest === 0 ? 0 : (a[whole]! & b[whole]! & (2 ** rest - 1)) >>> 0; // ! a word where there is a rest
  return sharedSize(a, b, whole) + sizeOfBits(Uint32Array.of(mask));
}

interface Descending {
  /** The losses from the largest down, in whole words of 32; the rest are 0. */
  readonly ordered: Float64Array;
  readonly order: Uint32Array;
  /** How many are above 0, and how many are not 0: of losses of 1, 0 and -1 these come first. */
  readonly above: number;
  readonly apart: number;
}

function descending(loss: Float64Array, isUnits: boolean): Descending {
  const order = isUnits ? unitsFirst(loss) : orderOf(loss).reverse();
  const above = countOf(loss, (value) => value > 0);
  const apart = countOf(loss, (value) => value !== 0);
  const summed = apart === above ? above : loss.length;
  const ordered = new Float64Array((summed + 31) & ~31);
  for (let k = 0; k < summed; k++) ordered[k] = loss[order[k]!]!; // ! below n
  return { ordered, order, above, apart };
}

function countOf(loss: Float64Array, isMeant: (value: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < loss.length; i++) if (isMeant(loss[i]!)) count++; // ! i < n
  return count;
}

function unitsFirst(loss: Float64Array): Uint32Array {
  const order = new Uint32Array(loss.length);
  let next = 0;
  for (const wanted of [1, -1, 0]) for (let i = 0; i < loss.length; i++) if (loss[i] === wanted) order[next++] = i;
  return order;
}

function bitmapsOf(features: readonly Coded[], order: Uint32Array): Bitmap[] {
  return features.flatMap(({ codes, labels }) => {
    const own = labels.map(() => makeBitmap(order.length));
    for (let k = 0; k < order.length; k++) {
      const code = codes[order[k]!]!; // ! below n
      if (code > 0) setBit(own[code - 1]!, k); // ! a code of the labels
    }
    return own;
  });
}

function isSame(a: readonly number[], b: ArrayLike<number>, length: number): boolean {
  if (a.length !== length) return false;
  for (let k = 0; k < length; k++) if (a[k] !== b[k]) return false;
  return true;
}
