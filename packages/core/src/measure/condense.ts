import type { Rows } from '../table/rows.ts';
import { isPlain, type Touch } from './compress.ts';

/** Divides by 10 and by 15, the usual numbers of bins of a calibration error, so that no bin of theirs is cut. */
const SCORE_BINS = 600;
/** Resampling fewer rows than this as they are is quick enough. */
const ENOUGH_ROWS = 3_000;

/**
 * Many rows as few counted ones, for resampling only: scores in [0, 1] are gathered in 600 equal bins by label (and
 * prediction), each with its mean score, so that sums of scores by bin stay exact. What is lost is the spread of scores
 * inside a bin, at most 1/1200 around its mean, against a spread of labels of about 1/2. Other rows come back as they
 * are.
 */
export function condense(rows: Rows, touches: readonly Touch[] | null): Rows {
  const { label, score, prediction } = rows.roles;
  const isMine = touches?.every((touch) => ['label', 'prediction', 'score'].includes(touch));
  if (touches === null || !isMine || rows.n < ENOUGH_ROWS || rows.isCounted || rows.cluster || !label || !score)
    return rows;
  if (!isPlain(rows.weight) || !score.every((s) => s >= 0 && s <= 1)) return rows;
  const second = touches.includes('prediction') && prediction ? prediction : new Float64Array(rows.n);
  const cells = SCORE_BINS * 4;
  const counts = new Float64Array(cells);
  const sums = new Float64Array(cells);
  for (let i = 0; i < rows.n; i++) {
    if ((label[i] !== 0 && label[i] !== 1) || (second[i] !== 0 && second[i] !== 1)) return rows;
    const bin = Math.min(SCORE_BINS - 1, Math.floor(score[i]! * SCORE_BINS)); // ! i < n
    const cell = bin * 4 + label[i]! * 2 + second[i]!; // ! i < n
    counts[cell]!++; // ! below the number of cells
    sums[cell]! += score[i]!; // ! i < n
  }
  const present = Array.from(counts.keys()).filter((cell) => counts[cell]! > 0); // ! a key
  return {
    ...rows,
    n: present.length,
    roles: {
      label: Float64Array.from(present, (cell) => (cell >> 1) & 1),
      prediction: Float64Array.from(present, (cell) => cell & 1),
      score: Float64Array.from(present, (cell) => sums[cell]! / counts[cell]!), // ! present
    },
    weight: Float64Array.from(present, (cell) => counts[cell]!), // ! present
    isCounted: true,
    against: {},
    group: null,
    features: [],
  };
}
