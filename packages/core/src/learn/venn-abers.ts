import { orderOf } from '../stats/order.ts';
import type { Graded } from '../stats/score-grid.ts';

/** Two chances at each calibration score: what isotonic regression says of it with one more no, and one more yes. */
export interface VennAbers {
  /** Distinct scores, rising. */
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** More scores than this make a file larger and no chance better: neighbours are taken together. */
export const MOST_SCORES = 2000;

/**
 * The inductive Venn-Abers calibrator of the rows. Between two scores the upper chance is that of the next, the lower
 * that of the one before. Rows of more than 2,000 scores are gathered in cells of a 2,000th of them each. Empty without
 * weight. O(n log n). Sources: Vovk and Petej 2014; equal to the package venn-abers 1.5.4, in one pass of our own.
 */
export function fitVennAbers(graded: Graded): VennAbers {
  const { x, hits, mass } = gather(graded);
  const n = x.length;
  const [allHits, allMass] = [sumsOf(hits), sumsOf(mass)];
  const blocks: Blocks = {
    hits: allHits,
    mass: allMass,
    start: startsOf(allHits, allMass),
    end: endsOf(allHits, allMass),
  };
  const [low, high] = [new Array<number>(n).fill(0), new Array<number>(n).fill(0)];
  for (let k = 0; k < n; k++) {
    low[k] = pooledWith(blocks, k, 0);
    high[k] = pooledWith(blocks, k, 1);
  }
  return { x, low, high };
}

/** The two chances of a score, the lower first. (0, 1) where there are no calibration scores. O(log scores). */
export function chancesAt({ x, low, high }: VennAbers, score: number): readonly [number, number] {
  let [from, to] = [0, x.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const here = x[middle]!; // ! middle < to
    if (here < score) from = middle + 1;
    else to = middle;
  }
  if (x[from] === score) return [low[from]!, high[from]!]; // ! from is a place
  return [low[from - 1] ?? 0, high[from] ?? 1];
}

interface Gathered {
  readonly x: number[];
  readonly hits: number[];
  readonly mass: number[];
}

function gather({ label, score, weight }: Graded): Gathered {
  const all: Gathered = { x: [], hits: [], mass: [] };
  for (const row of orderOf(score)) {
    const w = weight[row]!; // ! a row, here and below
    if (w <= 0) continue;
    const last = all.x.length - 1;
    if (last < 0 || all.x[last] !== score[row]) {
      all.x.push(score[row]!); // ! as above
      all.hits.push(w * label[row]!); // ! as above
      all.mass.push(w);
    } else {
      all.hits[last]! += w * label[row]!; // ! last is a place
      all.mass[last]! += w; // ! as above
    }
  }
  return all.x.length <= MOST_SCORES ? all : coarser(all);
}

/** Neighbouring scores together, the mean standing for them, until a cell holds its part of the rows. */
function coarser({ x, hits, mass }: Gathered): Gathered {
  const few: Gathered = { x: [], hits: [], mass: [] };
  const enough = mass.reduce((sum, w) => sum + w, 0) / MOST_SCORES;
  let place = 0;
  let up = 0;
  let all = 0;
  for (let k = 0; k < x.length; k++) {
    place += mass[k]! * x[k]!; // ! k < length, here and below
    up += hits[k]!; // ! as above
    all += mass[k]!; // ! as above
    if (all < enough && k < x.length - 1) continue;
    few.x.push(place / all);
    few.hits.push(up);
    few.mass.push(all);
    [place, up, all] = [0, 0, 0];
  }
  return few;
}

/** Sums before each place, one more than places. */
function sumsOf(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => {
    sums[i + 1] = sums[i]! + value; // ! i < length
  });
  return sums;
}

interface Blocks {
  /** Sums before each place. */
  readonly hits: Float64Array;
  readonly mass: Float64Array;
  /** Where the last pooled block of the places up to this one starts, and where the first one from here on ends. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

const meanOf = (hits: Float64Array, mass: Float64Array, from: number, to: number): number =>
  (hits[to + 1]! - hits[from]!) / (mass[to + 1]! - mass[from]!); // ! places of the sums

/** For each place the start of the last block when the places up to it are pooled. Each block is looked at once. */
function startsOf(hits: Float64Array, mass: Float64Array): Int32Array {
  const start = new Int32Array(hits.length - 1);
  for (let i = 0; i < start.length; i++) {
    let from = i;
    // ! from > 0 where it is read
    while (from > 0 && meanOf(hits, mass, start[from - 1]!, from - 1) >= meanOf(hits, mass, from, i)) {
      from = start[from - 1]!; // ! from > 0, in the condition too
    }
    start[i] = from;
  }
  return start;
}

/** For each place the end of the first block when the places from it on are pooled. */
function endsOf(hits: Float64Array, mass: Float64Array): Int32Array {
  const end = new Int32Array(hits.length - 1);
  const last = end.length - 1;
  for (let i = last; i >= 0; i--) {
    let to = i;
    // ! to < last where it is read
    while (to < last && meanOf(hits, mass, to + 1, end[to + 1]!) <= meanOf(hits, mass, i, to)) {
      to = end[to + 1]!; // ! to < last, in the condition too
    }
    end[i] = to;
  }
  return end;
}

/** The value at a place when a row of this label is added there: its block swallows neighbours out of order. */
function pooledWith({ hits, mass, start, end }: Blocks, place: number, label: number): number {
  const last = end.length - 1;
  let [from, to] = [place, place];
  const value = (): number => (hits[to + 1]! - hits[from]! + label) / (mass[to + 1]! - mass[from]! + 1); // ! places
  for (;;) {
    const here = value();
    const isFalling = from > 0 && meanOf(hits, mass, start[from - 1]!, from - 1) >= here; // ! from > 0
    const isPassed = to < last && meanOf(hits, mass, to + 1, end[to + 1]!) <= here; // ! to < last
    if (isFalling)
      from = start[from - 1]!; // ! from > 0
    else if (isPassed)
      to = end[to + 1]!; // ! to < last
    else return here;
  }
}
