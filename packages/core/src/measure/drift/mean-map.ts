import type { Feature, Features } from '../../learn/features.ts';
import { medianOf } from '../../stats/median.ts';
import { orderOf } from '../../stats/order.ts';
import { makeRandom, type Random } from '../../std/random.ts';
import { takeCodes, takeNumbers } from '../../table/table.ts';

/** How far the means of random features of both sides are apart. */
export interface MeanMap {
  /** The squared distance of the means: about the squared maximum mean discrepancy under a Gaussian kernel. */
  readonly value: number;
  /** Its mean over random partings of the same rows: what chance alone gives. */
  readonly noise: number;
  /** The share of partings as far apart, this one counted with them, so that it is never 0. */
  readonly p: number;
  readonly partings: number;
  /** Rows of both sides that were looked at. */
  readonly n: number;
}

/** Rows of a side at most, random features, and partings: together a twentieth of a second. */
const [ROWS_MAX, RANDOM_FEATURES, PARTINGS] = [500, 64, 199];
/** Of a column of text so many of the most frequent levels are told apart. */
const LEVELS_MAX = 8;
/** Pairs of rows whose distances give the width of the kernel. */
const PAIRS = 500;

/**
 * The two-sample test by random Fourier features (Rahimi and Recht 2007; Gretton et al. 2012) with its chance by
 * permutation, (1 + k) / (1 + partings): a second opinion that learns nothing. Numbers are taken by their rank, so that
 * no outlier decides, levels as yes or no. Both sides have the same features in the same order; null without any.
 */
export function meanMap(reference: Features, current: Features, seed: number): MeanMap | null {
  const random = makeRandom(seed);
  const [before, now] = [placesIn(reference.n), placesIn(current.n)];
  const columns = reference.columns.flatMap((column, f) => {
    const other = current.columns[f]!; // ! as many
    return coordinates([column, before], [other, now]);
  });
  const n = before.length + now.length;
  if (columns.length === 0 || before.length === 0 || now.length === 0) return null;
  const mapped = mapRows(columns, { n, random });
  const totals = sumsOver(
    mapped,
    Uint32Array.from({ length: n }, (_, i) => i),
    n,
  );
  const distance = (order: Uint32Array): number => {
    const own = sumsOver(mapped, order, before.length);
    let squares = 0;
    for (let k = 0; k < RANDOM_FEATURES; k++) {
      const apart = own[k]! / before.length - (totals[k]! - own[k]!) / now.length; // ! a random feature
      squares += apart * apart;
    }
    return squares;
  };
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const value = distance(order);
  let [asFar, total] = [0, 0];
  for (let k = 0; k < PARTINGS; k++) {
    deal(order, before.length, random);
    const found = distance(order);
    total += found;
    if (found >= value) asFar++;
  }
  return { value, noise: total / PARTINGS, p: (1 + asFar) / (1 + PARTINGS), partings: PARTINGS, n };
}

/** Rows evenly over a side. */
const placesIn = (n: number): Uint32Array => {
  const length = Math.min(n, ROWS_MAX);
  return Uint32Array.from({ length }, (_, k) => Math.floor((k * n) / length));
};

/** A feature of one side, and the rows of it that are taken. */
type Placed = readonly [Feature, Uint32Array];

/** A feature of both sides, one below the other, as columns of about the same spread. */
function coordinates([above, before]: Placed, [below, now]: Placed): Float64Array[] {
  const n = before.length + now.length;
  if (above.kind === 'number' && below.kind === 'number') {
    const values = new Float64Array(n);
    values.set(takeNumbers(above.values, before));
    values.set(takeNumbers(below.values, now), before.length);
    return [ranked(values)];
  }
  if (above.kind !== 'level' || below.kind !== 'level') return [];
  const texts = [
    ...Array.from(takeCodes(above.codes, before), (code) => above.levels[code]),
    ...Array.from(takeCodes(below.codes, now), (code) => below.levels[code]),
  ];
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, LEVELS_MAX);
  return most.map(([level]) => {
    const isLevel = new Float64Array(n);
    for (let k = 0; k < n; k++) if (texts[k] === level) isLevel[k] = 1;
    return isLevel;
  });
}

/** Mid-ranks from -√3 to √3, which have the variance 1; 0 where missing. */
function ranked(values: Float64Array): Float64Array {
  const order = orderOf(values);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const first = values[order[start]!]!; // ! start < n
    if (Number.isNaN(first)) break;
    while (end < order.length && values[order[end]!] === first) end++; // ! end < n
    const rank = (start + end) / values.length - 1;
    for (let k = start; k < end; k++) ranks[order[k]!] = Math.sqrt(3) * rank; // ! k < n
  }
  return ranks;
}

/** √(2/D) cos(ωx + b) for each row and random feature, a row's together; ω is as wide as half the rows are apart. */
function mapRows(
  columns: readonly Float64Array[],
  { n, random }: { readonly n: number; readonly random: Random },
): Float64Array {
  const width = widthOf(columns, n, random);
  const mapped = new Float64Array(n * RANDOM_FEATURES);
  for (let k = 0; k < RANDOM_FEATURES; k++) {
    const angles = new Float64Array(n).fill(2 * Math.PI * random());
    for (const column of columns) {
      const weight = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * width;
      for (let i = 0; i < n; i++) angles[i]! += weight * column[i]!; // ! i < n
    }
    const scale = Math.sqrt(2 / RANDOM_FEATURES);
    for (let i = 0; i < n; i++) mapped[i * RANDOM_FEATURES + k] = scale * Math.cos(angles[i]!); // ! i < n
  }
  return mapped;
}

/** 1/σ where σ² is half the median of squared distances; 1 where rows are all alike. */
function widthOf(columns: readonly Float64Array[], n: number, random: Random): number {
  const squares = Float64Array.from({ length: PAIRS }, () => {
    const [i, j] = [Math.floor(n * random()), Math.floor(n * random())];
    return columns.reduce((total, column) => total + (column[i]! - column[j]!) ** 2, 0); // ! rows
  });
  const median = medianOf(squares) ?? 0;
  return median > 0 ? Math.sqrt(2 / median) : 1;
}

/** Sums of the random features over the first rows of an order. */
function sumsOver(mapped: Float64Array, order: Uint32Array, rows: number): Float64Array {
  const sums = new Float64Array(RANDOM_FEATURES);
  for (let r = 0; r < rows; r++) {
    const at = order[r]! * RANDOM_FEATURES; // ! r < n
    for (let k = 0; k < RANDOM_FEATURES; k++) sums[k]! += mapped[at + k]!; // ! in range
  }
  return sums;
}

/** Deals out which rows come first (Fisher and Yates, as far as is asked). */
function deal(order: Uint32Array, rows: number, random: Random): void {
  for (let r = 0; r < rows; r++) {
    const other = r + Math.floor(random() * (order.length - r));
    const kept = order[r]!; // ! r < n
    order[r] = order[other]!; // ! other < n
    order[other] = kept;
  }
}
