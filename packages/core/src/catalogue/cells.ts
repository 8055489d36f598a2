import { sum } from '../stats/sum.ts';
import { type Column, isMissing, type NumberColumn, type TextColumn } from '../table/table.ts';
import { isPlain, onesOf } from '../table/weights.ts';
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

/** How many cells of each row are there, for everybody to read. O(n × columns), once for the same columns. */
export const presentCells = onceForEach((features: readonly Column[]): Float64Array => {
  const [first] = features;
  const counts = new Float64Array(first === undefined ? 0 : lengthOf(first));
  const gappy = features.filter((column) => presentRows(column) < counts.length);
  counts.fill(features.length - gappy.length);
  for (const column of gappy) {
    for (let i = 0; i < counts.length; i++) if (!isMissing(column, i)) counts[i]!++; // ! i < n
  }
  return counts;
});

const lengthOf = (column: Column): number => (column.kind === 'text' ? column.codes.length : column.values.length);

/** How much weight each level of a text column has. O(n), once where all weights are 1. */
export const levelWeights = (column: TextColumn, weight: Float64Array): Float64Array =>
  isPlain(weight) ? levelCounts(column) : weightsByLevel(column, weight);

const levelCounts = onceForEach((column: TextColumn) => weightsByLevel(column, onesOf(column.codes.length)));

function weightsByLevel({ codes, levels }: TextColumn, weight: Float64Array): Float64Array {
  const totals = new Float64Array(levels.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!; // ! i < n
    if (code >= 0) totals[code]! += weight[i]!; // ! a level
  }
  return totals;
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
  if (column.kind === 'text') return sum(levelWeights(column, weight));
  if (column.missing === null) return sum(weight);
  let total = 0;
  for (let i = 0; i < weight.length; i++) if (column.missing[i] === 0) total += weight[i]!; // ! i < n
  return total;
}

const presentRows = onceForEach((column: Column): number => {
  if (column.kind === 'text') return sum(levelCounts(column));
  let count = 0;
  for (const flag of column.missing ?? []) count += flag;
  return column.values.length - count;
});

/** The weight of all rows. */
export const totalWeight = (weight: Float64Array): number => (isPlain(weight) ? weight.length : sum(weight));

/** How many different values the rows that count have; for text, outer blanks left out. O(n). */
export function distinctValues(column: Column, weight: Float64Array): number {
  if (column.kind === 'text') {
    const totals = levelWeights(column, weight);
    return new Set(column.levels.filter((_, code) => totals[code]! > 0).map((level) => level.trim())).size; // ! a level
  }
  const { values, missing } = column;
  let slots: Float64Array = new Float64Array(1024).fill(Number.NaN);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(weight[i]! > 0) || missing?.[i] === 1) continue; // ! i < n
    if (!isAdded(slots, values[i]!)) continue; // ! i < n
    count++;
    // Where most values so far were new, so will be most of the rest: each table that is too small is filled in vain.
    if (2 * count > slots.length) slots = widened(slots, count > i / 2 ? 2 * values.length : 4 * slots.length);
  }
  return count;
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

/** Whether the value was not in the open table, where it is now. -0 is 0; free slots are NaN, which is no value. */
function isAdded(slots: Float64Array, value: number): boolean {
  number[0] = value + 0;
  const hash = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x85ebca6b), 0xc2b2ae35); // ! two words
  const mask = slots.length - 1;
  for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
    const other = slots[slot]!; // ! slot < length
    if (other === value) return false;
    if (Number.isNaN(other)) {
      slots[slot] = value;
      return true;
    }
  }
}

/** The values in a table of at least so many slots. */
function widened(slots: Float64Array, least: number): Float64Array {
  let size = 4 * slots.length;
  while (size < least) size *= 2;
  const wider = new Float64Array(size).fill(Number.NaN);
  for (let slot = 0; slot < slots.length; slot++) {
    if (!Number.isNaN(slots[slot]!)) isAdded(wider, slots[slot]!); // ! slot < length
  }
  return wider;
}
