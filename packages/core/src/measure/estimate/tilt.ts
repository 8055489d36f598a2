import type { Rows } from '../../table/rows.ts';
import type { Chances } from './chances.ts';

/** By class of chances: how their log-odds are moved, a + b × log-odds. */
export type Tilt = readonly { readonly a: number; readonly b: number }[];

/** Chances of 0 and 1 have no log-odds. */
const CLIP = 1e-4;
/** What is believed before any row is seen (no tilt) counts for as much as so many rows. */
const PRIOR_ROWS = 300;
const STEPS_MAX = 15;
const LAST_MOVE = 1e-7;

/** Log-odds of a chance, never of 0 or 1. */
export const oddsOf = (chance: number): number => {
  const p = Math.min(Math.max(chance, CLIP), 1 - CLIP);
  return Math.log(p / (1 - p));
};

/**
 * How chances have to move to be right among weighted rows: a logistic regression of each class on its log-odds, minus
 * the same among the rows as they are, which takes off what is chance in the choice of rows. `effective`: as many rows
 * the weighted ones are worth. A curve of its own for the weighted rows has several times the spread (ADR 51).
 */
export function fitTilt(rows: Rows, chances: Chances, weight: Float64Array, effective: number): Tilt {
  const { label = new Float64Array() } = rows.roles;
  return chances.map((own, k) => {
    if (k === 0 && chances.length === 2) return { a: 0, b: 1 };
    const odds = own.map(oddsOf);
    const isIt = label.map((code) => Number(code === k));
    const plain = fitLine(odds, isIt, null, effective);
    const tilted = fitLine(odds, isIt, weight, effective);
    return { a: tilted.a - plain.a, b: 1 + tilted.b - plain.b };
  });
}

/** Chances moved by a tilt; they add up to 1 again. O(n classes). */
export function tilted(chances: Chances, tilt: Tilt): Chances {
  const moved = chances.map((own, k) => {
    const { a, b } = tilt[k]!; // ! a tilt a class
    return own.map((chance) => 1 / (1 + Math.exp(-a - b * oddsOf(chance))));
  });
  const [no, yes] = moved;
  if (moved.length === 2 && no && yes) return [yes.map((chance) => 1 - chance), yes];
  for (let i = 0; i < (no?.length ?? 0); i++) {
    let total = 0;
    for (const own of moved) total += own[i]!; // ! i < n, here and below
    for (const own of moved) own[i]! /= total; // ! as above
  }
  return moved;
}

/** Intercept and slope by Newton's method, drawn a little to no tilt; weights are scaled to `size` rows in all. */
function fitLine(
  odds: Float64Array,
  isIt: Float64Array,
  weight: Float64Array | null,
  size: number,
): { readonly a: number; readonly b: number } {
  let total = 0;
  for (let i = 0; i < odds.length; i++) total += weight?.[i] ?? 1;
  let [a, b] = [0, 1];
  for (let step = 0; step < STEPS_MAX; step++) {
    let [slopeA, slopeB] = [-PRIOR_ROWS * a, PRIOR_ROWS * (1 - b)];
    let [bendA, bendBoth, bendB] = [PRIOR_ROWS, 0, PRIOR_ROWS];
    for (let i = 0; i < odds.length; i++) {
      const x = odds[i]!; // ! i < n, here and below
      const p = 1 / (1 + Math.exp(-a - b * x));
      const w = ((weight?.[i] ?? 1) * size) / total;
      const rest = w * (isIt[i]! - p); // ! as above
      const bend = w * p * (1 - p);
      slopeA += rest;
      slopeB += rest * x;
      bendA += bend;
      bendBoth += bend * x;
      bendB += bend * x * x;
    }
    const scale = bendA * bendB - bendBoth * bendBoth;
    const [moveA, moveB] = [(bendB * slopeA - bendBoth * slopeB) / scale, (bendA * slopeB - bendBoth * slopeA) / scale];
    a += moveA;
    b += moveB;
    if (Math.abs(moveA) + Math.abs(moveB) < LAST_MOVE) break;
  }
  return { a, b };
}
