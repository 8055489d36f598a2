import { type Column, isMissing, type NumberColumn, type TextColumn } from './table.ts';

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

const known = new WeakMap<Column, ColumnFacts>();

/** The facts of a column. A column never changes, so that it is looked at once. Cost: n. */
export function factsOf(column: Column): ColumnFacts {
  const found = known.get(column) ?? (column.kind === 'text' ? textFacts(column) : numberFacts(column));
  known.set(column, found);
  return found;
}

function textFacts({ codes, levels }: TextColumn): ColumnFacts {
  const isUsed = new Uint8Array(levels.length);
  let present = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!; // ! i < n
    if (code < 0) continue;
    present++;
    isUsed[code] = 1;
  }
  const values = new Set<string>();
  for (let code = 0; code < levels.length && values.size <= DISTINCT_MAX; code++) {
    if (isUsed[code] === 1) values.add(levels[code]!.trim()); // ! a level
  }
  return { ...distinctOf(values), present, hasMissing: present < codes.length, isWhole: false, min: null, max: null };
}

function numberFacts(column: NumberColumn): ColumnFacts {
  const values = new Set<number>();
  const n = column.values.length;
  let present = 0;
  let isWhole = true;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [last, before] = [Number.NaN, Number.NaN];
  for (let i = 0; i < n; i++) {
    if (isMissing(column, i)) continue;
    present++;
    const value = column.values[i]!; // ! i < n
    if (value === last || value === before) continue;
    before = last;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
    if (values.size <= DISTINCT_MAX) values.add(value);
  }
  const isEmpty = present === 0;
  return {
    ...distinctOf(new Set([...values].map(String))),
    present,
    hasMissing: present < n,
    isWhole: !isEmpty && isWhole,
    min: isEmpty ? null : min,
    max: isEmpty ? null : max,
  };
}

const distinctOf = (values: ReadonlySet<string>): Pick<ColumnFacts, 'distinct' | 'values'> => ({
  distinct: values.size,
  values: values.size <= DISTINCT_MAX ? [...values].sort() : [],
});

/** Whether every row has a value and no two have the same. Cost: n. */
export function isUnique(column: Column): boolean {
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  if (column.kind === 'text') {
    const isSeen = new Uint8Array(column.levels.length);
    for (let i = 0; i < n; i++) {
      const code = column.codes[i]!; // ! i < n
      if (code < 0 || isSeen[code] === 1) return false;
      isSeen[code] = 1;
    }
    return n > 0;
  }
  const seen = new Set<number>();
  for (let i = 0; i < n; i++) {
    if (isMissing(column, i)) return false;
    seen.add(column.values[i]!); // ! i < n
    if (seen.size <= i) return false;
  }
  return n > 0;
}
