import { assert } from '../../std/assert.ts';
import { type Features, recoded } from '../features.ts';
import type { Boosted, BoostedFeature } from './model.ts';
import { answersOf } from './objective.ts';
import type { Tree } from './tree.ts';

/** The columns that trees ask, by their number: n numbers or codes; NaN where missing or not seen when fitted. */
export type AskedColumns = readonly Float64Array[];

/** The columns of these features, by name, as the model numbers them and their levels. */
export function askedColumns(asked: readonly BoostedFeature[], { columns }: Features): AskedColumns {
  const named = new Map(columns.map((column) => [column.name, column]));
  return asked.map((own) => {
    const column = named.get(own.name);
    assert(column !== undefined && column.kind === own.kind, 'rows have the features that the model was fitted on');
    if (column.kind === 'number' || own.kind === 'number') return column.kind === 'number' ? column.values : none;
    return Float64Array.from(recoded(column, own.levels), (code) => (code < 0 ? Number.NaN : code));
  });
}

const none = new Float64Array(0);

/** What the model answers: a number, a chance, or a chance a class; one array of n an output. O(n × trees × depth). */
export const answer = (model: Boosted, features: Features): Float64Array[] =>
  answersOf(model.objective, marginsOf(model, features));

/** The sums of the trees' values, before they are made chances. One array of n an output. */
export function marginsOf(model: Boosted, features: Features): Float64Array[] {
  const columns = askedColumns(model.features, features);
  const margins = model.start.map((own) => new Float64Array(features.n).fill(own));
  for (const trees of model.rounds) {
    for (const [k, tree] of trees.entries()) addTree(tree, columns, margins[k]!); // ! an output
  }
  return margins;
}

/** Adds what the tree says of each row to its margin. */
export function addTree(tree: Tree, columns: AskedColumns, margin: Float64Array): void {
  const { feature, left, right, value } = fastOf(tree);
  const goesLeft = askOf(tree);
  for (let i = 0; i < margin.length; i++) {
    let node = 0;
    for (let asks = feature[0]!; asks >= 0; asks = feature[node]!) {
      // ! a tree has a root; asks is a feature, node a node, i < n
      node = goesLeft(node, columns[asks]![i]!) ? left[node]! : right[node]!; // ! as above
    }
    margin[i]! += value[node]!; // ! a leaf; i < n
  }
}

const fastOf = (tree: Tree) => ({
  feature: Int32Array.from(tree.feature),
  left: Int32Array.from(tree.left),
  right: Int32Array.from(tree.right),
  value: Float64Array.from(tree.value),
});

/** Whether a value (a number or code, NaN where missing) goes left at a node of the tree. */
export function askOf(tree: Tree): (node: number, x: number) => boolean {
  const cut = Float64Array.from(tree.cut, (own) => own ?? Infinity);
  const missingLeft = Uint8Array.from(tree.missingLeft, Number);
  const masks = tree.levels.map((codes) => codes && maskOf(codes));
  return (node, x) => {
    if (Number.isNaN(x)) return missingLeft[node] === 1;
    const mask = masks[node] ?? null;
    return mask === null ? x <= cut[node]! : mask[x] === 1; // ! a node
  };
}

function maskOf(codes: readonly number[]): Uint8Array {
  const mask = new Uint8Array(codes.reduce((most, code) => Math.max(most, code + 1), 0));
  for (const code of codes) mask[code] = 1;
  return mask;
}
