import { mixBits } from '../std/hash-text.ts';

/**
 * Numbers by few of them: an item of level h stands for 2^h numbers (Karnin, Lang and Liberty 2016). Items of a level
 * rise.
 */
export interface QuantileSketch {
  /** How many numbers it stands for: the sum of the weights of its items. */
  readonly n: number;
  readonly levels: readonly Float64Array[];
}

/**
 * The capacity of the highest level. With 200 a rank is off by at most 1.33 % of n with a chance of 99 %, and the mass
 * between two numbers by 1.65 % (DataSketches, for k = 200), whatever the order and however often parts were merged.
 */
export const SKETCH_SIZE = 200;
/** A level below has 2/3 of the capacity of the one above it, and this at least. */
const SHRINK = 2 / 3;
const LEAST = 8;
/** More levels than a count of rows has bits are not a sketch. */
export const SKETCH_LEVELS_MAX = 53;

/** The sketch of no number. */
export const emptySketch: QuantileSketch = { n: 0, levels: [] };

/**
 * The sketch of numbers in ascending order, each of which stands for 2^level numbers. The same numbers give the same
 * sketch: coins are drawn from the counts. O(length).
 */
export function sketchOf(sorted: Float64Array, level = 0): QuantileSketch {
  if (sorted.length === 0) return emptySketch;
  const levels = Array.from({ length: level + 1 }, (_, h) => (h === level ? sorted : new Float64Array()));
  return compacted(levels, sorted.length * 2 ** level);
}

/** Both as one; in either order the same n, and ranks within the bound. */
export function mergeSketches(a: QuantileSketch, b: QuantileSketch): QuantileSketch {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const levels = Array.from({ length: Math.max(a.levels.length, b.levels.length) }, (_, h) =>
    merged(a.levels[h] ?? new Float64Array(), b.levels[h] ?? new Float64Array()),
  );
  return compacted(levels, a.n + b.n);
}

/** Halves levels that are too full, from the lowest, until all fit. */
function compacted(given: readonly Float64Array[], n: number): QuantileSketch {
  const levels = [...given];
  for (let h = 0; h < levels.length; h++) {
    const items = levels[h]!; // ! h < length
    if (items.length <= capacity(levels.length - 1 - h)) continue;
    const kept = items.length % 2;
    const coin = mixBits(n ^ mixBits(h + 64 * items.length)) & 1;
    const risen = new Float64Array(items.length >> 1);
    for (let k = 0; k < risen.length; k++) risen[k] = items[kept + 2 * k + coin]!; // ! below the length
    // An odd one stays where it is: its weight must not change.
    levels[h] = items.slice(0, kept);
    levels[h + 1] = merged(levels[h + 1] ?? new Float64Array(), risen);
    // A new highest level makes the lower ones smaller: begin again.
    if (h + 2 === levels.length && levels.length > given.length) h = -1;
  }
  return { n, levels };
}

const capacity = (below: number): number => Math.max(LEAST, Math.ceil(SKETCH_SIZE * SHRINK ** below));

function merged(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const out = new Float64Array(a.length + b.length);
  for (let i = 0, j = 0, k = 0; k < out.length; k++) {
    const isLeft = j === b.length || (i < a.length && a[i]! <= b[j]!); // ! below both lengths
    out[k] = isLeft ? a[i++]! : b[j++]!; // ! the one that is not used up
  }
  return out;
}

/** The items in ascending order with their weights. */
function weighted({ levels }: QuantileSketch): { items: Float64Array; weights: Float64Array } {
  const places = levels.flatMap((items, h) => Array.from(items, (value) => ({ value, weight: 2 ** h })));
  places.sort((a, b) => a.value - b.value);
  return {
    items: Float64Array.from(places, ({ value }) => value),
    weights: Float64Array.from(places, ({ weight }) => weight),
  };
}

/** The numbers below which the shares `levels` (0 to 1, rising) of all lie; null for the sketch of no number. */
export function sketchQuantiles(sketch: QuantileSketch, shares: readonly number[]): number[] | null {
  if (sketch.n === 0) return null;
  const { items, weights } = weighted(sketch);
  let [at, passed] = [0, weights[0] ?? 0];
  return shares.map((share) => {
    while (passed < share * sketch.n && at < items.length - 1) passed += weights[++at]!; // ! at < length
    return items[at]!; // ! n > 0
  });
}

/** The share of the numbers at or below x; 0 for the sketch of no number. */
export function sketchRank({ n, levels }: QuantileSketch, x: number): number {
  let below = 0;
  for (const [h, items] of levels.entries()) {
    for (let k = 0; k < items.length && items[k]! <= x; k++) below += 2 ** h; // ! k < length
  }
  return n === 0 ? 0 : below / n;
}
