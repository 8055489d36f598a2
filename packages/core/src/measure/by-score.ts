import { onceForRows } from '../catalogue/once.ts';
import { ranksOf } from '../catalogue/ranks.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import type { Touch } from './compress.ts';
import { binnedScores } from './score-bins.ts';

/** Scores of more rows than twice as many are put into so many bins: a step of a curve is then a thousandth. */
const BINS = 1024;

/**
 * Rows of one score and label counted together, scores rising: what is drawn then does not hang on the order of rows.
 * Scores of many rows in bins. Others (clusters, weights, more columns) as they are. O(n log n).
 */
export function byScore(rows: Rows, touches: readonly Touch[] | null): Rows {
  const { label, score } = rows.roles;
  const isPlainly = !rows.isCounted && rows.cluster === null && rows.side === null && isPlain(rows.weight);
  const isOfScore = touches?.every((touch) => touch === 'label' || touch === 'score') === true;
  return label && score && isPlainly && isOfScore ? counted({ ...rows, label, score }) : rows;
}

/** Once for the same rows: what is drawn from them is then drawn once for all that look at scores. */
const counted = onceForRows((rows: Rows & { readonly label: Float64Array; readonly score: Float64Array }): Rows => {
  const { label, score } = rows;
  if (rows.n > 2 * BINS && rows.classes.length === 2) return binnedScores(rows, BINS);
  const { rank, count } = ranksOf(score);
  const cells = new Float64Array(2 * count);
  const scores = new Float64Array(count);
  for (let i = 0; i < rows.n; i++) {
    const k = rank[i]!; // ! i < n
    cells[2 * k + (label[i] === 1 ? 1 : 0)]!++; // ! ranks are below their count
    scores[k] = score[i]!; // ! i < n
  }
  const present = Array.from(cells.keys()).filter((at) => cells[at]! > 0); // ! a key
  return makeRows(present.length, {
    roles: {
      label: Float64Array.from(present, (at) => at % 2),
      score: Float64Array.from(present, (at) => scores[at >> 1]!), // ! a rank
    },
    classes: rows.classes,
    weight: Float64Array.from(present, (at) => cells[at]!), // ! present
    isCounted: true,
  });
});
