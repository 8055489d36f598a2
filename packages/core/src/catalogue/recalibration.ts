import type { GapReason, RowsOf } from './define.ts';
import { clipped, type LogOdds, logOddsOf } from './log-odds.ts';
import { type Curvature, type Derivatives, isLast, type Line, movedLine, newtonMove } from './logistic-line.ts';
import { derivativesByMoments, lineByMoments, oddsMoments } from './odds-moments.ts';
import { onceForRows } from './once.ts';

type Scored = RowsOf<'label' | 'score'>;

/** Newton's method doubles the digits with each step; what has not settled by then runs away. */
const STEPS_MAX = 60;
/** The likelihood of a million rows is a sum that rounds: a fall by less is no fall. */
const LIKELIHOOD_SLACK = 1e-9;
/** From this many rows on, gathering them by their log-odds is less work than one step over them. */
const MANY_ROWS = 2048;

/** A line on the log-odds of the score that tells the label best. */
export interface Fit extends Line {
  /** What the weights and probabilities say about intercept and slope: the second derivatives of the likelihood. */
  curvature(): Curvature;
}

/** Why no line can be fitted, or null: it needs both classes, two different scores, and classes that overlap. */
export const whyNoFit = onceForRows(({ n, label, score, weight }: Scored): GapReason | null => {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number]; // as: one for each class
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number]; // as: one for each class
  for (let i = 0; i < n; i++) {
    if (weight[i] === 0) continue;
    const k = label[i] === 1 ? 1 : 0;
    const x = clipped(score[i]!); // ! i < n
    if (x < least[k]) least[k] = x;
    if (x > most[k]) most[k] = x;
    // Once each class has a score above one of the other, more rows change nothing.
    if (most[0] > least[1] && most[1] > least[0]) return null;
  }
  const isEmpty = most.map((value) => value === Number.NEGATIVE_INFINITY);
  if (isEmpty[0] && isEmpty[1]) return 'too-few-rows';
  if (isEmpty[0] || isEmpty[1]) return 'one-class';
  if (Math.min(...least) === Math.max(...most)) return 'no-variance';
  // Where a threshold parts the classes the likelihood grows for ever with the slope.
  return most[0] <= least[1] || most[1] <= least[0] ? 'infinite' : null;
});

/**
 * The logistic regression of the label on the log-odds of the score. Null when it does not settle. Ask `whyNoFit`
 * first. The same rows are fitted once; the same scores with other weights (a resample) start from the first line that
 * was found for them. O(n) a step, one step and some hundred bins where there are many rows.
 */
export const fitLine = onceForRows((rows: Scored): Fit | null => fit(rows, true));
/** The same with the slope held at 1: the log-odds as they are, and an intercept. */
export const fitOffset = onceForRows((rows: Scored): Fit | null => fit(rows, false));

const momentsOf = onceForRows((rows: Scored) => oddsMoments(rows, logOddsOf(rows.score).values));
const RIGHT_SCORES: Line = { intercept: 0, slope: 1 };
const firstLines = { free: new WeakMap<Float64Array, Line>(), held: new WeakMap<Float64Array, Line>() };

function fit(rows: Scored, isFree: boolean): Fit | null {
  if (rows.n >= MANY_ROWS) {
    const moments = momentsOf(rows);
    const line = lineByMoments(moments, isFree);
    if (line !== null) return { ...line, curvature: () => derivativesByMoments(moments, line).curvature };
  }
  const lines = isFree ? firstLines.free : firstLines.held;
  const first = lines.get(rows.score);
  const odds = logOddsOf(rows.score);
  const found = (first && settle(rows, odds, isFree, first)) ?? settle(rows, odds, isFree, RIGHT_SCORES);
  if (found !== null && first === undefined) lines.set(rows.score, found);
  return found;
}

/** Newton's method over the rows, each step halved until the likelihood does not fall. */
function settle(rows: Scored, odds: LogOdds, isFree: boolean, start: Line): Fit | null {
  let at = start;
  for (let step = 0; step < STEPS_MAX; step++) {
    const move = newtonMove(derivatives(rows, odds.values, at), isFree);
    if (move === null) return null;
    if (isLast(at, move)) {
      const line = movedLine(at, move);
      return { ...line, curvature: () => derivatives(rows, odds.values, line).curvature };
    }
    at = movedLine(at, move, safePart(rows, odds, at, move));
  }
  return null;
}

