import { Problem } from '../std/problem.ts';
import { type Column, findColumn, isMissing, type Table, takeColumn } from './table.ts';

/** A table with the name that people know it by. */
export interface NamedTable {
  readonly name: string;
  readonly table: Table;
}

/** Where each row of the first table stands in the second; -1 where it has no partner. */
export interface Partners {
  readonly rows: Int32Array;
  /** Rows of the first table without a partner, and of the second. */
  readonly unmatched: { readonly first: number; readonly second: number };
}

/**
 * Partners by id. Ids are compared as written, without outer blanks: 7, "7" and " 7" are one id. Two rows of one table
 * with one id are a problem, because nobody can say which of them was meant. Problems: IDS_DUPLICATE,
 * TABLE_COLUMN_MISSING, LABELS_UNMATCHED when no row has a partner. Cost: one pass over each.
 */
export function partnersById(first: NamedTable, second: NamedTable, id: string): Partners {
  const [ids, others] = [idsOf(first, id), idsOf(second, id)];
  const isSame =
    typeof ids.at(0) === typeof others.at(0) && ids.length === others.length && ids.every((v, i) => v === others[i]);
  const rowOf = uniqueRows(others, second, id);
  const seen = isSame ? rowOf : uniqueRows(ids, first, id);
  const rows = new Int32Array(ids.length);
  let matched = 0;
  for (let i = 0; i < ids.length; i++) {
    const key = ids[i] ?? null;
    const row = isSame ? (key === null ? -1 : i) : key === null ? -1 : (rowOf.get(key) ?? -1);
    rows[i] = row;
    if (row >= 0) matched++;
  }
  if (matched === 0 && seen.size > 0) {
    throw new Problem('LABELS_UNMATCHED', {
      table: first.name,
      rows: ids.length,
      shape: shapeOf(ids),
      other: second.name,
      otherShape: shapeOf(others),
    });
  }
  return { rows, unmatched: { first: ids.length - matched, second: others.length - matched } };
}

type Id = string | number;

/**
 * The ids of a column, row by row: equal ids are equal keys; null is missing. Numbers where they can be, so that
 * 1,000,000 of them need no text.
 */
export function idKeys(column: Column): readonly (Id | null)[] {
  if (column.kind === 'number') return Array.from(column.values, (v, i) => (isMissing(column, i) ? null : v));
  const keys = column.levels.map((level) => {
    const text = level.trim();
    const number = Number(text);
    return text !== '' && String(number) === text && Number.isSafeInteger(number) ? number : text;
  });
  return Array.from(column.codes, (code) => (code < 0 ? null : keys[code]!)); // ! a code of the dictionary
}

function idsOf({ name, table }: NamedTable, id: string): readonly (Id | null)[] {
  const column = findColumn(table, id);
  if (column === null) {
    const found = table.columns.map((c) => c.name);
    throw new Problem('TABLE_COLUMN_MISSING', { column: id, role: 'id', table: name, found });
  }
  return idKeys(column);
}

function uniqueRows(ids: readonly (Id | null)[], { name }: NamedTable, column: string): Map<Id, number> {
  const rowOf = new Map<Id, number>();
  let duplicates = 0;
  ids.forEach((key, row) => {
    if (key === null) return;
    if (rowOf.has(key)) duplicates++;
    else rowOf.set(key, row);
  });
  if (duplicates > 0) throw new Problem('IDS_DUPLICATE', { table: name, column, duplicates, rows: ids.length });
  return rowOf;
}

/** The shape of the first ids: letters as x, digits as 9. Never a value itself. */
function shapeOf(ids: readonly (Id | null)[]): string {
  const first = ids.find((key) => key !== null);
  if (first === undefined || first === null) return 'nothing';
  return String(first)
    .slice(0, 24)
    .replace(/[\p{L}]/gu, 'x')
    .replace(/\d/g, '9');
}

/** A column brought over to the rows of another table; rows without a partner are missing. */
export function bring(column: Column, partners: Partners, name = column.name): Column {
  const { rows } = partners;
  const isWhole = rows.every((row) => row >= 0);
  const from = isWhole ? rows : rows.map((row) => Math.max(row, 0));
  const taken = { ...takeColumn(column, from), name };
  if (isWhole) return taken;
  if (taken.kind === 'text') {
    const codes = Int32Array.from(taken.codes);
    for (let i = 0; i < codes.length; i++) if (rows[i]! < 0) codes[i] = -1; // ! i < n
    return { ...taken, codes };
  }
  const missing = taken.missing ?? new Uint8Array(rows.length);
  for (let i = 0; i < missing.length; i++) if (rows[i]! < 0) missing[i] = 1; // ! i < n
  return { ...taken, missing };
}
