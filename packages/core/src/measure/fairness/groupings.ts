import { FEWEST_IN_GROUP, type Groups } from '../groups.ts';

/** Groups by one column, or by what two or three say together. */
export interface Grouping {
  readonly columns: readonly string[];
  /** The values of each group that is compared, the largest group first. */
  readonly groups: readonly { readonly values: readonly string[]; readonly n: number }[];
  /** n codes: the place of the group; others are in no group that is compared. */
  readonly codes: Int32Array;
  /** Groups of fewer than 30 rows, the largest first: listed, and never compared. */
  readonly suppressed: readonly { readonly values: readonly string[]; readonly n: number }[];
  /** Groups beyond the most that are compared. */
  readonly leftOut: number;
}

/** More groups than these are a list that nobody reads, and pairs that no interval tells apart. */
const MOST_GROUPS = 60;
/** So many columns are crossed: of more, the first ones. */
const MOST_CROSSED = 4;
const MOST_TOGETHER = 3;

/** Columns that are looked at by themselves and together, and rows as cells of what all of them say. */
export interface Cells {
  /** The cell of each row. */
  readonly codes: Int32Array;
  readonly count: number;
  /** What the columns say by cell, each cell the rows that are in it. */
  readonly groupings: readonly Grouping[];
}

/**
 * Each column by itself, then what two and three of the first four say together. One pass through the rows for each
 * column: the groupings are made of the few cells of rows that say the same in all of the four.
 */
export function cellsOf(columns: readonly Groups[]): readonly Cells[] {
  const crossed = columns.slice(0, MOST_CROSSED);
  const alone = columns.slice(MOST_CROSSED).map((groups) => madeOf([groups], [[0]]));
  const places = crossed.map((_, k) => k);
  return [
    madeOf(crossed, [...places.map((k) => [k]), ...[2, MOST_TOGETHER].flatMap((s) => choose(places, s))]),
    ...alone,
  ];
}

function madeOf(columns: readonly Groups[], sets: readonly (readonly number[])[]): Cells {
  const n = columns[0]?.codes.length ?? 0;
  // A missing value is a code of its own here, so that every row is in a cell.
  const keys = new Int32Array(n);
  for (const { codes, names } of columns) {
    for (let i = 0; i < n; i++) keys[i] = keys[i]! * (names.length + 1) + codes[i]! + 1; // ! i < n
  }
  const counts = new Int32Array(columns.reduce((product, { names }) => product * (names.length + 1), 1));
  for (let i = 0; i < n; i++) counts[keys[i]!]!++; // ! i < n, a key
  const present = Int32Array.from(counts.keys()).filter((key) => counts[key]! > 0); // ! a key
  const place = new Int32Array(counts.length);
  present.forEach((key, cell) => {
    place[key] = cell;
  });
  const codes = keys.map((key) => place[key]!); // ! a key
  const times = Int32Array.from(present, (key) => counts[key]!); // ! a key
  const byCell = columns.map((groups, k) => ({ ...groups, codes: codesIn(present, columns, k) }));
  const groupings = sets.map((set) =>
    cross(
      set.flatMap((k) => byCell[k] ?? []),
      times,
    ),
  );
  return { codes, count: present.length, groupings };
}

/** The code that each key has in the k-th column; -1 is missing. */
function codesIn(keys: Int32Array, columns: readonly Groups[], k: number): Int32Array {
  const after = columns.slice(k + 1).reduce((product, { names }) => product * (names.length + 1), 1);
  const size = (columns[k]?.names.length ?? 0) + 1;
  return keys.map((key) => (Math.floor(key / after) % size) - 1);
}

/** All ways to take `size` of a list, in order. */
function choose<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((first, i) => choose(list.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}

/** Rows, or cells of so many rows each, by what all of the columns say; what lacks one of them is in no group. */
export function cross(columns: readonly Groups[], times: Int32Array | null = null): Grouping {
  const n = columns[0]?.codes.length ?? 0;
  const keys = columns[0]?.codes.slice() ?? new Int32Array(0);
  for (const { codes, names } of columns.slice(1)) {
    for (let i = 0; i < n; i++) {
      const code = codes[i]!; // ! i < n, here and below
      keys[i] = keys[i]! < 0 || code < 0 ? -1 : keys[i]! * names.length + code; // !
    }
  }
  const cells = columns.reduce((product, { names }) => product * names.length, 1);
  const counts = new Int32Array(cells);
  for (let i = 0; i < n; i++) if (keys[i]! >= 0) counts[keys[i]!]! += times ? times[i]! : 1; // ! i < n, a cell
  const found = Array.from(counts.keys()).filter((key) => counts[key]! > 0); // ! a cell
  found.sort((a, b) => counts[b]! - counts[a]! || a - b); // ! cells
  const named = (key: number) => ({ values: valuesOf(key, columns), n: counts[key]! }); // ! a cell
  const large = found.filter((key) => counts[key]! >= FEWEST_IN_GROUP); // ! a cell
  const compared = large.slice(0, MOST_GROUPS);
  const place = new Int32Array(cells).fill(-1);
  compared.forEach((key, code) => {
    place[key] = code;
  });
  for (let i = 0; i < n; i++) if (keys[i]! >= 0) keys[i] = place[keys[i]!]!; // ! i < n, a cell
  return {
    columns: columns.map(({ column }) => column),
    groups: compared.map(named),
    codes: keys,
    suppressed: found.slice(large.length).map(named),
    leftOut: large.length - compared.length,
  };
}

function valuesOf(key: number, columns: readonly Groups[]): string[] {
  const values: string[] = [];
  let rest = key;
  for (const { names } of [...columns].reverse()) {
    values.unshift(names[rest % names.length] ?? '');
    rest = Math.floor(rest / names.length);
  }
  return values;
}
