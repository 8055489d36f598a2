import type { Rows } from '../table/rows.ts';
import { onesOf } from '../table/weights.ts';
import type { Quantity } from './quantity.ts';

/** Rows of several classes as claims: the label is whether the answer was right, the score how sure the model was. */
export function claimsOf(rows: Rows): Rows {
  const { label, prediction, scores } = rows.roles;
  const came = new Float64Array(rows.n);
  const chance = new Float64Array(rows.n);
  for (let i = 0; i < rows.n; i++) came[i] = Number(label?.[i] === prediction?.[i]);
  for (const score of scores ?? []) {
    for (let i = 0; i < rows.n; i++) chance[i] = Math.max(chance[i]!, score[i]!); // ! i < n
  }
  return { ...rows, roles: { label: came, score: chance }, classes: ['wrong', 'right'], against: {}, features: [] };
}

/** The quantity of answers, asked on claims: one class that was answered everywhere, and is right where it came. */
export const onClaims = (q: Quantity): Quantity => ({
  ...q,
  touches: null,
  of(rows, want) {
    const { label, score } = rows.roles;
    if (!label || !score) return { gap: label ? 'no-score' : 'no-label', n: rows.n };
    return q.of({ ...rows, roles: { label, prediction: onesOf(rows.n), scores: [score] } }, want);
  },
});
