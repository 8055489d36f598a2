import { Problem } from '@holdfast/core/std/problem.ts';
import { flagsOf } from '@holdfast/core/table/flags.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';
import { type Column, findColumn, isMissing, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';
import type { ReadFile } from '../tables.ts';

/** By row what people say of how answers come back as labels; null where nobody does. Rows of the reference have 0. */
export interface Loop {
  /** 1 where chance decided what was done. */
  readonly explored: Uint8Array | null;
  /** The chance of what was done, 0 to 1; NaN where it is not there. */
  readonly propensity: Float64Array | null;
  /** 1 where a label only repeats our answer, so that it is none. */
  readonly selfLabelled: Uint8Array | null;
}

/** Judged rows: the place of each among the rows to estimate (below 0 it is none), and whether it has a label. */
interface Places {
  readonly places: Int32Array;
  readonly isThere: Uint8Array;
}

/** What columns of the rows to estimate say. Problem: TABLE_COLUMN_MISSING. */
export function loopOf(
  said: Partial<RoleNames>,
  { table, path }: { readonly table: Table; readonly path: string },
  { places, isThere }: Places,
): Loop {
  const need = (name: string | null | undefined, role: string): Column | null => {
    if (name == null) return null;
    const column = findColumn(table, name);
    if (column !== null) return column;
    throw new Problem('TABLE_COLUMN_MISSING', {
      column: name,
      role,
      table: path,
      found: table.columns.map((c) => c.name),
    });
  };
  const flags = (column: Column | null): Uint8Array | null => {
    const own = column && flagsOf(column);
    return own && Uint8Array.from(places, (at) => own[at] ?? 0);
  };
  const repeats = flags(need(said.selfLabelled, 'self_labelled'));
  const propensity = need(said.propensity, 'propensity');
  return {
    explored: flags(need(said.explored, 'explored')),
    selfLabelled: repeats?.map((flag, i) => flag & isThere[i]!) ?? null, // ! as many
    propensity: propensity && Float64Array.from(places, (at) => (at < 0 ? Number.NaN : chanceAt(propensity, at))),
  };
}

/** A number above 0 and at most 1; what is none is not there. */
function chanceAt(column: Column, row: number): number {
  const chance = column.kind === 'number' && !isMissing(column, row) ? column.values[row]! : Number.NaN; // ! a row
  return chance > 0 && chance <= 1 ? chance : Number.NaN;
}

/** By judged row when its label came; null where no label says. */
export function arrivalsOf(
  name: string | null,
  table: Table,
  { places, isLabelled }: { readonly places: Int32Array; readonly isLabelled: Uint8Array },
): Float64Array | null {
  const column = name === null ? null : findColumn(table, name);
  if (column?.kind !== 'number' || column.type !== 'timestamp') return null;
  const found = Float64Array.from(
    places,
    (at, i) => (at >= 0 && isLabelled[i] === 1 && !isMissing(column, at) ? column.values[at]! : Number.NaN), // ! a row
  );
  return found.some((at) => !Number.isNaN(at)) ? found : null;
}

/** The reference without rows whose label only repeats an answer: by those every answer is right. */
export function withoutOwn(reference: ReadFile, selfLabelled: string | null): ReadFile {
  const column = selfLabelled === null ? null : findColumn(reference.table, selfLabelled);
  if (column === null) return reference;
  const rows = rowsOf(flagsOf(column).map((flag) => 1 - flag));
  return { ...reference, table: takeTable(reference.table, rows) };
}
