import { orderOf } from './order.ts';

/** How alike two lists are ordered, and what each row adds. */
export interface Ranked {
  /** Kendall's tau-b: 1 for the same order, -1 for the reverse. */
  readonly tau: number;
  /** n times the derivative of tau by the row's weight; the mean of w times it is 0. */
  readonly influence: Float64Array;
}

/**
 * Kendall's tau-b with weights (a weight of 2 is the row twice) and the influence of each row, in which ties change
 * too; null where a list has a single value. `first`, `second`: n numbers. By a tree of sums over the ranks of the
 * second while the first rises. O(n log n). Sources: Kendall 1945; Knight 1966; as a U-statistic Hoeffding 1948.
 */
export function kendall(first: Float64Array, second: Float64Array, weight: Float64Array): Ranked | null {
  const n = first.length;
  const rank = ranksOf(second);
  const tree = makeSums(rank.count);
  const all = makeSums(rank.count);
  let total = 0;
  for (let i = 0; i < n; i++) {
    all.add(rank.of[i]!, weight[i]!); // ! i < n
    total += weight[i]!; // ! i < n
  }
  // Of each row: the weight ordered alike less that ordered otherwise, and the weight that is not tied with it.
  const [agreed, apartFirst, apartSecond] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const order = orderOf(first);
  let seen = 0;
  for (let start = 0; start < n; ) {
    let [end, tied] = [start, 0];
    // ! start < end < n; places of rows
    while (end < n && first[order[end]!] === first[order[start]!]) tied += weight[order[end++]!]!;
    for (let k = start; k < end; k++) {
      const row = order[k]!; // ! below n
      const own = rank.of[row]!; // ! a row
      agreed[row] = tree.before(own) - (seen - tree.before(own + 1));
    }
    for (let k = start; k < end; k++) tree.add(rank.of[order[k]!]!, weight[order[k]!]!); // ! a row
    seen += tied;
    for (let k = start; k < end; k++) {
      const row = order[k]!; // ! below n
      const own = rank.of[row]!; // ! a row
      const [below, upTo] = [all.before(own), all.before(own + 1)];
      const laterAbove = total - seen - (upTo - tree.before(own + 1));
      agreed[row]! += laterAbove - (below - tree.before(own)); // ! a row
      apartFirst[row] = total - tied;
      apartSecond[row] = total - (upTo - below);
    }
    start = end;
  }
  return rankedOf({ agreed, apartFirst, apartSecond }, weight);
}

function rankedOf(
  of: { readonly agreed: Float64Array; readonly apartFirst: Float64Array; readonly apartSecond: Float64Array },
  weight: Float64Array,
): Ranked | null {
  const n = weight.length;
  // ! i < n
  const sum = (values: Float64Array): number => values.reduce((all, value, i) => all + weight[i]! * value, 0);
  const [agreed, first, second] = [sum(of.agreed), sum(of.apartFirst), sum(of.apartSecond)];
  if (!(first > 0 && second > 0)) return null;
  const scale = Math.sqrt(first) * Math.sqrt(second);
  const tau = Math.max(-1, Math.min(1, agreed / scale));
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [of.agreed[i]!, of.apartFirst[i]!, of.apartSecond[i]!]; // ! i < n
    influence[i] = n * weight[i]! * ((2 * a) / scale - tau * (b / first + c / second)); // ! i < n
  }
  return { tau, influence };
}

interface Ranks {
  /** From 0; equal values have one rank. */
  readonly of: Uint32Array;
  readonly count: number;
}

function ranksOf(values: Float64Array): Ranks {
  const order = orderOf(values);
  const of = new Uint32Array(values.length);
  let count = 0;
  for (let k = 0; k < order.length; k++) {
    if (k > 0 && values[order[k]!] !== values[order[k - 1]!]) count++; // ! 0 < k < n
    of[order[k]!] = count; // ! k < n
  }
  return { of, count: order.length === 0 ? 0 : count + 1 };
}

/** Sums over ranks that change, each in O(log ranks). Source: Fenwick 1994. */
function makeSums(count: number) {
  const tree = new Float64Array(count + 1);
  return {
    add(rank: number, amount: number): void {
      for (let k = rank + 1; k <= count; k += k & -k) tree[k]! += amount; // ! k <= count
    },
    /** The sum over ranks below this one. */
    before(rank: number): number {
      let sum = 0;
      for (let k = rank; k > 0; k -= k & -k) sum += tree[k]!; // ! k <= count
      return sum;
    },
  };
}
