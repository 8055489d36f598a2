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

/** Each column by itself, then what two and three of the first four say together. O(n) each. */
export function groupingsOf(columns: readonly Groups[]): readonly Grouping[] {
  const crossed = columns.slice(0, MOST_CROSSED);
  const together = [2, MOST_TOGETHER].flatMap((size) => choose(crossed, size));
  return [...columns.map((groups) => cross([groups])), ...together.map(cross)];
}

/** All ways to take `size` of a list, in order. */
function choose<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((first, i) => choose(list.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}

/** Rows by what all of the columns say; a row that lacks one of them is in no group. */
export function cross(columns: readonly Groups[]): Grouping {
  const n = columns[0]?.codes.length ?? 0;
  const keys = new Int32Array(n);
  for (const { codes, names } of columns) {
    for (let i = 0; i < n; i++) {
      const code = codes[i]!; // ! i < n, here and below
      keys[i] = keys[i]! < 0 || code < 0 ? -1 : keys[i]! * names.length + code; // !
    }
  }
  const cells = columns.reduce((product, { names }) => product * names.length, 1);
  const counts = new Int32Array(cells);
  for (let i = 0; i < n; i++) if (keys[i]! >= 0) counts[keys[i]!]!++; // ! i < n, a cell
  const found = Array.from(counts.keys()).filter((key) => counts[key]! > 0); // ! a cell
  found.sort((a, b) => counts[b]! - counts[a]! || a - b); // ! cells
  const named = (key: number) => ({ values: valuesOf(key, columns), n: counts[key]! }); // ! a cell
  const large = found.filter((key) => counts[key]! >= FEWEST_IN_GROUP); // ! a cell
  const compared = large.slice(0, MOST_GROUPS);
  const place = new Int32Array(cells).fill(-1);
  compared.forEach((key, code) => {
    place[key] = code;
  });
  return {
    columns: columns.map(({ column }) => column),
    groups: compared.map(named),
    codes: keys.map((key) => (key < 0 ? -1 : place[key]!)), // ! a cell
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
