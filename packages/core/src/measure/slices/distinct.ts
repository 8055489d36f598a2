import type { Scored } from './best.ts';
import { type Bitmap, sharedSize, sizeOfBits } from './bitmap.ts';
import { type Coded, type Item, nameOf } from './coded.ts';
import { type Outcome, type RowsOf, rateOf } from './divergence.ts';

/** An item that changes the divergence by less than this part of it says nothing new. */
const IDLE = 0.25;
/** Slices that share this part of the rows of either are the same rows under two names. */
const SAME = 0.5;

/** A slice that is kept, with its rows. */
export interface Distinct {
  readonly items: readonly Item[];
  readonly rows: Bitmap;
  /** Rows of which the question is asked, and the mean loss of these. */
  readonly n: number;
  readonly mean: number;
}

/** Slices that say something new, and how many were left out because they do not. */
export interface DistinctOf {
  readonly distinct: readonly Distinct[];
  readonly redundant: number;
}

/** Where slices are looked at. */
export interface Ground {
  readonly features: readonly Coded[];
  readonly rowsOf: RowsOf;
  readonly outcome: Outcome;
  readonly keep: number;
}

/**
 * The slices without those that say nothing new, best first, at most `keep` of them and none like one in `known`. An
 * idle item is taken away (Pastor, de Alfaro and Baralis 2021, section 4.3, with a part of the divergence in the place
 * of a fixed one), and of two slices with about the same rows the better one stays.
 */
export function distinctSlices(slices: readonly Scored[], known: readonly Distinct[], ground: Ground): DistinctOf {
  const { rowsOf, outcome, features, keep } = ground;
  const all = rateOf(rowsOf([]), outcome)?.mean ?? 0;
  const kept: Distinct[] = [];
  const seen = new Set(known.map(({ items }) => nameOf(items, features)));
  let lookedAt = 0;
  for (const { items } of slices) {
    if (kept.length === keep) break;
    lookedAt++;
    const short = withoutIdle(items, all, ground);
    const name = nameOf(short, features);
    if (seen.has(name)) continue;
    seen.add(name);
    const rows = rowsOf(short);
    const rate = rateOf(rows, outcome);
    if ([...known, ...kept].some((other) => overlap(rows, other.rows) >= SAME)) continue;
    kept.push({ items: short, rows, n: rate?.n ?? 0, mean: rate?.mean ?? 0 });
  }
  return { distinct: kept, redundant: lookedAt - kept.length };
}

/** The items, one after the other taken away while the divergence stays about what it is. */
function withoutIdle(items: readonly Item[], all: number, ground: Ground): readonly Item[] {
  if (items.length === 1) return items;
  const { rowsOf, outcome } = ground;
  const mean = (some: readonly Item[]): number => rateOf(rowsOf(some), outcome)?.mean ?? 0;
  const whole = mean(items) - all;
  const parts = items.map((_, k) => items.filter((_item, at) => at !== k));
  const lost = parts.map((part) => whole - (mean(part) - all));
  const least = lost.indexOf(Math.min(...lost));
  const part = parts[least];
  if (part === undefined || lost[least]! >= IDLE * whole) return items; // ! as many
  return withoutIdle(part, all, ground);
}

/** Of the rows in either set, the part that is in both. */
function overlap(a: Bitmap, b: Bitmap): number {
  const shared = sharedSize(a, b);
  const either = sizeOfBits(a) + sizeOfBits(b) - shared;
  return either === 0 ? 1 : shared / either;
}
