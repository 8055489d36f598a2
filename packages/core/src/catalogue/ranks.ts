import { orderOf } from '../stats/order.ts';
import { onceForEach, onceForRows } from './once.ts';

/** Where each value stands among the others: equal values share a rank, greater ones have a greater rank. */
export interface Ranks {
  /** n ranks below `count`. */
  readonly rank: Uint32Array;
  readonly count: number;
}

/** The order of a column, which never changes: sorted once for all that ask. O(n), see `orderOf`. */
export const columnOrder = onceForEach((values: Float64Array) => orderOf(values));

const known = new WeakMap<Float64Array, Ranks>();

/**
 * The ranks of the values. Entries that look at the same column share them, for sorting is most of their cost at a
 * million rows; the columns of a table never change, so what was found stays true. O(n), without a sort where the
 * values rise already.
 */
export function ranksOf(values: Float64Array): Ranks {
  const found = known.get(values) ?? ranksOfRising(values) ?? ranksBy(columnOrder(values), values);
  known.set(values, found);
  return found;
}

/** Null where a value is less than the one before, or no number. */
function ranksOfRising(values: Float64Array): Ranks | null {
  const rank = new Uint32Array(values.length);
  let last = 0;
  for (let i = 1; i < rank.length; i++) {
    const before = values[i - 1]!; // ! i < n
    const value = values[i]!; // ! i < n
    if (!(before <= value)) return null;
    if (before < value) last++;
    rank[i] = last;
  }
  return { rank, count: rank.length === 0 ? 0 : last + 1 };
}

function ranksBy(order: Uint32Array, values: Float64Array): Ranks {
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
  return { rank, count: values.length === 0 ? 0 : last + 1 };
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
export const classWeights = onceForRows((rows: Scored): ClassWeights => {
  const { n, label, score, weight } = rows;
  const rising = ofRising(rows);
  if (rising !== null) return rising;
  const { rank, count } = ranksOf(score);
  const positive = new Float64Array(count);
  const negative = new Float64Array(count);
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < n; i++) {
    const w = weight[i]!; // ! i < n, here and below
    const yes = w * label[i]!; // ! a label is 0 or 1: sums are quicker than a branch that nobody can foretell
    const k = rank[i]!; // !
    positive[k]! += yes; // ! ranks are below count
    negative[k]! += w - yes; // ! as above
    positives += yes;
    negatives += w - yes;
  }
  return { rank, count, positive, negative, positives, negatives };
});

/** The same in one pass, where no score is less than the one before; else null. Ranks are made when asked for. */
function ofRising({ n, label, score, weight }: Scored): ClassWeights | null {
  const positive = new Float64Array(n);
  const negative = new Float64Array(n);
  let positives = 0;
  let negatives = 0;
  let count = 0;
  for (let i = 0; i < n; ) {
    const here = score[i]!; // ! i < n, here and below
    let yes = 0;
    let no = 0;
    for (; i < n && score[i] === here; i++) {
      const w = weight[i]!; // ! as above
      const hit = w * label[i]!; // ! as above: a label is 0 or 1
      yes += hit;
      no += w - hit;
    }
    if (i < n && !(here < score[i]!)) return null; // ! as above
    positive[count] = yes;
    negative[count++] = no;
    positives += yes;
    negatives += no;
  }
  return {
    get rank() {
      return ranksOf(score).rank;
    },
    count,
    positive: positive.subarray(0, count),
    negative: negative.subarray(0, count),
    positives,
    negatives,
  };
}
