import { assert } from '../std/assert.ts';
import type { Column, Table } from '../table/table.ts';
import { findColumn } from '../table/table.ts';
import { type Bins, missingSlot, ownBins, slotCount } from './bins.ts';
import { type ColumnProfile, type RowPlaces, slotsByCode } from './column.ts';
import { edgeSearch, edgesBelow, slotOfEdges } from './edge-search.ts';

/** How many groups the bins of a column are put into. */
export const GROUPS = 8;
/** The group of what is missing. */
export const NO_GROUP = 255;

/** Two columns whose values are counted together, each in eight groups of its bins; frozen with the reference. */
export interface PairBins {
  readonly first: string;
  readonly second: string;
  /** The group of each slot of the column; 255 is none. */
  readonly groups: readonly [first: Uint8Array, second: Uint8Array];
}

/** Rows by the groups of two columns, at [8 * first + second]; rows where one is missing are left out. */
export interface PairCounts extends PairBins {
  readonly counts: Float64Array;
}

/** Groups of about equal mass in the reference: numbers in their order; of text seven levels, and the rest. */
export function freezePair(first: ColumnProfile, second: ColumnProfile): PairBins {
  return { first: first.name, second: second.name, groups: [groupsOf(first), groupsOf(second)] };
}

function groupsOf({ bins, counts }: ColumnProfile): Uint8Array {
  const groups = new Uint8Array(slotCount(bins)).fill(GROUPS - 1);
  groups[missingSlot(bins)] = NO_GROUP;
  const own = ownBins(bins);
  if (bins.kind === 'levels') {
    for (let level = 0; level < Math.min(own, GROUPS - 1); level++) groups[level] = level;
    return groups;
  }
  groups[own] = 0; // Below the least.
  const total = counts.subarray(0, own).reduce((sum, count) => sum + count, 0);
  let passed = 0;
  for (let bin = 0; bin < own; bin++) {
    const half = passed + counts[bin]! / 2; // ! bin < own
    groups[bin] = Math.min(GROUPS - 1, Math.floor((GROUPS * half) / Math.max(1, total)));
    passed += counts[bin]!; // ! bin < own
  }
  return groups;
}

/** No rows. */
export const emptyPair = ({ first, second, groups }: PairBins): PairCounts => ({
  first,
  second,
  groups,
  counts: new Float64Array(GROUPS * GROUPS),
});

/** Bins by the name of their column. */
export type BinsByName = ReadonlyMap<string, Bins>;

/** With those rows of the table counted too. Nothing is counted where a column is absent or of another kind. */
export function addPair(pair: PairCounts, table: Table, rows: RowPlaces, bins: BinsByName): PairCounts {
  const first = groupReader(table, pair.first, bins, pair.groups[0]);
  const second = groupReader(table, pair.second, bins, pair.groups[1]);
  if (first === null || second === null) return pair;
  const counts = pair.counts.slice();
  const total = rows?.length ?? table.n;
  for (let k = 0; k < total; k++) {
    const i = rows === null ? k : rows[k]!; // ! k < length
    const [a, b] = [first(i), second(i)];
    if (a !== NO_GROUP && b !== NO_GROUP) counts[GROUPS * a + b]!++; // ! groups
  }
  return { ...pair, counts };
}

function groupReader(
  table: Table,
  name: string,
  byName: BinsByName,
  groups: Uint8Array,
): ((i: number) => number) | null {
  const column: Column | null = findColumn(table, name);
  const bins = byName.get(name);
  if (column === null || bins === undefined) return null;
  if (column.kind === 'text') {
    if (bins.kind !== 'levels') return null;
    const slots = slotsByCode(bins, column.levels);
    return (i) => groups[slots[column.codes[i]! + 1]!]!; // ! a row, a code, a slot
  }
  if (bins.kind !== 'number') return null;
  const search = edgeSearch(bins);
  const { values, missing } = column;
  // ! a row, a slot
  return (i) => (missing?.[i] === 1 ? NO_GROUP : groups[slotOfEdges(edgesBelow(search, values[i]!), search.edges)]!);
}

/** Both as one. */
export function mergePairs(a: PairCounts, b: PairCounts): PairCounts {
  const isSame = a.first === b.first && a.second === b.second && a.groups.every((one, k) => isEqual(one, b.groups[k]));
  assert(isSame, 'profiles of one reference count the same pairs');
  return { ...a, counts: a.counts.map((count, cell) => count + b.counts[cell]!) }; // ! 64 cells
}

const isEqual = (a: Uint8Array, b: Uint8Array | undefined): boolean =>
  a.length === b?.length && a.every((group, slot) => group === b[slot]);
