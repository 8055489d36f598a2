import { inheritLogOdds } from '../catalogue/log-odds.ts';
import { columnOrder } from '../catalogue/ranks.ts';
import { type RoleColumns, type Rows, takeRows } from '../table/rows.ts';
import { takeNumbers } from '../table/table.ts';

/** Sorting fewer rows for each slice anew costs little, and their order stays that of the table. */
const MANY_ROWS = 20_000;
/** A slice of fewer rows is taken as it stands. */
export const FEW_ROWS = 1000;

/** Rows in the order of their scores. */
export interface Sorted {
  readonly rows: Rows;
  /** The row of the table at each place. */
  readonly order: Uint32Array;
  /** Where each row of the table went; made when it is asked for. */
  placeOf(): Uint32Array;
  /** One bit for each row; all 0 between uses. */
  readonly inside: Int32Array;
}

const known = new WeakMap<Rows, Sorted | null>();

/**
 * The rows of a slice (all without indices) without their feature columns, for metrics that look at roles. No metric
 * looks at the order of rows; so many rows with a score come in the order of it: they are sorted once and not for each
 * slice, and what goes through ranks goes through memory in order. `indices` names no row twice.
 */
export function partOf(rows: Rows, indices: Int32Array | null): Rows {
  const sorted = sortedOf(rows);
  if (indices === null) return sorted?.rows ?? rows;
  if (sorted === null || indices.length < FEW_ROWS) return takeRows({ ...rows, features: [] }, indices);
  const places = placesOf(indices, sorted);
  const part = takeRows(sorted.rows, places);
  if (sorted.rows.roles.score && part.roles.score) inheritLogOdds(sorted.rows.roles.score, part.roles.score, places);
  return part;
}

/** The rows in the order of their scores; null where they are few or have none. Sorted once. */
export function sortedOf(rows: Rows): Sorted | null {
  let sorted = known.get(rows);
  if (sorted === undefined) known.set(rows, (sorted = sort(rows)));
  return sorted;
}

function sort(rows: Rows): Sorted | null {
  const { score } = rows.roles;
  if (score === undefined || rows.n < MANY_ROWS) return null;
  const order = columnOrder(score);
  let places: Uint32Array | null = null;
  const inOrder = takeRows({ ...rows, roles: {}, against: {}, features: [] }, order);
  const roles = rolesInOrder(rows.roles, order);
  const against = rolesInOrder(rows.against, order);
  return {
    rows: { ...inOrder, roles, against },
    order,
    placeOf: () => (places ??= placesIn(order)),
    inside: new Int32Array((rows.n >>> 5) + 1),
  };
}

function placesIn(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let k = 0; k < order.length; k++) places[order[k]!] = k; // ! k < n, a row
  return places;
}

/** `takeRows` for roles in a random order: yes and no are fetched from a column of bytes, which the caches hold. */
function rolesInOrder(roles: Partial<RoleColumns>, order: Uint32Array): Partial<RoleColumns> {
  const { scores, ...plain } = roles;
  const inOrder = (values: Float64Array): Float64Array => takeNumbers(asBytes(values) ?? values, order);
  const taken = Object.fromEntries(Object.entries(plain).map(([name, values]) => [name, inOrder(values)]));
  return { ...taken, ...(scores && { scores: scores.map(inOrder) }) };
}

/** The numbers as bytes; null where one is none. */
function asBytes(values: Float64Array): Uint8Array | null {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!; // ! i < n
    bytes[i] = value;
    if (bytes[i] !== value) return null;
  }
  return bytes;
}

/** The places of these rows among the sorted ones, rising. */
function placesOf(indices: Int32Array, { placeOf, inside }: Sorted): Uint32Array {
  const places = new Uint32Array(indices.length);
  const placeOfRow = placeOf();
  for (let k = 0; k < indices.length; k++) {
    const place = placeOfRow[indices[k]!]!; // ! k < length, a row
    inside[place >>> 5]! |= 1 << (place & 31); // ! a bit for each row
  }
  let found = 0;
  for (let word = 0; word < inside.length; word++) {
    let bits = inside[word]!; // ! word < length
    inside[word] = 0;
    while (bits !== 0) {
      const lowest = bits & -bits;
      places[found++] = 32 * word + 31 - Math.clz32(lowest);
      bits ^= lowest;
    }
  }
  return places;
}
