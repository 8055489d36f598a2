import { isGap } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { type Column, isMissing, type NumberColumn, type TextColumn } from '../table/table.ts';
import { inGroup, minus, over } from './combine.ts';
import { sizeOf } from './compress.ts';
import type { Estimate, Quantity, Want } from './quantity.ts';

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

/** The rows with the groups of one column, for `gapBetween` and `ratioBetween`. */
export const withGroups = (rows: Rows, groups: Groups): Rows => ({ ...rows, group: groups.codes });

/** The highest value of a group less the lowest. Groups of fewer than 30 rows, or without a value, are left out. */
export const gapBetween = (q: Quantity, groups: Groups): Quantity => extremes(q, groups, minus);

/** The lowest value of a group by the highest (the four-fifths rule asks for 0.8). Left out as in `gapBetween`. */
export const ratioBetween = (q: Quantity, groups: Groups): Quantity =>
  extremes(q, groups, (high, low) => over(low, high));

type Pairing = (high: Quantity, low: Quantity) => Quantity;

function extremes(q: Quantity, groups: Groups, pairing: Pairing): Quantity {
  const compared = groups.names.flatMap(
    // ! as many sizes as names
    (name, code) => (groups.sizes[code]! >= FEWEST_IN_GROUP ? [{ name, quantity: inGroup(q, code) }] : []),
  );
  return {
    strata: null,
    touches: q.touches && [...q.touches, 'group'],
    of(rows, want) {
      const found = compared.flatMap(({ name, quantity }) => {
        const estimate = quantity.of(rows, 'value');
        return isGap(estimate) ? [] : [{ name, quantity, value: estimate.value }];
      });
      if (found.length < 2) return { gap: 'too-few-groups', n: sizeOf(rows) };
      const high = found.reduce((best, group) => (group.value > best.value ? group : best));
      const low = found.reduce((best, group) => (group.value < best.value ? group : best));
      const estimate = pairing(high.quantity, low.quantity).of(rows, want);
      if (isGap(estimate)) return estimate;
      const parts = found.map(({ name, value }) => ({ of: name, value }));
      return { ...smoothOnly(estimate, high.value - low.value, rows, want), n: sizeOf(rows), parts };
    },
  };
}

/**
 * Which group is highest may differ in the next sample. Only where the extremes lie three deviations apart is the
 * difference smooth enough for its influence; else resampling answers.
 */
function smoothOnly(estimate: Estimate, apart: number, rows: Rows, want: Want): Estimate {
  if (want === 'value' || estimate.influence === null || rows.cluster) return estimate;
  let squares = 0;
  for (let i = 0; i < rows.n; i++) {
    squares += (rows.isCounted ? rows.weight[i]! : 1) * estimate.influence[i]! ** 2; // ! n rows
  }
  const deviation = Math.sqrt(squares) / sizeOf(rows);
  return apart > 3 * deviation && estimate.scale === 'identity' ? estimate : { ...estimate, influence: null };
}
