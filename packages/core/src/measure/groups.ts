import type { Rows } from '../table/rows.ts';
import { type Column, isMissing, type NumberColumn, type TextColumn } from '../table/table.ts';

/** Groups of fewer rows are listed, and never compared. */
export const FEWEST_IN_GROUP = 30;
/** More levels than this are no groups (an id, a number). */
const MOST_GROUPS = 50;

/** The groups of a column: a code for each row, names and sizes by code. */
export interface Groups {
  readonly column: string;
  readonly names: readonly string[];
  /** n codes; -1 is missing. */
  readonly codes: Int32Array;
  readonly sizes: readonly number[];
}

/** The groups of a column, the largest first; null when it has too many levels to be one of groups. */
export function groupsOf(column: Column): Groups | null {
  const raw = column.kind === 'text' ? { keys: column.codes, counts: countsOf(column) } : numbered(column);
  if (raw === null) return null;
  const sizes = new Map<string, number>();
  for (const [name, count] of raw.counts) {
    if (count > 0) sizes.set(name, (sizes.get(name) ?? 0) + count);
    if (sizes.size > MOST_GROUPS) return null;
  }
  const order = [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const codeOf = new Map(order.map(([name], code) => [name, code]));
  const codeOfKey = Int32Array.from(raw.counts, ([name]) => codeOf.get(name) ?? -1);
  const codes = new Int32Array(raw.keys.length);
  for (let i = 0; i < codes.length; i++) {
    const key = raw.keys[i]!; // ! i < n
    codes[i] = key < 0 ? -1 : codeOfKey[key]!; // ! a key of the counts
  }
  return { column: column.name, names: order.map(([name]) => name), codes, sizes: order.map(([, count]) => count) };
}

/** The name of each level, without outer blanks, and how often it stands there. */
function countsOf({ codes, levels }: TextColumn): readonly (readonly [name: string, count: number])[] {
  const counts = new Float64Array(levels.length);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) counts[codes[i]!]!++; // ! i < n, a code of a level
  return levels.map((level, code) => [level.trim(), counts[code]!]); // ! a level
}

/** Rows numbered by their value, -1 where it is missing; null where there are too many values. */
function numbered(column: NumberColumn) {
  const keys = new Int32Array(column.values.length);
  const keyOf = new Map<number, number>();
  const counts: [name: string, count: number][] = [];
  for (let i = 0; i < keys.length; i++) {
    if (isMissing(column, i)) {
      keys[i] = -1;
      continue;
    }
    const value = column.values[i]!; // ! i < n
    const key = keyOf.get(value) ?? counts.length;
    if (key === counts.length) {
      keyOf.set(value, key);
      if (counts.push([String(value), 0]) > MOST_GROUPS) return null;
    }
    counts[key]![1]++; // ! a key of the counts
    keys[i] = key;
  }
  return { keys, counts };
}

/** The rows of each group, in order, in one pass over all of them. */
export function rowsByGroup({ codes, sizes }: Groups): readonly Int32Array[] {
  const rows = sizes.map((size) => new Int32Array(size));
  const filled = sizes.map(() => 0);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!; // ! i < n
    if (code >= 0) rows[code]![filled[code]!++] = i; // ! a code of a group
  }
  return rows;
}

/** The rows with the groups of one column, for what compares groups. */
export const withGroups = (rows: Rows, groups: Groups): Rows => ({ ...rows, group: groups.codes });
