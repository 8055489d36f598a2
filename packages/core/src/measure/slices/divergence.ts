import { type Bitmap, intersect, makeBitmap, setBit, sharedSize, sizeOfBits } from './bitmap.ts';
import type { Coded, Item } from './coded.ts';

/** What is asked of each row: yes or no, or a number; not of all rows (misses are asked of those to be found). */
export interface Outcome {
  readonly values: Float64Array;
  /** The rows of which it is asked. */
  readonly asked: Bitmap;
  /** The rows that say yes; null where the outcome is a number. */
  readonly yes: Bitmap | null;
  /** How much each row counts; null: once. */
  readonly weight: Float64Array | null;
}

/** An outcome on rows. `isAsked`: 0|1 for each row, null for all; `weight`: null where every row counts once. */
export function outcomeOf(
  values: Float64Array,
  isAsked: Uint8Array | null,
  weight: Float64Array | null = null,
): Outcome {
  const [asked, yes] = [makeBitmap(values.length), makeBitmap(values.length)];
  let isRate = weight === null;
  for (let i = 0; i < values.length; i++) {
    if (isAsked?.[i] === 0) continue;
    const value = values[i]!; // ! i < n
    setBit(asked, i);
    if (value === 1) setBit(yes, i);
    else if (value !== 0) isRate = false;
  }
  return { values, asked, yes: isRate ? yes : null, weight };
}

/** The mean of an outcome over some rows, and how sure it is. */
export interface Rate {
  /** Rows of which it is asked. */
  readonly n: number;
  readonly mean: number;
  /** The variance of the mean: that of a beta with one yes and one no more for a rate, population variance / n else. */
  readonly variance: number;
  /** The mean by which rates are compared: (yes + 1) / (n + 2). */
  readonly centre: number;
}

/** The outcome on the rows of a set; null where it is asked of none. O(words), for numbers O(rows). */
export function rateOf(rows: Bitmap, { asked, yes, values, weight }: Outcome): Rate | null {
  if (yes !== null) {
    const n = sharedSize(rows, asked);
    if (n === 0) return null;
    const k = sharedSize(rows, yes);
    const centre = (k + 1) / (n + 2);
    return { n, mean: k / n, centre, variance: (centre * (1 - centre)) / (n + 3) };
  }
  let n = 0;
  let total = 0;
  let sum = 0;
  let squares = 0;
  let origin: number | null = null;
  eachRow(rows, asked, (row) => {
    const value = values[row]!; // ! a row
    const times = weight === null ? 1 : weight[row]!; // ! a row
    origin ??= value;
    n++;
    total += times;
    sum += times * (value - origin);
    squares += times * (value - origin) ** 2;
  });
  if (origin === null || total === 0) return null;
  const mean = sum / total;
  return { n, mean: origin + mean, centre: origin + mean, variance: Math.max(0, squares / total - mean ** 2) / n };
}

function eachRow(a: Bitmap, b: Bitmap, visit: (row: number) => void): void {
  for (let k = 0; k < a.length; k++) {
    let bits = a[k]! & b[k]!; // ! as many words
    while (bits !== 0) {
      const lowest = bits & -bits;
      visit(32 * k + 31 - Math.clz32(lowest));
      bits ^= lowest;
    }
  }
}

/** How an outcome in a slice differs from that over all rows. */
export interface Divergence {
  readonly items: readonly Item[];
  /** All rows of the slice, asked or not. */
  readonly rows: number;
  readonly rate: Rate | null;
  readonly divergence: number | null;
  /** How surely, by the deviations of both rates. */
  readonly t: number | null;
}

/** The rows that have all of these items. */
export type RowsOf = (items: readonly Item[]) => Bitmap;

/** Makes bitmaps of items when they are first asked for, and keeps those of single items. */
export function rowsBy(features: readonly Coded[], n: number): RowsOf {
  const kept = new Map<string, Bitmap>();
  const single = ({ feature, code }: Item): Bitmap => {
    const key = `${feature},${code}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const bits = makeBitmap(n);
    const { codes } = features[feature]!; // ! a feature
    for (let i = 0; i < n; i++) if (codes[i] === code) setBit(bits, i);
    kept.set(key, bits);
    return bits;
  };
  return ([first, ...others]) => {
    if (first === undefined) return everyRow(n);
    let rows = single(first);
    for (const item of others) {
      const both = makeBitmap(n);
      intersect(rows, single(item), both);
      rows = both;
    }
    return rows;
  };
}

function everyRow(n: number): Bitmap {
  const bits = makeBitmap(n);
  for (let i = 0; i < n; i++) setBit(bits, i);
  return bits;
}

/** The slice beside all rows. Source: Pastor, de Alfaro and Baralis, SIGMOD 2021, section 3 and 4. */
export function divergenceOf(items: readonly Item[], rowsOf: RowsOf, outcome: Outcome): Divergence {
  const rows = rowsOf(items);
  const [rate, all] = [rateOf(rows, outcome), rateOf(rowsOf([]), outcome)];
  const found = { items, rows: sizeOfBits(rows) };
  if (rate === null || all === null) return { ...found, rate, divergence: null, t: null };
  const spread = Math.sqrt(rate.variance + all.variance);
  const apart = Math.abs(rate.centre - all.centre);
  return { ...found, rate, divergence: rate.mean - all.mean, t: apart === 0 ? 0 : spread > 0 ? apart / spread : null };
}

/** Every slice of at most `depth` items and at least `rowsMin` rows, all rows first. Cost: rows / 32 for each slice. */
export function everyDivergence(
  features: readonly Coded[],
  outcome: Outcome,
  { depth, rowsMin }: { readonly depth: number; readonly rowsMin: number },
): readonly Divergence[] {
  const rowsOf = rowsBy(features, outcome.values.length);
  const found: Divergence[] = [];
  const visit = (items: readonly Item[]): void => {
    const here = divergenceOf(items, rowsOf, outcome);
    if (here.rows < rowsMin) return;
    found.push(here);
    if (items.length === depth) return;
    for (let feature = (items.at(-1)?.feature ?? -1) + 1; feature < features.length; feature++) {
      const { labels } = features[feature]!; // ! below the length
      for (let code = 1; code <= labels.length; code++) visit([...items, { feature, code }]);
    }
  };
  visit([]);
  return found;
}

/**
 * What each item adds to the divergence of a slice: its Shapley value over the slices of its parts, in the order of the
 * items; they add up to the divergence. Null where the outcome is asked of no row of the slice. O(2^items).
 */
export function contributionsOf(items: readonly Item[], rowsOf: RowsOf, outcome: Outcome): readonly number[] | null {
  const means: number[] = [];
  for (let part = 0; part < 2 ** items.length; part++) {
    const rate = rateOf(rowsOf(items.filter((_, k) => part & (1 << k))), outcome);
    if (rate === null) return null;
    means.push(rate.mean);
  }
  return items.map((_, k) => {
    let sum = 0;
    for (let part = 0; part < means.length; part++) {
      if (part & (1 << k)) continue;
      const size = sizeOfBits(Uint32Array.of(part));
      // ! a part of the items, with and without this one
      sum += shareOfOrders(size, items.length) * (means[part | (1 << k)]! - means[part]!);
    }
    return sum;
  });
}

/** Of all orders of `count` items, the share in which a given one stands after these `size` and before the others. */
function shareOfOrders(size: number, count: number): number {
  let share = 1 / count;
  for (let k = 1; k <= size; k++) share *= k / (count - k);
  return share;
}
