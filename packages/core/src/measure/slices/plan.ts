import type { Level } from './level.ts';
import { keyOf } from './level.ts';
import { boundOf, type Scale, type Sums } from './score.ts';

/** What a search may spend on a level, and what it must find. */
export interface Limits {
  readonly scale: Scale;
  readonly sizeMin: number;
  /** Words of a bitmap. */
  readonly words: number;
  /** How many words may be gone through. */
  readonly work: number;
  /** Slices that may be planned: they are kept in memory. */
  readonly candidates: number;
}

/** The slices of the next level that are worth counting. */
export interface Plan {
  /** Places of the slices that get one more item, rising. */
  readonly parents: Int32Array;
  /** By place of a slice in the level: its items stand from there to where the next one's begin. */
  readonly ranges: ReadonlyMap<number, readonly [from: number, to: number]>;
  /** The items to add. */
  readonly items: readonly number[];
  /** How good a slice inside can be at most. */
  readonly bounds: readonly number[];
  /** Whether nothing was left out for want of `work` or room. */
  readonly isWhole: boolean;
}

/** Hopeless is what is below this much less than it must reach: sums of losses are rounded. */
const ROUNDING = 1e-9;

/** Whether a slice with this bound may still be, or hold, one of the best. */
export const isHopeful = (bound: number, least: number): boolean =>
  bound > -ROUNDING && bound >= least - ROUNDING * (1 + Math.abs(least));

/**
 * Every slice of one more item of which all slices with an item less are there, and whose bound reaches `least`. Slices
 * that promise most come first, so that what does not fit is what promises least. O(slices x items of their families).
 */
export function planNext(level: Level, featureOf: Int32Array, least: number, limits: Limits): Plan {
  const { count } = level;
  const own = Float64Array.from({ length: count }, (_, at) => boundOf(limits.scale, sumsAt(level, at), limits.sizeMin));
  const order = Int32Array.from(own.keys()).sort((a, b) => own[b]! - own[a]! || a - b); // ! below count
  const joiner = makeJoiner(level, featureOf);
  const [items, bounds]: [number[], number[]] = [[], []];
  const ranges = new Map<number, readonly [number, number]>();
  const most = Math.min(limits.candidates, limits.work / limits.words);
  let isWhole = true;
  for (const at of order) {
    if (!isHopeful(own[at]!, least)) break; // ! below count
    const from = items.length;
    joiner.each(at, (item, sums) => {
      const bound = boundOf(limits.scale, sums, limits.sizeMin);
      if (!isHopeful(bound, least)) return;
      items.push(item);
      bounds.push(bound);
    });
    if (items.length > most) {
      items.length = from;
      bounds.length = from;
      isWhole = false;
      break;
    }
    if (items.length > from) ranges.set(at, [from, items.length]);
  }
  return { parents: Int32Array.from(ranges.keys()).sort(), ranges, items, bounds, isWhole };
}

function sumsAt({ sizes, sums, mosts }: Level, at: number): Sums {
  return { size: sizes[at]!, sum: sums[at]!, most: mosts[at]! }; // ! below count
}

/** Finds the items that can be added to a slice: those that stand beside every part of it. */
function makeJoiner(level: Level, featureOf: Int32Array) {
  const { length, items } = level;
  const seen = new Int32Array(featureOf.length);
  const sizes = new Float64Array(featureOf.length);
  const sums = new Float64Array(featureOf.length);
  const mosts = new Float64Array(featureOf.length);
  const lastOf = (at: number): number => items[at * length + length - 1]!; // ! below count
  /** What a family knows of the items after the last one of the slice: the least of rows, sum and largest loss. */
  const meet = (from: number, to: number, after: number): void => {
    for (let at = from; at < to; at++) {
      const item = lastOf(at);
      if (item <= after) continue;
      const { size, sum, most } = sumsAt(level, at);
      const isFirst = seen[item]!++ === 0; // ! an item
      sizes[item] = isFirst ? size : Math.min(sizes[item]!, size); // ! an item
      sums[item] = isFirst ? sum : Math.min(sums[item]!, sum); // ! an item
      mosts[item] = isFirst ? most : Math.min(mosts[item]!, most); // ! an item
    }
  };
  return {
    each(at: number, visit: (item: number, sums: Sums) => void): void {
      const families: (readonly [from: number, to: number])[] = [];
      for (let left = 0; left < length; left++) {
        const family = level.families.get(keyOf(items, at * length, length, left));
        if (family === undefined) return;
        families.push(family);
      }
      for (const [from, to] of families) meet(from, to, lastOf(at));
      const own = sumsAt(level, at);
      const [from, to] = families[length - 1]!; // ! one for each item
      for (let sibling = from; sibling < to; sibling++) {
        const item = lastOf(sibling);
        if (item <= lastOf(at) || seen[item] !== length || featureOf[item] === featureOf[lastOf(at)]) continue;
        visit(item, {
          size: Math.min(sizes[item]!, own.size), // ! an item
          sum: Math.min(sums[item]!, own.sum), // ! an item
          most: Math.min(mosts[item]!, own.most), // ! an item
        });
      }
      for (const [first, end] of families) for (let member = first; member < end; member++) seen[lastOf(member)] = 0;
    },
  };
}
