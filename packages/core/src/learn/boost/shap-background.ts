import type { Features } from '../features.ts';
import type { Boosted } from './model.ts';
import { type AskedColumns, askedColumns, askOf, marginsOf } from './predict.ts';
import type { Contributions } from './shap-path.ts';
import type { Tree } from './tree.ts';

/**
 * The Shapley values of each feature for each row against background rows, for one output of the model: exact, where a
 * feature that is left out takes the value that a background row has (the `interventional` of the package shap), and so
 * what the model itself would say of such a row. O(n × background × trees × leaves).
 */
export function backgroundContributions(
  model: Boosted,
  features: Features,
  { background, output = 0 }: { readonly background: Features; readonly output?: number },
): Contributions {
  const rows = askedColumns(model.features, features);
  const others = askedColumns(model.features, background);
  const values = model.features.map(() => new Float64Array(features.n));
  const margins = marginsOf(model, background)[output] ?? new Float64Array(0);
  const base = margins.reduce((total, margin) => total + margin, 0) / background.n;
  for (const trees of model.rounds) {
    const tree = trees[output];
    if (tree === undefined) continue;
    const walk = makeWalk(tree, { rows, others, share: 1 / background.n }, values);
    for (let i = 0; i < features.n; i++) for (let j = 0; j < background.n; j++) walk(i, j);
  }
  return { base, values };
}

interface Sides {
  readonly rows: AskedColumns;
  readonly others: AskedColumns;
  /** The weight of one background row. */
  readonly share: number;
}

/** Which row a feature was taken from on the way to a node. */
const [NEITHER, OWN, OTHER] = [0, 1, 2];

/**
 * Walks all paths of a tree that some mixture of the two rows takes. At a leaf with a features from the row and b from
 * the other, an own feature gets (a - 1)! b! / (a + b)! of its value, and one of the other a! (b - 1)! / (a + b)! less.
 */
function makeWalk(tree: Tree, { rows, others, share }: Sides, into: readonly Float64Array[]) {
  const { feature, left, right, value } = tree;
  const goesLeft = askOf(tree);
  const from = new Uint8Array(into.length);
  const own: number[] = [];
  const other: number[] = [];
  const visit = (i: number, j: number, node: number): void => {
    const asks = feature[node]!; // ! a node, here and below
    if (asks < 0) {
      const worth = value[node]! * share; // ! in range, as above
      const [a, b] = [own.length, other.length];
      for (const f of own) into[f]![i]! += worth * inverseChoose(a - 1, b); // ! a feature, a row
      for (const f of other) into[f]![i]! -= worth * inverseChoose(b - 1, a); // ! as above
      return;
    }
    const mine = goesLeft(node, rows[asks]![i]!) ? left[node]! : right[node]!; // ! a feature, a row, a node
    const theirs = goesLeft(node, others[asks]![j]!) ? left[node]! : right[node]!; // ! as above
    if (mine === theirs || from[asks] !== NEITHER) {
      visit(i, j, from[asks] === OTHER ? theirs : mine);
      return;
    }
    for (const [list, side, next] of [
      [own, OWN, mine],
      [other, OTHER, theirs],
    ] as const) {
      from[asks] = side;
      list.push(asks);
      visit(i, j, next);
      list.pop();
    }
    from[asks] = NEITHER;
  };
  return (i: number, j: number): void => visit(i, j, 0);
}

/** k! m! / (k + m + 1)!: the share of the orders in which one of k + m + 1 stands after k of them and before m. */
function inverseChoose(k: number, m: number): number {
  let share = 1 / (k + m + 1);
  for (let j = 1; j <= Math.min(k, m); j++) share *= j / (Math.max(k, m) + j);
  return share;
}
