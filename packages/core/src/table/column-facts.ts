import { type Column, isMissing } from './table.ts';

/** What can be seen in a column at a glance; enough to guess what it is for. */
export interface ColumnFacts {
  readonly present: number;
  readonly hasMissing: boolean;
  /** Distinct values without outer blanks, counted up to `DISTINCT_MAX` + 1. */
  readonly distinct: number;
  /** The distinct values as text, when there are at most `DISTINCT_MAX`. */
  readonly values: readonly string[];
  readonly isWhole: boolean;
  /** Null for text and for a column without values. */
  readonly min: number | null;
  readonly max: number | null;
}

/** More values than a person would call classes. */
export const DISTINCT_MAX = 50;

/** The facts of a column. Cost: n. */
export function factsOf(column: Column): ColumnFacts {
  const values = new Set<string>();
  let present = 0;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isWhole = true;
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  for (let i = 0; i < n; i++) {
    if (isMissing(column, i)) continue;
    present++;
    if (column.kind === 'text') {
      const level = column.levels[column.codes[i]!]!; // ! i < n, a code of a level
      if (values.size <= DISTINCT_MAX) values.add(level.trim());
      continue;
    }
    const value = column.values[i]!; // ! i < n
    if (value < min) min = value;
    if (value > max) max = value;
    if (!Number.isInteger(value)) isWhole = false;
    if (values.size <= DISTINCT_MAX) values.add(String(value));
  }
  const isNumber = column.kind === 'number' && present > 0;
  return {
    present,
    hasMissing: present < n,
    distinct: values.size,
    values: values.size <= DISTINCT_MAX ? [...values].sort() : [],
    isWhole: isNumber && isWhole,
    min: isNumber ? min : null,
    max: isNumber ? max : null,
  };
}

/** Whether every row has a value and no two have the same. Cost: n. */
export function isUnique(column: Column): boolean {
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  const seen = new Set<number>();
  for (let i = 0; i < n; i++) {
    if (isMissing(column, i)) return false;
    seen.add(column.kind === 'text' ? column.codes[i]! : column.values[i]!); // ! i < n
    if (seen.size <= i) return false;
  }
  return n > 0;
}
