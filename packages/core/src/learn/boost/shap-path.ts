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
 * explanations to global understanding", algorithm 2; the `tree_path_dependent` of the package shap).
 * O(n × trees × leaves × depth²).
 */
export function pathContributions(model: Boosted, features: Features, output = 0): Contributions {
  const columns = askedColumns(model.features, features);
  const values = model.features.map(() => new Float64Array(features.n));
  let base = model.start[output] ?? 0;
  for (const trees of model.rounds) {
    const tree = trees[output];
    if (tree === undefined) continue;
    base += meanOf(tree);
    const walk = makeWalk(tree, columns, values);
    for (let i = 0; i < features.n; i++) walk(i);
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

/**
 * The features on the way to a node, one place each: the share of the paths that goes on where the feature is left out
 * (`absent`) or kept (`present`, 0 or 1), and the weight of the subsets by their size.
 */
interface Path {
  readonly feature: Int32Array;
  readonly absent: Float64Array;
  readonly present: Float64Array;
  readonly weight: Float64Array;
}

function makePath(length: number): Path {
  return {
    feature: new Int32Array(length),
    absent: new Float64Array(length),
    present: new Float64Array(length),
    weight: new Float64Array(length),
  };
}

function makeWalk(tree: Tree, columns: AskedColumns, into: readonly Float64Array[]): (row: number) => void {
  const { feature, left, right, value, rows } = tree;
  const goesLeft = askOf(tree);
  const depth = depthOf(tree, 0);
  const paths = Array.from({ length: depth + 1 }, () => makePath(depth + 2));
  const visit = (row: number, node: number, level: number, length: number, step: Step): void => {
    const path = paths[level]!; // ! a level for each depth
    if (level > 0) copyPath(paths[level - 1]!, path, length); // ! as above
    extend(path, length, step);
    const asks = feature[node]!; // ! a node
    if (asks < 0) {
      for (let k = 1; k <= length; k++) {
        const share = unwoundSum(path, length, k) * (path.present[k]! - path.absent[k]!); // ! k <= length
        into[path.feature[k]!]![row]! += share * value[node]!; // ! a feature, a row, a node
      }
      return;
    }
    const isLeft = goesLeft(node, columns[asks]![row]!); // ! a feature, a row
    const hot = isLeft ? left[node]! : right[node]!; // ! a node
    const cold = isLeft ? right[node]! : left[node]!; // ! a node
    let known = 1;
    while (known <= length && path.feature[known] !== asks) known++;
    let absent = 1;
    let present = 1;
    let end = length;
    if (known <= length) {
      [absent, present] = [path.absent[known]!, path.present[known]!]; // ! known <= length
      unwind(path, length, known);
      end--;
    }
    for (const [next, share] of [
      [hot, present],
      [cold, 0],
    ] as const) {
      const part = (absent * rows[next]!) / rows[node]!; // ! nodes
      visit(row, next, level + 1, end + 1, { feature: asks, absent: part, present: share });
    }
  };
  return (row) => visit(row, 0, 0, 0, { feature: -1, absent: 1, present: 1 });
}

interface Step {
  readonly feature: number;
  readonly absent: number;
  readonly present: number;
}

function depthOf(tree: Tree, node: number): number {
  if (tree.feature[node]! < 0) return 0; // ! a node, here and below
  return 1 + Math.max(depthOf(tree, tree.left[node]!), depthOf(tree, tree.right[node]!)); // !
}

function copyPath(from: Path, to: Path, length: number): void {
  for (const part of ['feature', 'absent', 'present', 'weight'] as const) {
    for (let k = 0; k < length; k++) to[part][k] = from[part][k]!; // ! as long
  }
}

// The paths below have places 0 to `length`; place 0 is the root and no feature.

/** Adds a feature at the end of the path, and with it the subsets that have it. */
function extend({ feature, absent, present, weight }: Path, length: number, step: Step): void {
  feature[length] = step.feature;
  absent[length] = step.absent;
  present[length] = step.present;
  weight[length] = length === 0 ? 1 : 0;
  for (let k = length - 1; k >= 0; k--) {
    weight[k + 1]! += (step.present * weight[k]! * (k + 1)) / (length + 1); // ! k <= length, here and below
    weight[k] = (step.absent * weight[k]! * (length - k)) / (length + 1); // !
  }
}

/** Takes the feature at place `at` out of the path again. */
function unwind({ feature, absent, present, weight }: Path, length: number, at: number): void {
  const [zero, one] = [absent[at]!, present[at]!]; // ! at <= length, and below k <= length
  let next = weight[length]!; // !
  for (let k = length - 1; k >= 0; k--) {
    if (one !== 0) {
      const own = weight[k]!; // ! in range, as above
      weight[k] = (next * (length + 1)) / ((k + 1) * one);
      next = own - (weight[k]! * zero * (length - k)) / (length + 1); // ! in range, as above
    } else weight[k] = (weight[k]! * (length + 1)) / (zero * (length - k)); // ! in range, as above
  }
  for (let k = at; k < length; k++) {
    feature[k] = feature[k + 1]!; // ! in range, as above
    absent[k] = absent[k + 1]!; // ! in range, as above
    present[k] = present[k + 1]!; // ! in range, as above
  }
}

/** The sum of the weights that the path would have without the feature at place `at`. */
function unwoundSum({ absent, present, weight }: Path, length: number, at: number): number {
  const [zero, one] = [absent[at]!, present[at]!]; // ! at <= length, and below k <= length
  let next = weight[length]!; // !
  let total = 0;
  for (let k = length - 1; k >= 0; k--) {
    if (one !== 0) {
      const own = (next * (length + 1)) / ((k + 1) * one);
      total += own;
      next = weight[k]! - (own * zero * (length - k)) / (length + 1); // ! in range, as above
    } else if (zero !== 0) total += (weight[k]! * (length + 1)) / (zero * (length - k)); // ! in range, as above
  }
  return total;
}
