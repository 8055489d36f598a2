import { orderOf } from '../stats/order.ts';
import { type Rows, takeRows } from '../table/rows.ts';

/** Sorting fewer rows for each slice anew costs little, and their order stays that of the table. */
const MANY_ROWS = 20_000;
/** A slice that holds one row in this many, or fewer, is put in order by itself. */
const SMALL_SHARE = 64;

interface Sorted {
  readonly rows: Rows;
  /** Where each row of the table went. */
  readonly placeOf: Uint32Array;
  /** One flag for each row; all 0 between uses. */
  readonly isInside: Uint8Array;
}

const known = new WeakMap<Rows, Sorted | null>();

/**
 * The rows of a slice (all without indices) without their feature columns, for metrics that look at roles. No metric
 * looks at the order of rows; so many rows with a score come in the order of it: they are sorted once and not for each
 * slice, and what goes through ranks goes through memory in order. `indices` names no row twice.
 */
export function partOf(rows: Rows, indices: Int32Array | null): Rows {
  let sorted = known.get(rows);
  if (sorted === undefined) known.set(rows, (sorted = sort(rows)));
  if (sorted === null) return indices === null ? rows : takeRows({ ...rows, features: [] }, indices);
  return indices === null ? sorted.rows : takeRows(sorted.rows, placesOf(indices, sorted));
}

function sort(rows: Rows): Sorted | null {
  const { score } = rows.roles;
  if (score === undefined || rows.n < MANY_ROWS) return null;
  const order = orderOf(score);
  const placeOf = new Uint32Array(rows.n);
  for (let k = 0; k < order.length; k++) placeOf[order[k]!] = k; // ! k < n, a row
  return { rows: takeRows({ ...rows, features: [] }, order), placeOf, isInside: new Uint8Array(rows.n) };
}

/** The places of these rows among the sorted ones, rising. */
function placesOf(indices: Int32Array, { placeOf, isInside }: Sorted): Uint32Array {
  const places = new Uint32Array(indices.length);
  if (indices.length * SMALL_SHARE < placeOf.length) {
    for (let k = 0; k < indices.length; k++) places[k] = placeOf[indices[k]!]!; // ! k < length, a row
    return places.sort();
  }
  for (let k = 0; k < indices.length; k++) isInside[placeOf[indices[k]!]!] = 1; // ! k < length, a row
  let found = 0;
  for (let place = 0; place < isInside.length; place++) {
    if (isInside[place] === 0) continue;
    places[found++] = place;
    isInside[place] = 0;
  }
  return places;
}
