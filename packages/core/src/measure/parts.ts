import { bequeathLogOdds } from '../catalogue/log-odds.ts';
import type { RoleColumns, Rows } from '../table/rows.ts';
import { isPlain, onesOf } from '../table/weights.ts';
import { FEW_ROWS, partOf, type Sorted, sortedOf } from './part.ts';

/** No part; a batch has fewer parts than this. */
const NONE = 255;

/**
 * `partOf` for one slice after another. Slices in a row that share no row (the groups of a column) are dealt out in one
 * pass through the sorted rows: taking them one by one reads all memory again for each.
 */
export function* partsOf(rows: Rows, slices: readonly (Int32Array | null)[]): Iterable<Rows> {
  const sorted = isDealt(rows) ? sortedOf(rows) : null;
  for (let at = 0; at < slices.length; ) {
    const batch = sorted ? disjointFrom(slices, at, sorted) : null;
    if (sorted && batch && batch.sizes.length > 1) {
      yield* dealt(sorted.rows, batch);
      at += batch.sizes.length;
    } else yield partOf(rows, slices[at++]!); // ! at < length
  }
}

/** Rows of roles and nothing else. */
const isDealt = ({ weight, cluster, group, side, roles, quantiles }: Rows): boolean =>
  isPlain(weight) && !cluster && !group && !side && !roles.scores && quantiles.length === 0;

interface Batch {
  /** The place of each sorted row when parts stand one after the other; rows of none come last. */
  readonly placeOf: Uint32Array;
  readonly sizes: readonly number[];
}

/** As many slices from `start` on as share no row. Small ones stay in the order of the table, so they end a batch. */
function disjointFrom(slices: readonly (Int32Array | null)[], start: number, { rows, order }: Sorted): Batch {
  const partOfRow = new Uint8Array(rows.n).fill(NONE);
  const sizes: number[] = [];
  for (let at = start; at < slices.length && sizes.length < NONE; at++) {
    const slice = slices[at]!; // ! at < length
    if (slice === null || slice.length < FEW_ROWS) break;
    const marked = mark(slice, partOfRow, sizes.length);
    if (marked < slice.length) {
      for (let k = 0; k < marked; k++) partOfRow[slice[k]!] = NONE; // ! k < length, a row
      break;
    }
    sizes.push(slice.length);
  }
  return { placeOf: sizes.length > 1 ? placesOf(partOfRow, sizes, order) : new Uint32Array(0), sizes };
}

/** How many rows were marked before one that was marked already. */
function mark(slice: Int32Array, partOfRow: Uint8Array, part: number): number {
  for (let k = 0; k < slice.length; k++) {
    const row = slice[k]!; // ! k < length
    if (partOfRow[row] !== NONE) return k;
    partOfRow[row] = part;
  }
  return slice.length;
}

/** Where each sorted row goes: looked up once for all columns. The parts of rows are bytes, which the caches hold. */
function placesOf(partOfRow: Uint8Array, sizes: readonly number[], order: Uint32Array): Uint32Array {
  const next = new Uint32Array(NONE + 1);
  let total = 0;
  sizes.forEach((size, part) => {
    next[part] = total;
    total += size;
  });
  next[NONE] = total;
  const places = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) places[i] = next[partOfRow[order[i]!]!]!++; // ! i < n; a row; a part or none
  return places;
}

function* dealt(sorted: Rows, batch: Batch): Iterable<Rows> {
  const roles = dealtRoles(sorted.roles, batch);
  const against = dealtRoles(sorted.against, batch);
  const scores = roles.flatMap(({ score }) => score ?? []);
  if (sorted.roles.score) bequeathLogOdds(sorted.roles.score, scores, (values) => deal(values, batch));
  for (let part = 0; part < batch.sizes.length; part++) {
    const n = batch.sizes[part]!; // ! part < length
    yield { ...sorted, n, roles: roles[part]!, against: against[part]!, weight: onesOf(n) }; // ! as many
  }
}

function dealtRoles(roles: Partial<RoleColumns>, batch: Batch): readonly Partial<RoleColumns>[] {
  const columns = Object.entries(roles).map(
    ([name, values]) => [name, deal(values as Float64Array, batch)] as const, // as: isDealt left scores out
  );
  // ! each column was dealt to all parts
  return batch.sizes.map((_, part) => Object.fromEntries(columns.map(([name, parts]) => [name, parts[part]!])));
}

/** The numbers of each part, in order: one array for all of them. */
function deal(values: Float64Array, { placeOf, sizes }: Batch): readonly Float64Array[] {
  const dealt = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) dealt[placeOf[i]!] = values[i]!; // ! i < n
  let end = 0;
  return sizes.map((size) => dealt.subarray(end, (end += size)));
}
