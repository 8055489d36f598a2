import { assert } from '../std/assert.ts';

/** What a logistic regression is fitted to. A column of ones is the intercept. */
export interface LogisticSample {
  /** One to three columns of n numbers. */
  readonly columns: readonly Float64Array[];
  /** n of 0 to 1: labels, or shares. */
  readonly target: Float64Array;
  readonly weight: Float64Array;
}

const STEPS_MAX = 200;
/** Each Newton step doubles the digits that are right: after so small a move, relative to the largest, all are. */
const LAST_MOVE = 1e-9;
/** A sum over many rows rounds: a loss that grows by less has not grown. */
const SLACK = 1e-12;

/**
 * The coefficients that make the targets likeliest under log-odds = Σ coefficient × column; null where they run away
 * (the columns part the targets) or are not told apart. By Newton's method, halved until the loss does not grow.
 * O(n) a step, some ten steps.
 */
export function fitLogistic(sample: LogisticSample): Float64Array | null {
  const size = sample.columns.length;
  assert(size >= 1 && size <= 3, 'one to three columns are fitted');
  let at: Float64Array = new Float64Array(size);
  let here = bentAt(sample, at);
  for (let step = 0; step < STEPS_MAX; step++) {
    const move = solved(here.curvature, here.slope);
    if (move === null) return null;
    let part = 1;
    let next = moved(at, move, part);
    let after = bentAt(sample, next);
    while (!(after.loss <= here.loss + SLACK * Math.abs(here.loss)) && part > 1e-9) {
      part /= 2;
      next = moved(at, move, part);
      after = bentAt(sample, next);
    }
    const largest = Math.max(1, ...at.map(Math.abs));
    const isLast = Math.max(...move.map(Math.abs)) <= LAST_MOVE * largest;
    at = next;
    here = after;
    if (isLast) return at;
  }
  return null;
}

const moved = (at: Float64Array, move: Float64Array, part: number): Float64Array =>
  at.map((value, k) => value - part * move[k]!); // ! as long

function oddsOf(columns: readonly Float64Array[], at: Float64Array, i: number): number {
  let odds = 0;
  for (let k = 0; k < columns.length; k++) odds += at[k]! * columns[k]![i]!; // ! as many coefficients; i < n
  return odds;
}

interface Bent {
  readonly loss: number;
  readonly slope: Float64Array;
  /** The lower half of the second derivatives. */
  readonly curvature: readonly Float64Array[];
}

/** The loss at these coefficients and how it bends there: one exponential for each row. */
function bentAt({ columns, target, weight }: LogisticSample, at: Float64Array): Bent {
  const size = columns.length;
  const slope = new Float64Array(size);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  let loss = 0;
  for (let i = 0; i < target.length; i++) {
    const odds = oddsOf(columns, at, i);
    const w = weight[i]!; // ! i < n, here and below
    const rare = Math.exp(-Math.abs(odds));
    const p = (odds >= 0 ? 1 : rare) / (1 + rare);
    loss += w * (Math.max(odds, 0) + Math.log1p(rare) - target[i]! * odds); // ! as above
    const pull = w * (p - target[i]!); // ! as above
    const bend = w * p * (1 - p);
    for (let a = 0; a < size; a++) {
      const x = columns[a]![i]!; // ! a < size, i < n
      slope[a]! += pull * x; // ! a < size
      for (let b = 0; b <= a; b++) curvature[a]![b]! += bend * x * columns[b]![i]!; // ! a, b < size, i < n
    }
  }
  return { loss, slope, curvature };
}

/** The solution of a symmetric positive system, given by its lower half (Cholesky); null where it is not positive. */
function solved(lower: readonly Float64Array[], right: Float64Array): Float64Array | null {
  const size = right.length;
  const solution = right.slice();
  for (let a = 0; a < size; a++) {
    const row = lower[a]!; // ! a < size
    const own = row[a]!; // ! the diagonal
    for (let b = 0; b <= a; b++) {
      const other = lower[b]!; // ! b < size
      let rest = row[b]!; // ! b <= a
      for (let k = 0; k < b; k++) rest -= row[k]! * other[k]!; // ! k < b
      if (b < a)
        row[b] = rest / other[b]!; // ! b < size
      else if (rest > own * 1e-14) row[a] = Math.sqrt(rest);
      else return null;
    }
  }
  for (let a = 0; a < size; a++) {
    for (let k = 0; k < a; k++) solution[a]! -= lower[a]![k]! * solution[k]!; // ! a, k < size
    solution[a]! /= lower[a]![a]!; // ! a < size
  }
  for (let a = size - 1; a >= 0; a--) {
    for (let k = a + 1; k < size; k++) solution[a]! -= lower[k]![a]! * solution[k]!; // ! a, k < size
    solution[a]! /= lower[a]![a]!; // ! a < size
  }
  return solution;
}
