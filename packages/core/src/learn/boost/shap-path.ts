import { assert } from '../../std/assert.ts';
import type { Features } from '../features.ts';
import type { Boosted } from './model.ts';
import { type AskedColumns, askedColumns, askOf } from './predict.ts';
import type { Tree } from './tree.ts';

/** What each feature adds to the margin of each row: `base` and the values of all features sum to it. */
export interface Contributions {
  /** The margin that the model gives on average over the rows it was fitted on (or over the background). */
  readonly base: number;
  /** One array of n for each feature of the model, in its order. */
  readonly values: readonly Float64Array[];
}

/**
 * The Shapley values of each feature for each row, for one output of the model: exact, where a feature that is left out
 * is averaged over by the rows that went each way when the tree was fitted (Lundberg et al. 2020, "From local
 * explanations to global understanding", algorithm 2; the `tree_path_dependent` of the package shap). What a leaf adds
 * hangs only on which features of its path a row agrees with, so it is worked out once for each such pattern.
 * O(n × trees × leaves × depth), and O(patterns × depth²).
 */
export function pathContributions(model: Boosted, features: Features, output = 0): Contributions {
  const columns = askedColumns(model.features, features);
  const values = model.features.map(() => new Float64Array(features.n));
  let base = model.start[output] ?? 0;
  for (const trees of model.rounds) {
    const tree = trees[output];
    if (tree === undefined) continue;
    base += meanOf(tree);
    for (const leaf of leavesOf(tree, columns)) addLeaf(leaf, features.n, values);
  }
  return { base, values };
}

/** The mean of a tree's values over the rows it was fitted on. */
function meanOf({ feature, value, rows }: Tree): number {
  let total = 0;
  feature.forEach((asks, node) => {
    if (asks < 0) total += value[node]! * rows[node]!; // ! a node
  });
  return total / rows[0]!; // ! a tree has a root
}

/** A leaf and the features on the way to it, each once. */
interface Leaf {
  readonly value: number;
  readonly path: readonly Asked[];
}

interface Asked {
  readonly feature: number;
  /** The share of the fitted rows that went on to the leaf where the feature was asked. */
  readonly absent: number;
  /** For each row 1 where it goes on to the leaf wherever the feature is asked. */
  readonly goesOn: Uint8Array;
}

function leavesOf(tree: Tree, columns: AskedColumns): Leaf[] {
  const { feature, left, right, rows, value } = tree;
  const goesLeft = askOf(tree);
  const leaves: Leaf[] = [];
  const visit = (node: number, path: readonly Asked[]): void => {
    const asks = feature[node]!; // ! a node, here and below
    if (asks < 0) {
      if (path.length > 0) leaves.push({ value: value[node]!, path }); // ! as above
      return;
    }
    const known = path.find((one) => one.feature === asks);
    const others = path.filter((one) => one !== known);
    const column = columns[asks]!; // ! a feature
    const [leftward, rightward] = partedBy((x) => goesLeft(node, x), column, known?.goesOn ?? null);
    for (const [next, goesOn] of [
      [left[node]!, leftward], // ! as above
      [right[node]!, rightward], // ! as above
    ] as const) {
      const absent = ((known?.absent ?? 1) * rows[next]!) / rows[node]!; // ! as above
      visit(next, [...others, { feature: asks, absent, goesOn }]);
    }
  };
  visit(0, []);
  return leaves;
}

/** The rows that go each way among those that agreed so far; null: all did. */
function partedBy(
  isLeft: (x: number) => boolean,
  column: Float64Array,
  agreed: Uint8Array | null,
): readonly [Uint8Array, Uint8Array] {
  const sides = [new Uint8Array(column.length), new Uint8Array(column.length)] as const;
  for (let i = 0; i < column.length; i++) {
    if (agreed !== null && agreed[i] === 0) continue;
    sides[isLeft(column[i]!) ? 0 : 1][i] = 1; // ! i < n
  }
  return sides;
}

/** A pattern is a whole number of 31 bits, and trees of the default have 30 places to ask at. */
const PATH_MAX = 30;

function addLeaf({ value, path }: Leaf, n: number, into: readonly Float64Array[]): void {
  assert(path.length <= PATH_MAX, 'a path asks few features');
  const patterns = new Int32Array(n);
  for (const [k, { goesOn }] of path.entries()) for (let i = 0; i < n; i++) patterns[i]! |= goesOn[i]! << k; // ! i < n
  const known = new Map<number, Float64Array>();
  const columns = path.map(({ feature }) => into[feature]!); // ! a feature
  for (let i = 0; i < n; i++) {
    const pattern = patterns[i]!; // ! i < n
    let shares = known.get(pattern);
    if (shares === undefined) known.set(pattern, (shares = sharesOf(path, pattern, value)));
    for (let k = 0; k < shares.length; k++) columns[k]![i]! += shares[k]!; // ! as many; i < n
  }
}

/** What a leaf adds to each feature of its path for rows that agree with those whose bit is set. */
function sharesOf(path: readonly Asked[], pattern: number, value: number): Float64Array {
  const absent = path.map((one) => one.absent);
  const present = absent.map((_, k) => (pattern >> k) & 1);
  const weight = weightsOf(absent, present);
  return Float64Array.from(absent, (share, k) => {
    const own = present[k]!; // ! k < length
    return unwoundSum(weight, share, own) * (own - share) * value;
  });
}

/** The weight of the subsets of a path by their size: place k for those of k features. */
function weightsOf(absent: readonly number[], present: readonly number[]): Float64Array {
  const weight = new Float64Array(absent.length + 1);
  weight[0] = 1;
  for (let length = 1; length < weight.length; length++) {
    const [zero, one] = [absent[length - 1]!, present[length - 1]!]; // ! a feature of the path
    for (let k = length - 1; k >= 0; k--) {
      weight[k + 1]! += (one * weight[k]! * (k + 1)) / (length + 1); // ! k < length, here and below
      weight[k] = (zero * weight[k]! * (length - k)) / (length + 1); // ! as above
    }
  }
  return weight;
}

/** The sum of the weights that the path would have without a feature of these shares. */
function unwoundSum(weight: Float64Array, zero: number, one: number): number {
  const length = weight.length - 1;
  let next = weight[length]!; // ! in range, here and below
  let total = 0;
  for (let k = length - 1; k >= 0; k--) {
    if (one !== 0) {
      const own = (next * (length + 1)) / ((k + 1) * one);
      total += own;
      next = weight[k]! - (own * zero * (length - k)) / (length + 1); // ! as above
    } else if (zero !== 0) total += (weight[k]! * (length + 1)) / (zero * (length - k)); // ! as above
  }
  return total;
}
