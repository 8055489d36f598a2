import { dot } from '../stats/sum.ts';
import type { GapReason, RowsOf } from './define.ts';
import { onceForRows } from './once.ts';

type Scored = RowsOf<'label' | 'score'>;

/** Scores are kept this far from 0 and 1: at 0 the log-odds are infinite, and one such row would decide all. */
const CLIP = 1e-6;
/** Newton's method doubles the digits with each step; what has not settled by then runs away. */
const STEPS_MAX = 60;
const SETTLED = 1e-13;
/** The likelihood of a million rows is a sum that rounds: a fall by less is no fall. */
const LIKELIHOOD_SLACK = 1e-9;

/** A line on the log-odds of the score that tells the label best, and each row's pull on it. */
export interface Fit {
  readonly intercept: number;
  readonly slope: number;
  /** Of each row the fitted probability of a positive. */
  readonly chance: Float64Array;
  /** The log-odds of each score. */
  readonly odds: Float64Array;
  /** What the weights and probabilities say about intercept and slope: the second derivatives of the likelihood. */
  readonly curvature: Curvature;
}
interface Curvature {
  readonly one: number;
  readonly x: number;
  readonly square: number;
}

/** The log-odds ln(p / (1 - p)) of each score, clipped. */
function logOdds(score: Float64Array): Float64Array {
  const odds = new Float64Array(score.length);
  for (let i = 0; i < odds.length; i++) {
    const p = clipped(score[i]!); // ! i < n
    odds[i] = Math.log(p / (1 - p));
  }
  return odds;
}

const clipped = (p: number): number => Math.min(Math.max(p, CLIP), 1 - CLIP);

/** Why no line can be fitted, or null: it needs both classes, two different scores, and classes that overlap. */
export function whyNoFit({ n, label, score, weight }: Scored): GapReason | null {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number]; // as: one for each class
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number]; // as: one for each class
  for (let i = 0; i < n; i++) {
    if (weight[i] === 0) continue;
    const k = label[i] === 1 ? 1 : 0;
    const x = clipped(score[i]!); // ! i < n
    if (x < least[k]) least[k] = x;
    if (x > most[k]) most[k] = x;
  }
  const isEmpty = most.map((value) => value === Number.NEGATIVE_INFINITY);
  if (isEmpty[0] && isEmpty[1]) return 'too-few-rows';
  if (isEmpty[0] || isEmpty[1]) return 'one-class';
  if (Math.min(...least) === Math.max(...most)) return 'no-variance';
  // Where a threshold parts the classes the likelihood grows for ever with the slope.
  return most[0] <= least[1] || most[1] <= least[0] ? 'infinite' : null;
}

/**
 * The logistic regression of the label on the log-odds of the score, starting from scores that are right. Null when it
 * does not settle. Newton's method, each step halved until the likelihood does not fall. Ask `whyNoFit` first. O(n) a
 * step, about six steps; the same rows are fitted once.
 */
export const fitLine = onceForRows((rows: Scored): Fit | null => settle(rows, logOdds(rows.score), true));
/** The same with the slope held at 1: the log-odds as they are, and an intercept. */
export const fitOffset = onceForRows((rows: Scored): Fit | null => settle(rows, logOdds(rows.score), false));

function settle(rows: Scored, odds: Float64Array, isFree: boolean): Fit | null {
  let at = { intercept: 0, slope: 1 };
  let here = derivatives(rows, odds, at);
  for (let step = 0; step < STEPS_MAX; step++) {
    const move = solve(here.curvature, here.byIntercept, isFree ? here.bySlope : null);
    if (move === null) return null;
    let next = at;
    let there = here;
    for (let size = 1; size > 1e-9; size /= 2) {
      next = { intercept: at.intercept + size * move.intercept, slope: at.slope + size * move.slope };
      there = derivatives(rows, odds, next);
      if (there.likelihood >= here.likelihood - LIKELIHOOD_SLACK * Math.abs(here.likelihood)) break;
    }
    const change = Math.max(Math.abs(next.intercept - at.intercept), Math.abs(next.slope - at.slope));
    at = next;
    here = there;
    if (change <= SETTLED * Math.max(1, Math.abs(at.intercept), Math.abs(at.slope))) {
      return { ...at, chance: here.chance, odds, curvature: here.curvature };
    }
  }
  return null;
}

/** Influence of each row on intercept or slope: its pull through the inverse of the curvature (implicit function). */
export function fitInfluence(rows: Scored, fit: Fit, of: 'intercept' | 'slope'): Float64Array {
  const { n, label, weight } = rows;
  const { one, x, square } = fit.curvature;
  const determinant = one * square - x * x;
  const onOne = of === 'slope' ? -x / determinant : 1 / one;
  const onX = of === 'slope' ? one / determinant : 0;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const miss = label[i]! - fit.chance[i]!; // ! i < n
    out[i] = n * weight[i]! * miss * (onOne + onX * fit.odds[i]!); // ! i < n
  }
  return out;
}

type Line = { readonly intercept: number; readonly slope: number };

/** The likelihood of a line and what moves it, in one pass. */
function derivatives({ n, label, weight }: Scored, odds: Float64Array, { intercept, slope }: Line) {
  const chance = new Float64Array(n);
  const miss = new Float64Array(n);
  let likelihood = 0;
  let one = 0;
  let x = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const w = weight[i]!; // ! i < n
    const odd = odds[i]!; // ! i < n
    const z = intercept + slope * odd;
    const e = Math.exp(-Math.abs(z));
    const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    const isPositive = label[i] === 1;
    likelihood += w * (Math.min(isPositive ? z : -z, 0) - Math.log1p(e));
    chance[i] = p;
    miss[i] = (isPositive ? 1 : 0) - p;
    const bend = (w * e) / (1 + e) / (1 + e);
    one += bend;
    x += bend * odd;
    square += bend * odd * odd;
  }
  const byIntercept = dot(weight, miss);
  for (let i = 0; i < n; i++) miss[i]! *= odds[i]!; // ! i < n
  return { likelihood, byIntercept, bySlope: dot(weight, miss), chance, curvature: { one, x, square } };
}

/** Newton's move; with one derivative only the intercept moves. Null where the curvature has run out of digits. */
function solve({ one, x, square }: Curvature, byIntercept: number, bySlope: number | null): Line | null {
  if (!(one > 0)) return null;
  if (bySlope === null) return { intercept: byIntercept / one, slope: 0 };
  const determinant = one * square - x * x;
  if (!(determinant > 0)) return null;
  return {
    intercept: (square * byIntercept - x * bySlope) / determinant,
    slope: (one * bySlope - x * byIntercept) / determinant,
  };
}
