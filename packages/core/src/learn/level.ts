import { weightedQuantile } from './boost/weighted-quantile.ts';

/** What sets numbers right that are too high or too low as a whole: so many times as much, or so much more. */
export type Level =
  | { readonly kind: 'times'; readonly factor: number }
  | { readonly kind: 'plus'; readonly more: number };

/** Where only too much or only too little has a price, the cheapest answer would be without end. */
const QUANTILE_LEAST = 0.05;

/** The quantile of what may come that is the cheapest answer: the price of too little by that of both. */
export const quantileBy = (over: number, under: number): number =>
  Math.min(Math.max(under / (over + under), QUANTILE_LEAST), 1 - QUANTILE_LEAST);

/** Labels and the numbers that were answered, row by row. */
export interface Answered {
  readonly label: Float64Array;
  readonly prediction: Float64Array;
}

/**
 * The level at which these answers would have cost least where one too many costs 1 - q and one too few q: the
 * quantile of what was missing, or of label by prediction where rows weigh as much as was predicted (a row that says
 * nothing, or less, has no such factor). Of both the one that costs less. Source: Koenker and Bassett 1978. O(n log n).
 */
export function fitLevel({ label, prediction }: Answered, q: number): Level {
  const more = weightedQuantile(
    label.map((own, i) => own - prediction[i]!), // ! as many
    null,
    q,
  );
  const plus: Level = { kind: 'plus', more };
  const positive = prediction.map((own) => Math.max(own, 0));
  const ratio = label.map((own, i) => (positive[i]! > 0 ? own / positive[i]! : 0)); // ! as many
  const factor = weightedQuantile(ratio, positive, q);
  if (!(factor > 0)) return plus;
  const times: Level = { kind: 'times', factor };
  const costOf = (level: Level): number =>
    atLevel(level, prediction).reduce((sum, own, i) => {
      const short = label[i]! - own; // ! as many
      return sum + (short > 0 ? q * short : (q - 1) * short);
    }, 0);
  return costOf(times) < costOf(plus) ? times : plus;
}

/** Numbers at that level. O(n). */
export const atLevel = (level: Level, prediction: Float64Array): Float64Array =>
  level.kind === 'times' ? prediction.map((own) => own * level.factor) : prediction.map((own) => own + level.more);
