import type { Shift } from './shift.ts';
import type { Outside } from './support.ts';

/** Why a window has no estimate, with the number that decided. */
export type Refusal =
  | { readonly why: 'too-few-rows'; readonly rows: number; readonly needed: number }
  | {
      readonly why: 'outside-reference';
      /** The share of rows that lie outside, and the features that put most of them there. */
      readonly share: number;
      readonly features: readonly string[];
    }
  | { readonly why: 'told-apart'; readonly share: number }
  | { readonly why: 'few-alike'; readonly share: number; readonly rows: number }
  | { readonly why: 'reference-fitted' }
  /** Labels of an earlier window, by its place, have shown that the reference no longer holds. */
  | { readonly why: 'found-wrong'; readonly window: number };

/** A window of fewer rows says nothing (STATISTICS 2.3 point 7). */
export const WINDOW_ROWS_LEAST = 30;
/** More rows than this outside what the reference holds, or told apart from all of it, cannot be spoken for. */
const OUTSIDE_MOST = 0.05;
const APART_MOST = 0.05;
/** Of the reference less than this share is like the window: too little, unless it is many rows all the same. */
const ALIKE_LEAST = 0.1;
const ALIKE_ROWS = 300;
const FEATURES_TOLD = 3;

/**
 * Whether rows lie outside the reference. Chance alone puts a new row beyond the range of one of `features` numbers
 * with probability 2 / (rows + 1) each: that much is allowed on top.
 */
export function refusedBySupport({ share, features }: Outside, byChance: number): Refusal | null {
  if (share - byChance <= OUTSIDE_MOST) return null;
  return { why: 'outside-reference', share, features: features.slice(0, FEATURES_TOLD).map(({ name }) => name) };
}

/** Whether the reference has too little that is like the window (STATISTICS 3.3; ADR 51 for the rows). */
export function refusedByShift({ apart, share, effective }: Shift): Refusal | null {
  if (apart > APART_MOST) return { why: 'told-apart', share: apart };
  return share < ALIKE_LEAST && effective < ALIKE_ROWS
    ? { why: 'few-alike', share, rows: Math.round(effective) }
    : null;
}
