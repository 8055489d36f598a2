import { isGap } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { type Column, isMissing } from '../table/table.ts';
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
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  const found = new Map<string, { count: number; code: number }>();
  const names = column.kind === 'text' ? column.levels.map((level) => level.trim()) : null;
  const raw = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    if (isMissing(column, i)) {
      raw[i] = -1;
      continue;
    }
    // ! text has names, and a code of the dictionary
    const name = column.kind === 'text' ? names![column.codes[i]!]! : String(column.values[i]);
    const group = found.get(name) ?? { count: 0, code: found.size };
    group.count++;
    found.set(name, group);
    raw[i] = group.code;
    if (found.size > MOST_GROUPS) return null;
  }
  const order = [...found].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const placeOf = new Int32Array(found.size);
  order.forEach(([, { code }], place) => {
    placeOf[code] = place;
  });
  return {
    column: column.name,
    names: order.map(([name]) => name),
    codes: raw.map((code) => (code < 0 ? -1 : placeOf[code]!)), // ! every code has a place
    sizes: order.map(([, { count }]) => count),
  };
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
