import { isGap } from '../catalogue/define.ts';
import { onceForRows } from '../catalogue/once.ts';
import { ranksOf } from '../catalogue/ranks.ts';
import { normalQuantile } from '../stats/normal.ts';
import type { Bounds } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import type { Touch } from './compress.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { resampledValues } from './resample.ts';
import type { Scale } from './scale.ts';
import { binnedScores } from './score-bins.ts';

/** So many resamples tell a bias within a tenth of a deviation. */
const DRAWS = 100;

/**
 * Bounds of a value that was made best in the same rows (a threshold, a hull), and so is too high: resampling makes it
 * best once more, and by how much too high that is shows how much the value is. The bounds stand around the value less
 * that bias, their deviation is that of the resamples, and the value itself is never left out. Null where there are no
 * resamples. Source: Efron 1979, section 7 (bias); MacKinnon and Smith 1998.
 */
export function correctedBounds(
  q: Quantity,
  estimate: Estimate,
  rows: Rows,
  { seed, degrees }: { readonly seed: number; readonly degrees: number | null },
): ((tails: Bounds) => Bounds | null) | null {
  const { value, scale } = estimate;
  const few = byScore(rows, q.touches);
  const found = resampledValues(q, few, { draws: DRAWS, seed });
  if (found === null) return null;
  // Bins move the value as they move its resamples.
  const start = few.n < rows.n ? q.of(few, 'value') : null;
  const from = start === null || isGap(start) ? value : start.value;
  const on = found.map((one) => onScale(one, scale));
  const mean = on.reduce((a, b) => a + b, 0) / on.length;
  const deviation = Math.sqrt(on.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (on.length - 1));
  if (!(deviation > 0)) return null;
  const centre = onScale(value, scale) + onScale(from, scale) - mean;
  const at = (p: number): number =>
    offScale(centre + deviation * (degrees === null ? normalQuantile(p) : studentQuantile(p, degrees)), scale);
  return (tails) => {
    const [low, high] = [at(tails[0]), at(tails[1])];
    return [Math.min(low, value), Math.max(high, value)];
  };
}

/** Scores of more rows than twice as many are put into so many bins: a step of a curve is then a thousandth. */
const BINS = 1024;

/**
 * Rows of one score and label counted together, scores rising: what is drawn then does not hang on the order of rows.
 * Scores of many rows in bins. Others (clusters, weights, more columns) as they are. O(n log n).
 */
function byScore(rows: Rows, touches: readonly Touch[] | null): Rows {
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

/** At the ends of a range nothing is symmetric: half a thousandth from them is as far as it is looked at. */
const END = 5e-4;

const onScale = (value: number, scale: Scale): number => {
  if (scale !== 'logit') return value;
  const inside = Math.min(1 - END, Math.max(END, value));
  return Math.log(inside / (1 - inside));
};
const offScale = (value: number, scale: Scale): number => (scale === 'logit' ? 1 / (1 + Math.exp(-value)) : value);
