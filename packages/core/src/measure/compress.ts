import type { RoleColumns, RoleName, Rows } from '../table/rows.ts';

/** A column that a quantity looks at. Rows that agree in all of them may be counted together. */
export type Touch = RoleName | `against.${RoleName}` | 'group';

const MOST_CODES = 64;
const MOST_CELLS = 4096;

/** How many rows there are, equal ones counted as often as they stand. */
export function sizeOf(rows: Rows): number {
  if (!rows.isCounted) return rows.n;
  let size = 0;
  for (let i = 0; i < rows.n; i++) size += rows.weight[i]!; // ! i < n
  return size;
}

const kept = new WeakMap<Rows, Map<string, Rows>>();

/**
 * The same rows, equal ones counted: a million answers of yes or no are four rows with weights. Every metric promises
 * that a weight of 2 is the row twice, so values and influence stay exact. Rows come back as they are where columns
 * are not small codes, where rows have weights of their own, or where clusters tie them.
 * Cost: one pass for each set of columns, then shared by all metrics that look at the same ones.
 */
export function compress(rows: Rows, touches: readonly Touch[] | null): Rows {
  if (touches === null || touches.length === 0 || rows.isCounted || rows.cluster || rows.side) return rows;
  const key = [...touches].sort().join();
  const known = kept.get(rows) ?? new Map<string, Rows>();
  kept.set(rows, known);
  const counted = known.get(key) ?? count(rows, touches);
  known.set(key, counted);
  return counted;
}

function count(rows: Rows, touches: readonly Touch[]): Rows {
  const columns: ArrayLike<number>[] = [];
  for (const touch of touches) {
    const column = columnOf(rows, touch);
    if (column === null) continue;
    columns.push(column);
  }
  const sizes = columns.map(codesOf);
  const cells = sizes.reduce<number>((product, size) => product * (size ?? Number.POSITIVE_INFINITY), 1);
  if (cells > MOST_CELLS || cells >= rows.n || !isPlain(rows.weight)) return rows;
  const counts = new Float64Array(cells);
  const cellOf = new Int32Array(rows.n);
  columns.forEach((column, k) => {
    const size = sizes[k]!; // ! not null, or cells were infinite
    const low = touches.includes('group') && column === rows.group ? -1 : 0;
    for (let i = 0; i < rows.n; i++) cellOf[i] = cellOf[i]! * size + column[i]! - low; // ! n rows
  });
  for (let i = 0; i < rows.n; i++) counts[cellOf[i]!]!++; // ! a cell of the product
  const present = Array.from(counts.keys()).filter((cell) => counts[cell]! > 0); // ! a key
  const decoded = columns.map(() => new Float64Array(present.length));
  present.forEach((cell, at) => {
    let rest = cell;
    for (let k = columns.length - 1; k >= 0; k--) {
      const low = touches.includes('group') && columns[k] === rows.group ? -1 : 0;
      decoded[k]![at] = (rest % sizes[k]!) + low; // ! k < columns
      rest = Math.floor(rest / sizes[k]!); // ! k < columns
    }
  });
  return rebuild(
    rows,
    touches,
    columns,
    decoded,
    Float64Array.from(present, (cell) => counts[cell]!), // ! present
  ); // ! present
}

function rebuild(
  rows: Rows,
  touches: readonly Touch[],
  columns: readonly ArrayLike<number>[],
  decoded: readonly Float64Array[],
  weight: Float64Array,
): Rows {
  const find = (touch: Touch): Float64Array | undefined => {
    const column = columnOf(rows, touch);
    return column === null || !touches.includes(touch) ? undefined : decoded[columns.indexOf(column)];
  };
  const named = (prefix: '' | 'against.'): Partial<RoleColumns> => {
    const names: Exclude<RoleName, 'scores'>[] = ['label', 'prediction', 'score', 'quantile', 'lower', 'upper'];
    const found = names.map((name) => [name, find(`${prefix}${name}`)] as const);
    return Object.fromEntries(found.filter(([, column]) => column !== undefined));
  };
  const group = find('group');
  return {
    n: weight.length,
    roles: named(''),
    against: named('against.'),
    quantiles: [],
    classes: rows.classes,
    weight,
    isCounted: true,
    cluster: null,
    group: group ? Int32Array.from(group) : null,
    side: null,
    features: [],
  };
}

function columnOf(rows: Rows, touch: Touch): ArrayLike<number> | null {
  if (touch === 'group') return rows.group;
  const isAgainst = touch.startsWith('against.');
  const name = (isAgainst ? touch.slice('against.'.length) : touch) as RoleName; // as: what stands behind the dot
  const column = (isAgainst ? rows.against : rows.roles)[name];
  return column === undefined || Array.isArray(column) ? null : (column as Float64Array); // as: scores are an array
}

/** The number of codes 0 to k - 1 (-1 counts one more), or null when a value is no small code. */
function codesOf(column: ArrayLike<number>): number | null {
  let high = 0;
  const low = column instanceof Int32Array ? -1 : 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!; // ! i < n
    if (value > high) high = value;
    if (value < low || value >= MOST_CODES || value !== Math.floor(value)) return null;
  }
  return high - low + 1;
}

const plain = new WeakMap<Float64Array, boolean>();

/** Whether every weight is 1. */
export function isPlain(weight: Float64Array): boolean {
  const known = plain.get(weight);
  if (known !== undefined) return known;
  const answer = weight.every((w) => w === 1);
  plain.set(weight, answer);
  return answer;
}
