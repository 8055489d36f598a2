import { sum } from '../stats/sum.ts';
import { type Column, isMissing, type NumberColumn, type TextColumn } from '../table/table.ts';
import { isPlain } from '../table/weights.ts';
import type { Measurement } from './define.ts';
import { onceForEach } from './once.ts';

/** Columns of numbers: times and yes-no answers are none. */
export const numberColumns = (features: readonly Column[]): readonly NumberColumn[] =>
  features.filter(
    (column) => column.kind === 'number' && (column.type === 'number' || column.type === 'integer'),
  ) as NumberColumn[]; // as: filtered by kind

/** Columns of words; whole numbers that are kept as text for their digits are none. */
export const textColumns = (features: readonly Column[]): readonly TextColumn[] =>
  features.filter((column) => column.kind === 'text' && column.type === 'text') as TextColumn[]; // as: filtered by kind

/** How many cells of each row are there. O(n × columns). */
export function presentCells(features: readonly Column[], n: number): Float64Array {
  const counts = new Float64Array(n);
  for (const column of features) {
    if (column.kind === 'text')
      for (let i = 0; i < n; i++) counts[i]! += column.codes[i]! < 0 ? 0 : 1; // ! i < n
    else if (column.missing === null)
      for (let i = 0; i < n; i++) counts[i]! += 1; // ! i < n
    else for (let i = 0; i < n; i++) counts[i]! += 1 - column.missing[i]!; // ! i < n
  }
  return counts;
}

/**
 * For each text column the number of each cell's value among the values that differ when outer blanks are left out;
 * -1 is missing. Text that people see as equal is equal.
 */
export function trimmedCodes(column: TextColumn): Int32Array {
  const numbers = new Map<string, number>();
  const numberOf = Int32Array.from(column.levels, (level) => {
    const text = level.trim();
    const found = numbers.get(text);
    if (found !== undefined) return found;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  });
  if (numbers.size === column.levels.length) return column.codes;
  const codes = new Int32Array(column.codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = column.codes[i]!; // ! i < n
    codes[i] = code < 0 ? -1 : numberOf[code]!; // ! a code is below the number of levels
  }
  return codes;
}

/** What each column gives alone: the parts of a value over many columns. Those that give nothing are left out. */
export function partsByColumn(
  features: readonly Column[],
  of: (column: Column) => number | null,
): NonNullable<Measurement['parts']> {
  if (features.length < 2) return [];
  return features.flatMap((column) => {
    const value = of(column);
    return value === null ? [] : [{ of: column.name, value }];
  });
}

/** The weight of the rows where the column has a value. */
export function presentWeight(column: Column, weight: Float64Array): number {
  if (isPlain(weight)) return presentRows(column);
  if (column.kind === 'number' && column.missing === null) return sum(weight);
  let total = 0;
  for (let i = 0; i < weight.length; i++) if (!isMissing(column, i)) total += weight[i]!; // ! i < n
  return total;
}

const presentRows = onceForEach((column: Column): number => {
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  if (column.kind === 'number' && column.missing === null) return n;
  let count = 0;
  for (let i = 0; i < n; i++) if (!isMissing(column, i)) count++;
  return count;
});

/** The weight of all rows. */
export const totalWeight = (weight: Float64Array): number => (isPlain(weight) ? weight.length : sum(weight));

/** How many different values the rows that count have; for text, outer blanks left out. O(n log n) for numbers. */
export function distinctValues(column: Column, weight: Float64Array): number {
  if (column.kind === 'text') {
    const { codes, levels } = column;
    const isSeen = new Uint8Array(levels.length);
    for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && weight[i]! > 0) isSeen[codes[i]!] = 1; // ! i < n, a level
    return new Set(levels.filter((_, code) => isSeen[code] === 1).map((level) => level.trim())).size;
  }
  const values = new Float64Array(column.values.length);
  let there = 0;
  for (let i = 0; i < values.length; i++) {
    if (weight[i]! > 0 && column.missing?.[i] !== 1) values[there++] = column.values[i]!; // ! i < n
  }
  const present = values.subarray(0, there).sort();
  let count = there > 0 ? 1 : 0;
  for (let i = 1; i < there; i++) if (present[i] !== present[i - 1]) count++;
  return count;
}
