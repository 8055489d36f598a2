import { bestOf, recalibrated, SQUARE } from '../stats/corp.ts';
import type { RowsOf } from './define.ts';
import { onceForRows } from './once.ts';
import { classWeights } from './ranks.ts';
import { rocHull, stretchesOf } from './roc-hull.ts';

type Scored = RowsOf<'label' | 'score'>;

/**
 * The Brier score that scores would have if they were set right in their order, what that saves against the base rate,
 * and the score of the base rate; null without weight. Only the order of the scores counts. Once for all entries.
 */
export const brierAtBest = onceForRows((rows: Scored) => {
  const spread = classWeights(rows);
  return bestOf(spread.count < FEW_RANKS ? spread : stretchesOf(rocHull(spread)), SQUARE);
});

/** The weighted sum of (score - label)², compensated, and of the weights. Once for all entries. */
export const squaredMisses = (rows: Scored): { readonly sum: number; readonly total: number } =>
  rows.n < FEW_RANKS ? squaresOf(rows) : squaresOnce(rows);

function squaresOf({ n, label, score, weight }: Scored): { readonly sum: number; readonly total: number } {
  let sum = 0;
  let lost = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = weight[i]!; // ! i < n, here and below
    const miss = score[i]! - label[i]!; // ! as above
    const term = w * miss * miss;
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
    total += w;
  }
  return { sum: sum + lost, total };
}

const squaresOnce = onceForRows(squaresOf);

/** Few ranks are those of a resample, whose hull nobody else asks for: to keep it would cost more than it does. */
const FEW_RANKS = 1000;

/** The isotonic recalibration of each row. */
export function recalibratedRows(rows: Scored): Float64Array {
  const levels = classWeights(rows);
  const fitted = recalibrated(levels);
  const out = new Float64Array(rows.n);
  for (let i = 0; i < out.length; i++) out[i] = fitted[levels.rank[i]!]!; // ! i < n, a rank
  return out;
}

/** The share of positives; null without weight. */
export function baseRate({ n, label, weight }: RowsOf<'label'>): number | null {
  let yes = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    yes += weight[i]! * label[i]!; // ! i < n
    total += weight[i]!; // ! i < n
  }
  return total === 0 ? null : yes / total;
}

/**
 * Influence of a mean loss whose parameters were fitted to lose least: they do not move it, so that each row counts by
 * its own term alone (the envelope theorem). `term`: the loss of each row, up to what the value subtracts.
 */
export function meanInfluence(
  { n, weight }: RowsOf<'label'>,
  term: (i: number) => number,
  value: number,
): Float64Array {
  let total = 0;
  for (let i = 0; i < n; i++) total += weight[i]!; // ! i < n
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = (n / total) * weight[i]! * (term(i) - value); // ! i < n
  return out;
}
