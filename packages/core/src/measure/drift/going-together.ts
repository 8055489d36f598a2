import type { Feature, Features } from '../../learn/features.ts';
import { holm } from '../../stats/multiple.ts';
import { normalCdf } from '../../stats/normal.ts';
import { orderOf } from '../../stats/order.ts';
import { type Bounds, zOfLevel } from '../../stats/proportion.ts';

/** Two features of numbers whose ranks go together otherwise than in the reference. */
export interface TogetherChange {
  readonly first: string;
  readonly second: string;
  /** Spearman's correlations of both sides, and what rows have both numbers. */
  readonly reference: number;
  readonly current: number;
  readonly n: number;
  /** Of the current correlation, of 95 %. */
  readonly interval: Bounds;
}

/** A correlation that changed by less is no other one to anybody. */
const CHANGE_LEAST = 0.1;
/** With this chance, or less, any pair at all is told where none changed. */
const FALSE_ALARM = 0.01;
/** Of more features the first are taken: pairs grow with their square. */
const FEATURES_MAX = 60;
const ROWS_LEAST = 30;

/**
 * Pairs of numbers whose correlation of ranks changed, the largest change first: Fisher's z of both sides, with the
 * variance 1.06 / (n - 3) that ranks have (Fieller, Hartley and Pearson 1957), by Holm over the pairs. Both sides have
 * the same features in the same order. O(features² × rows).
 */
export function goingTogether(reference: Features, current: Features): TogetherChange[] {
  const places = reference.columns.flatMap(({ kind }, f) => (kind === 'number' ? [f] : [])).slice(0, FEATURES_MAX);
  const pairs = places.flatMap((a, k) => places.slice(0, k).map((b) => [b, a] as const));
  const isTaken = new Set(places);
  const sides = [reference, current].map(({ columns }) =>
    columns.map((column, f) => (isTaken.has(f) ? ranksOf(column) : null)),
  );
  const found = pairs.flatMap(([a, b]) => {
    const [before, now] = sides.map((ranks) => correlationOf(ranks[a] ?? null, ranks[b] ?? null));
    if (before == null || now == null || Math.min(before.n, now.n) < ROWS_LEAST) return [];
    const error = Math.sqrt(1.06 / (before.n - 3) + 1.06 / (now.n - 3));
    const p = 2 * normalCdf(-Math.abs(z(now.value) - z(before.value)) / error);
    return [{ names: [reference.columns[a]!.name, reference.columns[b]!.name] as const, before, now, p }]; // ! features
  });
  const adjusted = holm(found.map(({ p }) => p));
  return found
    .filter((_, k) => adjusted[k]! <= FALSE_ALARM) // ! as many
    .filter(({ before, now }) => Math.abs(now.value - before.value) >= CHANGE_LEAST)
    .map(({ names: [first, second], before, now }): TogetherChange => {
      const half = zOfLevel(0.95) * Math.sqrt(1.06 / (now.n - 3));
      const interval: Bounds = [Math.tanh(z(now.value) - half), Math.tanh(z(now.value) + half)];
      return { first, second, reference: before.value, current: now.value, n: now.n, interval };
    })
    .sort((x, y) => Math.abs(y.current - y.reference) - Math.abs(x.current - x.reference));
}

/** Fisher's z, finite at both ends. */
const z = (value: number): number => Math.atanh(Math.max(-0.999999, Math.min(0.999999, value)));

/** Mid-ranks less their mean, and 0 where missing; which rows have a number, null where all have. */
interface Ranks {
  readonly ranks: Float64Array;
  readonly present: Uint8Array | null;
  readonly whole: Sums;
}

interface Sums {
  readonly sum: number;
  readonly squares: number;
}

/** Null for levels. */
function ranksOf(column: Feature): Ranks | null {
  if (column.kind !== 'number') return null;
  const { values } = column;
  const order = orderOf(values);
  const ranks = new Float64Array(values.length);
  const missing = values.reduce((total, x) => total + (Number.isNaN(x) ? 1 : 0), 0);
  const last = order.length - missing; // What is missing comes last.
  for (let start = 0, end = 0; start < last; start = end) {
    const first = values[order[start]!]!; // ! start < n
    while (end < last && values[order[end]!] === first) end++; // ! end < n
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + end - last) / 2; // ! k < n
  }
  const present = missing === 0 ? null : Uint8Array.from(values, (x) => (Number.isNaN(x) ? 0 : 1));
  return { ranks, present, whole: sumsOver(ranks, null) };
}

/**
 * Pearson's correlation of the ranks of rows that have both; null where one does not vary. Sums of ranks and of their
 * products are whole numbers of quarters and so exact. About 2 ns a row.
 */
function correlationOf(a: Ranks | null, b: Ranks | null): { readonly value: number; readonly n: number } | null {
  if (a === null || b === null) return null;
  const own = b.present === null ? a.whole : sumsOver(a.ranks, b.present);
  const other = a.present === null ? b.whole : sumsOver(b.ranks, a.present);
  let both = 0;
  for (let i = 0; i < a.ranks.length; i++) both += a.ranks[i]! * b.ranks[i]!; // ! i < n
  const n = countOf(a, b);
  const [varianceA, varianceB] = [own.squares - own.sum ** 2 / n, other.squares - other.sum ** 2 / n];
  if (n === 0 || varianceA <= 0 || varianceB <= 0) return null;
  return { value: (both - (own.sum * other.sum) / n) / Math.sqrt(varianceA * varianceB), n };
}

/** Of the ranks of rows that the other column has too. */
function sumsOver(ranks: Float64Array, present: Uint8Array | null): Sums {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < ranks.length; i++) {
    const rank = present === null ? ranks[i]! : ranks[i]! * present[i]!; // ! i < n
    sum += rank;
    squares += rank * rank;
  }
  return { sum, squares };
}

function countOf(a: Ranks, b: Ranks): number {
  if (a.present === null && b.present === null) return a.ranks.length;
  let n = 0;
  for (let i = 0; i < a.ranks.length; i++) n += (a.present?.[i] ?? 1) * (b.present?.[i] ?? 1);
  return n;
}
