import { factsOf, isUnique } from '../../table/column-facts.ts';
import type { Predicate } from '../../table/predicate.ts';
import { predicateText } from '../../table/predicate.ts';
import { type Column, isMissing, type NumberColumn, type TextColumn } from '../../table/table.ts';
import { type Bin, binsOf } from './bins.ts';
import type { Coded } from './coded.ts';

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
  const present = presentValues(column);
  const facts = factsOf(column);
  const cut: readonly Bin[] =
    facts.distinct <= VALUES_MAX
      ? [...new Set(facts.values.map(Number))].sort((a, b) => a - b).map((value) => ({ kind: 'atom', value }))
      : binsOf(present, bins, type === 'timestamp');
  const codes = new Int32Array(column.values.length);
  const place = finderOf(cut);
  const missing = cut.length + 1;
  for (let i = 0; i < codes.length; i++) {
    codes[i] = isMissing(column, i) ? missing : place(column.values[i]!); // ! i < n
  }
  const own = cut.map((bin): Predicate => {
    const isTime = type === 'timestamp';
    if (bin.kind === 'range') return { ...bin, column: name, isTime };
    if (isTime) return { kind: 'range', column: name, low: bin.value, high: bin.value + 1, isAbove: false, isTime };
    return { kind: 'is', column: name, value: type === 'boolean' ? bin.value === 1 : bin.value };
  });
  return { codes, predicates: [...own, { kind: 'missing', column: name }] };
}

function presentValues(column: NumberColumn): Float64Array {
  return column.missing === null ? column.values : column.values.filter((_, i) => column.missing?.[i] !== 1);
}

/** The code of a value: the first bin that holds it, 0 for none. Bins rise. */
function finderOf(bins: readonly Bin[]): (value: number) => number {
  const tops = Float64Array.from(bins, (bin) => (bin.kind === 'atom' ? bin.value : (bin.high ?? Infinity)));
  const isClosed = Uint8Array.from(bins, ({ kind }) => (kind === 'atom' ? 1 : 0));
  return (value) => {
    // An atom after a range that ends before it: what lies between two atoms stands in the range between them.
    for (let k = 0; k < tops.length; k++) {
      const isBelow = value < tops[k]! || (value === tops[k] && isClosed[k] === 1); // ! k < bins
      if (isBelow) return isInside(bins[k]!, value) ? k + 1 : 0; // ! as above
    }
    return 0;
  };
}

function isInside(bin: Bin, value: number): boolean {
  if (bin.kind === 'atom') return value === bin.value;
  if (bin.low !== null && (bin.isAbove ? value <= bin.low : value < bin.low)) return false;
  return bin.high === null || value < bin.high;
}
