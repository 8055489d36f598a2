import type { Bounds } from '../../stats/proportion.ts';
import { stratifiedDifference } from '../../stats/stratified-difference.ts';

/** Rows with what was answered, and whether their label is there. */
export interface Observed {
  /** By row: the class that was answered, or the fifth of the amounts, from 0. */
  readonly answer: Int32Array;
  readonly answers: number;
  readonly isLabelled: Uint8Array;
  /** By row: rows of one window are compared, so that young windows, whose labels are to come, are no difference. */
  readonly window: Int32Array;
}

/** Labels of rows with one answer. */
export interface ObservedAnswer {
  readonly rows: number;
  readonly labelled: number;
  /** Share that has a label, minus that of the other answers, among rows of one window; null without others. */
  readonly difference: number | null;
  readonly interval: Bounds | null;
}

/** Whether labels come to all answers alike. */
export interface SelectiveLabels {
  /**
   * `even`: no answer gets labels more often. `uneven`: some do, so that rows must be weighted. `one-sided`: rows of an
   * answer get none to speak of, and no weight helps. Null where too few rows say.
   */
  readonly kind: 'even' | 'uneven' | 'one-sided' | null;
  readonly answers: readonly ObservedAnswer[];
}

/** Answers of fewer rows are not looked at. */
const ROWS_LEAST = 50;
/** Surely so in 999 of 1,000, for any one of them; and by so much that it matters. */
const Z = 3.290526731491926;
const DIFFERENCE_LEAST = 0.05;
/** Where labels come to a smaller share of the rows, those that came speak for more than 20 rows each. */
export const SHARE_LEAST = 0.05;

/**
 * P(label is there | answer): whether labels come to some answers and not to others, as they do where an answer decides
 * what happens (nobody knows whether a loan that was refused had been repaid). Source: STATISTICS 10 (a). O(n answers).
 */
export function selectiveLabels({ answer, answers, isLabelled, window }: Observed): SelectiveLabels {
  const values = Float64Array.from(isLabelled);
  const found = Array.from({ length: answers }, (_, k): ObservedAnswer => {
    const side = Uint8Array.from(answer, (own) => Number(own === k));
    let [rows, labelled] = [0, 0];
    for (let i = 0; i < side.length; i++) {
      rows += side[i]!; // ! i < n, here and below
      labelled += side[i]! * isLabelled[i]!; // ! as above
    }
    const beside = stratifiedDifference({ values, side, stratum: window }, Z);
    return { rows, labelled, difference: beside?.value ?? null, interval: beside?.interval ?? null };
  });
  const seen = found.filter(({ rows }) => rows >= ROWS_LEAST);
  const isUneven = ({ interval, difference }: ObservedAnswer): boolean =>
    interval !== null && Math.abs(difference ?? 0) >= DIFFERENCE_LEAST && !(interval[0] <= 0 && interval[1] >= 0);
  const total = isLabelled.reduce((sum, own) => sum + own, 0);
  if (seen.length < 2 || total < ROWS_LEAST) return { kind: null, answers: found };
  if (!seen.some(isUneven)) return { kind: 'even', answers: found };
  const isOneSided = seen.some((one) => one.labelled < SHARE_LEAST * one.rows && isUneven(one));
  return { kind: isOneSided ? 'one-sided' : 'uneven', answers: found };
}
