import { takeNumbers } from '../table/table.ts';

/** Scores are kept this far from 0 and 1: at 0 the log-odds are infinite, and one such row would decide all. */
const CLIP = 1e-6;

/** The score, no nearer to 0 or 1 than a millionth. */
export const clipped = (p: number): number => Math.min(Math.max(p, CLIP), 1 - CLIP);

/** The log-odds of a column of scores. */
export interface LogOdds {
  readonly values: Float64Array;
  /** No value is further from 0. */
  readonly reach: number;
}

const known = new WeakMap<Float64Array, LogOdds>();

/** The log-odds ln(p / (1 - p)) of each score, clipped; a column of scores is looked at once. O(n). */
export function logOddsOf(score: Float64Array): LogOdds {
  const found = known.get(score);
  if (found !== undefined) return found;
  const values = new Float64Array(score.length);
  let reach = 0;
  for (let i = 0; i < values.length; i++) {
    const p = clipped(score[i]!); // ! i < n
    const x = Math.log(p / (1 - p));
    values[i] = x;
    if (Math.abs(x) > reach) reach = Math.abs(x);
  }
  const odds = { values, reach };
  known.set(score, odds);
  return odds;
}

/** Gives a column that was taken from another one (`part[k] = whole[rows[k]]`) what is known of the whole. O(part). */
export function inheritLogOdds(whole: Float64Array, part: Float64Array, rows: ArrayLike<number>): void {
  const parent = known.get(whole);
  if (parent) known.set(part, { values: takeNumbers(parent.values, rows), reach: parent.reach });
}

/** The same for columns that were dealt out of another one, by the way in which they were. */
export function bequeathLogOdds(
  whole: Float64Array,
  parts: readonly Float64Array[],
  deal: (values: Float64Array) => readonly Float64Array[],
): void {
  const { values, reach } = logOddsOf(whole);
  deal(values).forEach((part, at) => {
    known.set(parts[at]!, { values: part, reach }); // ! as many
  });
}
