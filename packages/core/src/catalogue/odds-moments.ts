import { type Derivatives, isLast, type Line, movedLine, newtonMove } from './logistic-line.ts';

/** Bins in one unit of log-odds. */
const BINS_PER_UNIT = 64;
/** Clipped log-odds lie within 14 of 0. */
const LEAST = -14;
const BINS = 28 * BINS_PER_UNIT;
/** Powers of the distance from the middle of a bin that are summed, 0 to 5. */
const POWERS = 6;
/**
 * The Taylor series of the logistic function reaches as far as pi. Half a bin is 1/128, so at this slope the first term
 * that is left out is (2/128 / pi)^6, 2e-14 of the first.
 */
const STEEPEST = 2;
const STEPS_MAX = 30;

/** Rows in narrow bins of their log-odds: of each the sums of w d^k, where d is the distance from its middle. */
export interface OddsMoments {
  readonly sums: Float64Array;
  /** Sums of w and of w x over the positive rows. */
  readonly positives: number;
  readonly positiveOdds: number;
}

interface Answered {
  readonly label: Float64Array;
  readonly weight: Float64Array;
}

/** The moments of the rows; `odds` are clipped. One pass, quickest where the odds rise. */
export function oddsMoments({ label, weight }: Answered, odds: Float64Array): OddsMoments {
  const sums = new Float64Array(BINS * POWERS);
  let positives = 0;
  let positiveOdds = 0;
  let lost = 0;
  for (let i = 0; i < odds.length; ) {
    const bin = binOf(odds[i]!); // ! i < n
    const middle = middleOf(bin);
    // The sums of neighbours in one bin, in variables: an array would be written and read again for each row.
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let more = 0;
    for (; i < odds.length; i++) {
      const x = odds[i]!; // ! i < n, here and below
      if (binOf(x) !== bin) break;
      const w = weight[i]!; // ! as above
      const yes = w * label[i]!; // ! 0 or 1: a sum is quicker than a branch that nobody can foretell
      positives += yes;
      more += yes * x;
      const d = x - middle;
      const square = d * d;
      s0 += w;
      s1 += w * d;
      s2 += w * square;
      s3 += w * square * d;
      s4 += w * square * square;
      s5 += w * square * square * d;
    }
    const after = positiveOdds + more;
    const gained = after - positiveOdds;
    lost += positiveOdds - (after - gained) + (more - gained);
    positiveOdds = after;
    const at = bin * POWERS;
    sums[at]! += s0; // ! below BINS * POWERS, here and below
    sums[at + 1]! += s1; // !
    sums[at + 2]! += s2; // !
    sums[at + 3]! += s3; // !
    sums[at + 4]! += s4; // !
    sums[at + 5]! += s5; // !
  }
  return { sums, positives, positiveOdds: positiveOdds + lost };
}

const binOf = (odds: number): number => Math.floor((odds - LEAST) * BINS_PER_UNIT);
const middleOf = (bin: number): number => LEAST + (bin + 0.5) / BINS_PER_UNIT;

/**
 * The line of the highest likelihood, from moments alone: within a bin the fitted probability is its Taylor series, so
 * that the sums over rows are exact to rounding, at the cost of some hundred bins a step. Null where Newton's method
 * does not settle or the line is steeper than the series is good for: ask the rows then.
 */
export function lineByMoments(moments: OddsMoments, isFree: boolean): Line | null {
  let at: Line = { intercept: 0, slope: 1 };
  for (let step = 0; step < STEPS_MAX; step++) {
    const move = newtonMove(derivativesByMoments(moments, at), isFree);
    if (move === null) return null;
    if (isLast(at, move)) return movedLine(at, move);
    at = movedLine(at, move, partWithin(at, move));
  }
  return null;
}

/** How much of a move leaves the line as flat as the series needs it. */
function partWithin(at: Line, move: Line): number {
  let size = 1;
  while (Math.abs(at.slope + size * move.slope) > STEEPEST) size /= 2;
  return size;
}

/** What moves the likelihood at a line that is no steeper than 2. */
export function derivativesByMoments(
  { sums, positives, positiveOdds }: OddsMoments,
  { intercept, slope }: Line,
): Derivatives {
  const series = new Float64Array(POWERS + 1);
  let expected = 0;
  let expectedOdds = 0;
  let one = 0;
  let x = 0;
  let square = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const from = bin * POWERS;
    if (sums[from] === 0) continue;
    const middle = middleOf(bin);
    logisticSeries(intercept + slope * middle, series);
    // Sums over the bin of w p, w d p and of w p', w d p', w d² p'; the power of the slope goes along.
    let p = 0;
    let dp = 0;
    let bend = 0;
    let dBend = 0;
    let ddBend = 0;
    let power = 1;
    for (let k = 0; k < POWERS; k++) {
      const value = power * series[k]!; // ! k < POWERS
      const slopeHere = power * (k + 1) * series[k + 1]!; // ! k + 1 <= POWERS
      const here = sums[from + k]!; // ! in range
      const next = atMost(sums, from, k + 1);
      const after = atMost(sums, from, k + 2);
      p += value * here;
      dp += value * next;
      bend += slopeHere * here;
      dBend += slopeHere * next;
      ddBend += slopeHere * after;
      power *= slope;
    }
    expected += p;
    expectedOdds += middle * p + dp;
    one += bend;
    x += middle * bend + dBend;
    square += middle * middle * bend + 2 * middle * dBend + ddBend;
  }
  return { byIntercept: positives - expected, bySlope: positiveOdds - expectedOdds, curvature: { one, x, square } };
}

/** The sum of the k-th power in a bin; beyond those that are kept they are less than rounding. */
// ! from + k is in range
const atMost = (sums: Float64Array, from: number, k: number): number => (k < POWERS ? sums[from + k]! : 0);

/** Coefficients of the Taylor series of 1 / (1 + exp(-z)) about z, from p' = p (1 - p). Written into `into`. */
function logisticSeries(z: number, into: Float64Array): void {
  into[0] = 1 / (1 + Math.exp(-z));
  for (let k = 0; k + 1 < into.length; k++) {
    let square = 0;
    for (let i = 0; i <= k; i++) square += into[i]! * into[k - i]!; // ! i, k - i <= k
    into[k + 1] = (into[k]! - square) / (k + 1); // ! k < length
  }
}
