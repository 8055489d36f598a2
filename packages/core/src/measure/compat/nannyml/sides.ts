import { type Column, findColumn, isMissing, type Table } from '../../../table/table.ts';
import type { LevelCounts } from './method.ts';
import { monthOf, type NannyWindow, type NannyWindows, nannyOrder, nannyWindows } from './windows.ts';

/** One side: its rows in their order, and cut. */
export interface NannySide {
  readonly table: Table;
  readonly rows: Int32Array;
  readonly windows: readonly (NannyWindow & { readonly rows: Int32Array })[];
}

/** Both sides, cut by the same rule. */
export interface NannyTables {
  readonly reference: NannySide;
  readonly analysis: NannySide;
}

/** Both tables in the order of a column of times (as they stand without one), and cut. */
export function nannySides(
  reference: Table,
  analysis: Table,
  { how, timestamp }: { readonly how: NannyWindows; readonly timestamp: string | null },
): NannyTables {
  const side = (table: Table): NannySide => {
    const time = timestamp === null ? null : findColumn(table, timestamp);
    const rows = nannyOrder(table.n, time);
    const months = (place: number): string => (time === null ? '' : monthOf(time, rows[place]!)); // ! a place
    const cut = nannyWindows(table.n, how, months);
    return { table, rows, windows: cut.map((window) => ({ ...window, rows: rows.subarray(window.from, window.to) })) };
  };
  return { reference: side(reference), analysis: side(analysis) };
}

/** Numbers of these rows in ascending order, those that are missing left out. */
export function numbersIn(column: Column, rows: Int32Array): Float64Array {
  if (column.kind === 'text') return new Float64Array(0);
  const present = rows.filter((row) => !isMissing(column, row));
  return Float64Array.from(present, (row) => column.values[row]!).sort(); // ! a row
}

/** Levels of these rows and how often each stands, those that are missing left out. */
export function levelsIn(column: Column, rows: Int32Array): LevelCounts {
  const counts = new Map<string | number, number>();
  for (const row of rows) {
    const level = levelAt(column, row);
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return counts;
}

/** The level of a row, or null. */
export function levelAt(column: Column, row: number): string | number | null {
  if (isMissing(column, row)) return null;
  return column.kind === 'text' ? (column.levels[column.codes[row]!] ?? '') : column.values[row]!; // ! a row
}

/**
 * For a column of any table, whether a row is beyond the reference's: a number outside its range; a level that it
 * lacks, of which missing is one.
 */
export function beyondReference(reference: Column, rows: Int32Array): (column: Column) => (row: number) => boolean {
  if (reference.kind === 'text') {
    const seen = new Set(Array.from(rows, (row) => levelAt(reference, row)));
    return (column) => (row) => !seen.has(levelAt(column, row));
  }
  const numbers = numbersIn(reference, rows);
  const [low, high] = [numbers[0] ?? -Infinity, numbers[numbers.length - 1] ?? Infinity];
  return (column) => (row) => {
    const value = levelAt(column, row);
    return typeof value === 'number' && (value < low || value > high);
  };
}
