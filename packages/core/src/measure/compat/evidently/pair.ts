import type { TwoCounts } from '../../../stats/histogram-distance.ts';
import { type Column, isMissing, type NumberColumn } from '../../../table/table.ts';

/** A column of both sides as Evidently sees it: numbers or levels, what is missing or infinite left out. */
export interface EvidentlyPair {
  readonly kind: 'num' | 'cat';
  /** Ascending; null for text. */
  readonly numbers: EvidentlyNumbers | null;
  /** Numbers, or places among the levels, in the order of the rows: for tests that draw from rows. */
  readonly rows: { readonly reference: Float64Array; readonly current: Float64Array };
  /** How often each distinct value stands on each side, by ascending value. */
  readonly counts: TwoCounts;
  readonly n: { readonly reference: number; readonly current: number };
  /** Distinct values of the reference, and of both. */
  readonly distinct: { readonly reference: number; readonly both: number };
}

/** Numbers of both sides; `isWhole`: both columns are whole numbers and lack none, so that bins are 1 wide or more. */
export interface EvidentlyNumbers {
  readonly reference: Float64Array;
  readonly current: Float64Array;
  readonly isWhole: boolean;
}

/** What a column is, which the current rows alone decide; or why it is left out. */
export type EvidentlyKind = 'num' | 'cat' | 'text' | 'datetime' | 'empty side';

/** Whole numbers with up to this many distinct values are levels. */
const LEVELS_MAX = 10;

/** The kind of a column, by its values in the current rows: text with more distinct values than half is left out. */
export function evidentlyKind(reference: Column, current: Column): EvidentlyKind {
  if (presentRows(reference).length === 0 || presentRows(current).length === 0) return 'empty side';
  const rows = presentRows(current);
  if (current.kind === 'number') {
    if (current.type === 'timestamp') return 'datetime';
    if (current.type === 'boolean') return 'cat';
    if (!isWholeColumn(current)) return 'num';
    return new Set(rows.map((i) => current.values[i]!)).size <= LEVELS_MAX ? 'cat' : 'num'; // ! a row
  }
  return new Set(rows.map((i) => current.codes[i]!)).size > rows.length / 2 ? 'text' : 'cat'; // ! a row
}

/** Both sides of a column whose kind is known. Text beside numbers is compared as text. */
export function evidentlyPair(kind: 'num' | 'cat', reference: Column, current: Column): EvidentlyPair {
  if (reference.kind === 'number' && current.kind === 'number') {
    const rows = { reference: present(reference), current: present(current) };
    const isWhole = isWholeColumn(reference) && isWholeColumn(current);
    const numbers = { reference: rows.reference.toSorted(), current: rows.current.toSorted(), isWhole };
    const { levels, ...counts } = counted(rows.reference, rows.current);
    return { kind, numbers, rows: kind === 'num' ? rows : placesOf(levels, rows), ...counts };
  }
  const rows = { reference: texts(reference), current: texts(current) };
  const { levels, ...counts } = counted(rows.reference, rows.current);
  return { kind, numbers: null, rows: placesOf(levels, rows), ...counts };
}

function counted<V extends number | string>(reference: Iterable<V>, current: Iterable<V>) {
  const [first, second] = [tallied(reference), tallied(current)];
  const levels = [...new Set([...first.keys(), ...second.keys()])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const of = (tally: ReadonlyMap<V, number>) => Float64Array.from(levels, (level) => tally.get(level) ?? 0);
  const total = (tally: ReadonlyMap<V, number>) => [...tally.values()].reduce((rows, count) => rows + count, 0);
  return {
    levels,
    counts: { reference: of(first), window: of(second) },
    n: { reference: total(first), current: total(second) },
    distinct: { reference: first.size, both: levels.length },
  };
}

function placesOf<V>(levels: readonly V[], { reference, current }: { reference: Iterable<V>; current: Iterable<V> }) {
  const places = new Map(levels.map((level, k) => [level, k]));
  const of = (values: Iterable<V>) => Float64Array.from(values, (value) => places.get(value) ?? 0);
  return { reference: of(reference), current: of(current) };
}

function tallied<V>(values: Iterable<V>): Map<V, number> {
  const tally = new Map<V, number>();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return tally;
}

function presentRows(column: Column): number[] {
  const rows: number[] = [];
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  for (let i = 0; i < n; i++) if (!isMissing(column, i)) rows.push(i);
  return rows;
}

function present(column: NumberColumn): Float64Array {
  return Float64Array.from(presentRows(column), (i) => column.values[i]!); // ! a row
}

function texts(column: Column): string[] {
  return presentRows(column).map(
    (i) => (column.kind === 'text' ? (column.levels[column.codes[i]!] ?? '') : String(column.values[i]!)), // ! a row
  );
}

/** Whole numbers of which none is missing: where some are, that program holds them as fractions. */
const isWholeColumn = (column: Column): boolean =>
  column.kind === 'number' &&
  (column.type === 'integer' || column.type === 'boolean') &&
  !(column.missing?.includes(1) ?? false);
