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
  /** The part of each sorted row; NONE is none. */
  readonly partOfRow: Uint8Array;
  readonly sizes: readonly number[];
}

/** As many slices from `start` on as share no row. Small ones stay in the order of the table, so they end a batch. */
function disjointFrom(slices: readonly (Int32Array | null)[], start: number, { rows, placeOf }: Sorted): Batch {
  const partOfRow = new Uint8Array(rows.n).fill(NONE);
  const sizes: number[] = [];
  for (let at = start; at < slices.length && sizes.length < NONE; at++) {
    const slice = slices[at]!; // ! at < length
    if (slice === null || slice.length < FEW_ROWS) break;
    const marked = mark(slice, placeOf, partOfRow, sizes.length);
    if (marked < slice.length) {
      for (let k = 0; k < marked; k++) partOfRow[placeOf[slice[k]!]!] = NONE; // ! k < length, a row
      break;
    }
    sizes.push(slice.length);
  }
  return { partOfRow, sizes };
}

/** How many rows were marked before one that was marked already. */
function mark(slice: Int32Array, placeOf: Uint32Array, partOfRow: Uint8Array, part: number): number {
  for (let k = 0; k < slice.length; k++) {
    const place = placeOf[slice[k]!]!; // ! k < length, a row
    if (partOfRow[place] !== NONE) return k;
    partOfRow[place] = part;
  }
  return slice.length;
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

/** The numbers of each part, in order. */
function deal(values: Float64Array, { partOfRow, sizes }: Batch): readonly Float64Array[] {
  const ends = new Uint32Array(NONE + 1);
  const next = new Uint32Array(NONE + 1);
  let total = 0;
  sizes.forEach((size, part) => {
    next[part] = total;
    ends[part] = total += size;
  });
  next[NONE] = total;
  // One array for all of them, with what belongs to none at its end: no branch, and no array to look up.
  const dealt = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) dealt[next[partOfRow[i]!]!++] = values[i]!; // ! i < n; a part or none
  return sizes.map((size, part) => dealt.subarray(ends[part]! - size, ends[part]!)); // ! a part
}
