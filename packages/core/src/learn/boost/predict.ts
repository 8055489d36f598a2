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
  const room = makeRoom(features.n);
  for (const trees of model.rounds) {
    for (const [k, tree] of trees.entries()) addTree(tree, columns, margins[k]!, room); // ! an output
  }
  return margins;
}

/** Rows that are asked together: their numbers stay in the first cache. */
const BLOCK = 4096;

/**
 * Adds what the tree says of each row to its margin. Rows are parted node by node, as when a tree grows: one
 * row after the other, each step would wait for the one before, which takes twice to four times as long.
 */
export function addTree(
  tree: Tree,
  columns: AskedColumns,
  margin: Float64Array,
  room: Rows = makeRoom(margin.length),
): void {
  const { feature, left, right, value } = tree;
  const ways = wayOf(tree);
  const visit = (node: number, rows: Rows, start: number, end: number): void => {
    if (start === end) return;
    const asks = feature[node]!; // ! a node, here and below
    if (asks < 0) {
      addValue(margin, rows.ids, { start, end, value: value[node]! }); // ! as above
      return;
    }
    const middle = partIds(rows, columns[asks]!, { start, end, way: ways[node]! }); // ! a feature, a node
    const parted = { ids: rows.to, to: rows.ids };
    visit(left[node]!, parted, start, middle); // ! as above
    visit(right[node]!, parted, middle, end); // ! as above
  };
  for (let first = 0; first < margin.length; first += BLOCK) {
    const n = Math.min(BLOCK, margin.length - first);
    for (let k = 0; k < n; k++) room.ids[k] = first + k;
    visit(0, room, 0, n);
  }
}

/** Numbers of rows, and room for them where they are parted. */
interface Rows {
  readonly ids: Uint32Array;
  readonly to: Uint32Array;
}

/** Room for `addTree` on n rows: who asks many trees makes it once. */
export function makeRoom(n: number): Rows {
  const size = Math.min(BLOCK, n);
  return { ids: new Uint32Array(size), to: new Uint32Array(size) };
}

function addValue(
  margin: Float64Array,
  ids: Uint32Array,
  { start, end, value }: { readonly start: number; readonly end: number; readonly value: number },
): void {
  for (let k = start; k < end; k++) margin[ids[k]!]! += value; // ! rows
}

/** Which way a node sends its rows: numbers up to a cut, or the levels that a mask marks. */
interface Way {
  readonly cut: number;
  readonly mask: Uint8Array | null;
  readonly missing: number;
}

const wayOf = ({ cut, levels, missingLeft }: Tree): Way[] =>
  cut.map((own, node) => ({
    cut: own ?? Infinity,
    mask: ((codes) => codes && maskOf(codes))(levels[node] ?? null),
    missing: missingLeft[node] === true ? 1 : 0,
  }));

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly way: Way;
}

/** Rows that go left to the front, the others to the back; where the latter begin. */
const partIds = (rows: Rows, column: Float64Array, stretch: Stretch): number =>
  stretch.way.mask === null ? partNumbers(rows, column, stretch) : partLevels(rows, column, stretch.way.mask, stretch);

function partNumbers({ ids, to }: Rows, column: Float64Array, { start, end, way: { cut, missing } }: Stretch): number {
  let left = start;
  let right = end - 1;
  for (let k = start; k < end; k++) {
    const id = ids[k]!; // ! a row, here and below
    const x = column[id]!; // ! as above
    const isLeft = +(x <= cut) | (missing & +Number.isNaN(x));
    // Without a branch, as which side comes next cannot be guessed, and in whole numbers.
    to[right ^ ((left ^ right) & -isLeft)] = id;
    left += isLeft;
    right -= 1 - isLeft;
  }
  return left;
}

function partLevels(
  { ids, to }: Rows,
  column: Float64Array,
  mask: Uint8Array,
  { start, end, way: { missing } }: Stretch,
): number {
  let left = start;
  let right = end - 1;
  for (let k = start; k < end; k++) {
    const id = ids[k]!; // ! a row, here and below
    const x = column[id]!; // ! as above
    const isLeft = Number.isNaN(x) ? missing : x < mask.length ? mask[x]! : 0; // ! a place of the mask
    to[right ^ ((left ^ right) & -isLeft)] = id;
    left += isLeft;
    right -= 1 - isLeft;
  }
  return left;
}

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