/**
 * How much of a move is safe. Where no row's log-odds moves by more than ln 2, the curvature at most doubles on the way
 * and the likelihood cannot fall; else it is asked.
 */
function safePart(rows: Scored, { values, reach }: LogOdds, at: Line, move: Line): number {
  if (Math.abs(move.intercept) + reach * Math.abs(move.slope) <= Math.LN2) return 1;
  const before = likelihood(rows, values, at);
  let size = 1;
  while (size > 1e-9) {
    if (likelihood(rows, values, movedLine(at, move, size)) >= before - LIKELIHOOD_SLACK * Math.abs(before)) break;
    size /= 2;
  }
  return size;
}

/** Influence of each row on intercept or slope: its pull through the inverse of the curvature (implicit function). */
export function fitInfluence(rows: Scored, fit: Fit, of: 'intercept' | 'slope'): Float64Array {
  const { n, label, score, weight } = rows;
  const { intercept, slope } = fit;
  const { one, x, square } = fit.curvature();
  const determinant = one * square - x * x;
  const onOne = of === 'slope' ? -x / determinant : 1 / one;
  const onX = of === 'slope' ? one / determinant : 0;
  const out = new Float64Array(n);
  if (of === 'intercept') {
    // With the slope at 1 the odds of each score are multiplied by one number, and no exponential is needed.
    const times = Math.exp(intercept);
    for (let i = 0; i < n; i++) {
      const p = clipped(score[i]!); // ! i < n, here and below
      out[i] = n * weight[i]! * (label[i]! - (p * times) / (1 - p + p * times)) * onOne; // !
    }
    return out;
  }
  const { values: odds } = logOddsOf(score);
  for (let i = 0; i < n; i++) {
    const odd = odds[i]!; // ! i < n, here and below
    const miss = label[i]! - 1 / (1 + Math.exp(-intercept - slope * odd)); // !
    out[i] = n * weight[i]! * miss * (onOne + onX * odd); // !
  }
  return out;
}

function likelihood({ n, label, weight }: Scored, odds: Float64Array, { intercept, slope }: Line): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const z = intercept + slope * odds[i]!; // ! i < n
    const w = weight[i]!; // ! i < n
    if (w > 0) total += w * (Math.min(label[i] === 1 ? z : -z, 0) - Math.log1p(Math.exp(-Math.abs(z))));
  }
  return total;
}

/** What moves the likelihood at a line, in one pass; the two slopes by compensated sums. */
function derivatives({ n, label, weight }: Scored, odds: Float64Array, { intercept, slope }: Line): Derivatives {
  let byIntercept = 0;
  let lostIntercept = 0;
  let bySlope = 0;
  let lostSlope = 0;
  let one = 0;
  let x = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const w = weight[i]!; // ! i < n
    if (w === 0) continue;
    const odd = odds[i]!; // ! i < n
    const z = intercept + slope * odd;
    const e = Math.exp(-Math.abs(z));
    const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    const pull = w * ((label[i] === 1 ? 1 : 0) - p);
    const afterIntercept = byIntercept + pull;
    lostIntercept +=
      Math.abs(byIntercept) >= Math.abs(pull)
        ? byIntercept - afterIntercept + pull
        : pull - afterIntercept + byIntercept;
    byIntercept = afterIntercept;
    const turn = pull * odd;
    const afterSlope = bySlope + turn;
    lostSlope += Math.abs(bySlope) >= Math.abs(turn) ? bySlope - afterSlope + turn : turn - afterSlope + bySlope;
    bySlope = afterSlope;
    const bend = (w * e) / (1 + e) / (1 + e);
    one += bend;
    x += bend * odd;
    square += bend * odd * odd;
  }
  return { byIntercept: byIntercept + lostIntercept, bySlope: bySlope + lostSlope, curvature: { one, x, square } };
}
