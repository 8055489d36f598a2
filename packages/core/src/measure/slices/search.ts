import { sum as sumOf } from '../../stats/sum.ts';
import { assert } from '../../std/assert.ts';
import { type Best, makeBest, type Scored } from './best.ts';
import { CODES_MAX, type Coded } from './coded.ts';
import { type Counter, makeCounter } from './counter.ts';
import { type Level, makeLevel } from './level.ts';
import { isHopeful, type Plan, planNext } from './plan.ts';
import { boundOf, type Counted, type Scale, scoreOf } from './score.ts';

/** What is searched for. */
export interface SearchOptions {
  /** Weight of the loss beside the size, 0 to 1. */
  readonly alpha: number;
  /** How many slices are kept. */
  readonly keep: number;
  /** The most items of a slice. */
  readonly depth: number;
  /** The fewest rows of a slice. */
  readonly sizeMin: number;
  /** Words of bitmaps that may be gone through; see `WORK_MAX`. */
  readonly workMax?: number;
}

/** The best slices and how they were found. */
export interface Searched {
  readonly slices: readonly Scored[];
  /** How many slices there are to that depth, whatever their size. */
  readonly possible: number;
  /** How many of them were counted; all others were ruled out by a bound. */
  readonly counted: number;
  /** Whether no slice that is better was missed: false where the work ran out. */
  readonly isExact: boolean;
}

/** Words of bitmaps that a search goes through at most: some seconds. */
export const WORK_MAX = 1.5e9;
/** Slices of one level that are in memory at once, 50 MB of them. */
const CANDIDATES_MAX = 2_000_000;

/**
 * The `keep` slices with the best score above 0: exactly those that looking at every slice would give (SliceLine,
 * Sagadeeva and Boehm 2021, with rows in the place of columns in the bound). `loss`: one number for each row, below 0
 * where something was gained: then bounds go by the losses above 0 alone. Nothing where there are no rows or no losses.
 * Ties: see `makeBest`.
 *
 * Level by level: a slice is counted when all slices with an item less are there and their sums allow one of the best.
 * Cost: rows / 32 for each slice that is counted.
 */
export function searchSlices(features: readonly Coded[], loss: Float64Array, options: SearchOptions): Searched {
  const items = itemsOf(features);
  const possible = possibleSlices(features, options.depth);
  if (!loss.some((value) => value > 0)) return { slices: [], possible, counted: 0, isExact: true };
  const n = loss.length;
  const scale = { rows: n, mean: sumOf(loss) / n, meanSize: sumOf(loss.map(Math.abs)) / n, alpha: options.alpha };
  const best = makeBest(options.keep, features);
  const sizeMin = Math.max(1, options.sizeMin);
  const counter = makeCounter(features, loss, sizeMin);
  const walker = makeWalker({ items, counter, best, scale, sizeMin });
  let level = walker.singles();
  let work = options.workMax ?? WORK_MAX;
  let isExact = true;
  while (level.length < options.depth && level.count > 1) {
    const limits = { scale, sizeMin, words: counter.words, work, candidates: CANDIDATES_MAX };
    const plan = planNext(level, items.featureOf, best.least(), limits);
    isExact &&= plan.isWhole;
    work -= plan.items.length * counter.words;
    level = walker.next(level, plan, level.length + 1 < options.depth);
  }
  return { slices: best.sorted(), possible, counted: walker.counted(), isExact };
}

/** Items by number, in the order of their features. */
interface Items {
  /** The place of the feature of each item. */
  readonly featureOf: Int32Array;
  /** Its code in the feature. */
  readonly codeOf: Int32Array;
}

function itemsOf(features: readonly Coded[]): Items {
  const pairs = features.flatMap(({ labels, name }, feature) => {
    assert(labels.length <= CODES_MAX, `codes of ${name} fit into 16 bits`);
    return labels.map((_, k) => ({ feature, code: k + 1 }));
  });
  return {
    featureOf: Int32Array.from(pairs, ({ feature }) => feature),
    codeOf: Int32Array.from(pairs, ({ code }) => code),
  };
}

/** The number of conjunctions of up to `depth` items of different features. */
function possibleSlices(features: readonly Coded[], depth: number): number {
  const byLength = new Float64Array(depth + 1);
  byLength[0] = 1;
  for (const { labels } of features) {
    for (let k = depth; k > 0; k--) byLength[k]! += byLength[k - 1]! * labels.length; // ! k <= depth
  }
  return byLength.reduce((all, count) => all + count, -1);
}

interface Walking {
  readonly items: Items;
  readonly counter: Counter;
  readonly best: Best;
  readonly scale: Scale;
  readonly sizeMin: number;
}

/** Goes through slices, offers the best, and keeps what may hold better ones. */
function makeWalker({ items, counter, best, scale, sizeMin }: Walking) {
  let counted = 0;
  /** Whether slices inside this one may be among the best. */
  const take = (slice: readonly number[], known: Counted | null): known is Counted => {
    counted++;
    if (known === null || known.size < sizeMin || !(known.sum > 0)) return false;
    const score = scoreOf(scale, known.size, known.net);
    if (known.net > 0 && score > 0 && score >= best.least()) {
      // ! items
      const found = slice.map((item) => ({ feature: items.featureOf[item]!, code: items.codeOf[item]! }));
      best.offer({ items: found, size: known.size, sum: known.net, score });
    }
    return isHopeful(boundOf(scale, known, sizeMin), best.least());
  };
  return {
    counted: () => counted,
    singles(): Level {
      const into = makeLevel(1);
      for (let item = 0; item < items.codeOf.length; item++) {
        const known = counter.single(item);
        if (take([item], known)) into.add([item], known);
      }
      return into.finished();
    },
    next(level: Level, plan: Plan, isFollowed: boolean): Level {
      const into = makeLevel(level.length + 1);
      for (const at of plan.parents) {
        const parent = Array.from(level.items.subarray(at * level.length, (at + 1) * level.length));
        const [from, to] = plan.ranges.get(at)!; // ! a parent has a range
        for (let k = from; k < to; k++) {
          if (!isHopeful(plan.bounds[k]!, best.least())) continue; // ! from <= k < to, here and below
          const item = plan.items[k]!; // ! as above
          const known = counter.more(parent, item);
          const slice = [...parent, item];
          if (take(slice, known) && isFollowed) into.add(slice, known);
        }
      }
      return into.finished();
    },
  };
}
