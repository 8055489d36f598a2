import { nextFloat } from '../../stats/next-float.ts';
import { factsOf, isUnique } from '../../table/column-facts.ts';
import type { Predicate } from '../../table/predicate.ts';
import { predicateText } from '../../table/predicate.ts';
import type { Column, NumberColumn, TextColumn } from '../../table/table.ts';
import { type Bin, binsOf } from './bins.ts';
import type { Coded } from './coded.ts';
import { sizeMinOf } from './size-min.ts';

/** A feature cut into items, with the condition that each item stands for. */
export interface Feature extends Coded {
  readonly predicates: readonly Predicate[];
}

/** Numbers with more distinct values than this are cut by quantiles. */
const VALUES_MAX = 10;

/** What cutting a column needs to know. */
export interface Cutting {
  /** Items with fewer rows than this are none. */
  readonly fewest: number;
  /** How many quantile bins a number gets. */
  readonly bins: number;
}

/** Rows of a finding half for each bin of a number, and the least and most bins. */
const ROWS_PER_BIN = 2000;
const BINS = { least: 5, most: 10 };

/** The columns that can be searched, cut for so many rows. O(columns x n). */
export function featuresOf(columns: readonly Column[], n: number): readonly Feature[] {
  const half = n >>> 1;
  const bins = Math.max(BINS.least, Math.min(BINS.most, Math.round(half / ROWS_PER_BIN)));
  return columns.flatMap((column) => featureOf(column, { fewest: sizeMinOf(half), bins }) ?? []);
}

/**
 * The column as items: each level of a text (without outer blanks), each value or quantile bin of a number, and missing
 * values. Null where nothing is to be told apart: one item for all rows, or only rare ones; where every row has its own
 * value (an id, a time), because a bin of those is no group of rows. O(n).
 */
export function featureOf(column: Column, cutting: Cutting): Feature | null {
  if (column.type !== 'number' && isUnique(column)) return null;
  const { codes, predicates } = column.kind === 'text' ? cutText(column) : cutNumber(column, cutting.bins);
  const counts = new Float64Array(predicates.length + 1);
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++; // ! a code
  const kept = predicates.flatMap(
    (predicate, k) =>
      counts[k + 1]! >= cutting.fewest && counts[k + 1]! < codes.length ? [{ predicate, code: k + 1 }] : [], // ! a code
  );
  if (kept.length === 0) return null;
  const renumbered = new Uint16Array(predicates.length + 1);
  kept.forEach(({ code }, k) => {
    renumbered[code] = k + 1;
  });
  const final = new Uint16Array(codes.length);
  for (let i = 0; i < codes.length; i++) final[i] = renumbered[codes[i]!]!; // ! a code
  const found = kept.map(({ predicate }) => predicate);
  return { name: column.name, codes: final, labels: found.map(predicateText), predicates: found };
}

interface Cut {
  readonly codes: Int32Array;
  readonly predicates: readonly Predicate[];
}

function cutText({ name, codes, levels }: TextColumn): Cut {
  const codeOf = new Map([...new Set(levels.map((level) => level.trim()))].sort().map((level, k) => [level, k + 1]));
  const missing = codeOf.size + 1;
  const codeOfLevel = Int32Array.from(levels, (level) => codeOf.get(level.trim()) ?? 0);
  const own = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) own[i] = codes[i]! < 0 ? missing : codeOfLevel[codes[i]!]!; // ! i < n, a level
  const is = [...codeOf.keys()].map((value): Predicate => ({ kind: 'is', column: name, value }));
  return { codes: own, predicates: [...is, { kind: 'missing', column: name }] };
}

function cutNumber(column: NumberColumn, bins: number): Cut {
  const { name, type } = column;
  const facts = factsOf(column);
  const cut: readonly Bin[] =
    facts.distinct <= VALUES_MAX
      ? [...new Set(facts.values.map(Number))].sort((a, b) => a - b).map((value) => ({ kind: 'atom', value }))
      : binsOf(column, bins);
  const missing = cut.length + 1;
  const codes = placesOf(column, cut, missing);
  const own = cut.map((bin): Predicate => {
    const isTime = type === 'timestamp';
    if (bin.kind === 'range') return { ...bin, column: name, isTime };
    if (isTime) return { kind: 'range', column: name, low: bin.value, high: bin.value + 1, isAbove: false, isTime };
    return { kind: 'is', column: name, value: type === 'boolean' ? bin.value === 1 : bin.value };
  });
  return { codes, predicates: [...own, { kind: 'missing', column: name }] };
}

/** The code of each value: the bin that holds it, 0 for none. Bins rise. O(n x bins). */
function placesOf({ values, missing }: NumberColumn, bins: readonly Bin[], missingCode: number): Int32Array {
  // A value belongs to a bin from `low` (above it, where that is an atom before) to the last number before its top, or
  // to the atom itself.
  const lasts = Float64Array.from(bins, (bin) =>
    bin.kind === 'atom' ? bin.value : bin.high === null ? Infinity : -nextFloat(-bin.high),
  );
  const lows = Float64Array.from(bins, (bin) => (bin.kind === 'atom' ? bin.value : (bin.low ?? -Infinity)));
  const isAbove = Uint8Array.from(bins, (bin) => (bin.kind === 'range' && bin.isAbove ? 1 : 0));
  const codes = new Int32Array(values.length);
  for (let i = 0; i < codes.length; i++) {
    const value = values[i]!; // ! i < n
    let k = 0;
    while (k < lasts.length && value > lasts[k]!) k++; // ! k < bins
    // What lies between two atoms, and in no range between them, is in neither.
    const isIn = k < lasts.length && (isAbove[k] === 1 ? value > lows[k]! : value >= lows[k]!); // ! k < bins
    codes[i] = missing?.[i] === 1 ? missingCode : isIn ? k + 1 : 0;
  }
  return codes;
}
