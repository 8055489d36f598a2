import { orderOf } from '../stats/order.ts';
import { onceForRows } from './once.ts';

/** Where each value stands among the others: equal values share a rank, greater ones have a greater rank. */
export interface Ranks {
  /** n ranks below `count`; some may belong to no row. */
  readonly rank: Uint32Array;
  readonly count: number;
}

const known = new WeakMap<Float64Array, Ranks>();

/**
 * The ranks of the values. Entries that look at the same column share them, for sorting is most of their cost at a
 * million rows; the columns of a table never change, so what was found stays true. O(n) after the sort.
 */
export function ranksOf(values: Float64Array): Ranks {
  const found = known.get(values);
  if (found !== undefined) return found;
  const order = orderOf(values);
  const rank = new Uint32Array(values.length);
  let last = 0;
  let before = Number.NaN;
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!; // ! k < n
    const value = values[i]!; // ! i < n
    if (k > 0 && value !== before) last++;
    rank[i] = last;
    before = value;
  }
  const ranks = { rank, count: values.length === 0 ? 0 : last + 1 };
  known.set(values, ranks);
  return ranks;
}

/**
 * Gives a column that was taken from another one (a slice, a group: `part[k] = whole[rows[k]]`) the ranks of the whole,
 * where those are known: no second sort. A small part would carry along ranks of no row, and gets none. O(part).
 */
export function inheritRanks(whole: Float64Array, part: Float64Array, rows: ArrayLike<number>): void {
  const parent = known.get(whole);
  if (parent === undefined || known.has(part) || part.length < parent.count / 16) return;
  const rank = new Uint32Array(part.length);
  for (let k = 0; k < rank.length; k++) rank[k] = parent.rank[rows[k]!]!; // ! k < length, rows are places of the whole
  known.set(part, { rank, count: parent.count });
}

interface Scored {
  readonly n: number;
  readonly label: Float64Array;
  readonly score: Float64Array;
  readonly weight: Float64Array;
}

/** The weight of each class at each rank of the score, and in all. */
export interface ClassWeights extends Ranks {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/** How the weight of the two classes spreads over the ranks of the score: all that an entry on ranks needs. O(n). */
export const classWeights = onceForRows(({ n, label, score, weight }: Scored): ClassWeights => {
  const { rank, count } = ranksOf(score);
  const positive = new Float64Array(count);
  const negative = new Float64Array(count);
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < n; i++) {
    const w = weight[i]!; // ! i < n
    if (label[i] === 1) {
      positive[rank[i]!]! += w; // ! ranks are below count
      positives += w;
    } else {
      negative[rank[i]!]! += w; // ! ranks are below count
      negatives += w;
    }
  }
  return { rank, count, positive, negative, positives, negatives };
});
