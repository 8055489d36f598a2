import type { Bounds } from '../../stats/proportion.ts';
import type { Rows } from '../../table/rows.ts';
import type { Chances } from './chances.ts';

/** A sign that the model was fitted on the reference itself, whose labels then say nothing of other rows. */
export interface FittedSign {
  readonly why: 'surer-there' | 'never-wrong';
  /** How sure answers are there and in later rows of the same kind, 0 to 1; for `never-wrong` the share right. */
  readonly reference: number;
  readonly analysis: number | null;
  /** Of the difference, at 99.99 %. */
  readonly interval: Bounds | null;
}

/** How sure the answers of a window are beside those of reference rows that are like it. */
export interface Sureness {
  readonly rows: number;
  readonly window: number;
  readonly reference: number;
  /** Of one row. */
  readonly variance: number;
  readonly effective: number;
}

/** Windows that are like the reference by so much can be held against it. */
export const ALIKE_ENOUGH = 0.5;
/** A model is called fitted where it is surer by so much, and surely so. */
const SURER_LEAST = 0.01;
const Z = 3.89;

/** How sure answers are in rows of a window, and in the reference weighted to be like it. O(n). */
export function surenessOf(
  window: Chances,
  reference: Chances,
  { weight, effective }: { readonly weight: Float64Array; readonly effective: number },
): Sureness {
  const [own, there] = [highest(window), highest(reference)];
  const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
  let [sum, total, squares] = [0, 0, 0];
  there.forEach((one, k) => {
    sum += weight[k]! * one; // ! as many
    total += weight[k]!; // ! as above
    squares += (one - mean) ** 2;
  });
  return { rows: own.length, window: mean, reference: sum / total, variance: squares / there.length, effective };
}

/**
 * Whether answers are surer in the reference than in later rows with the same features. What a model answers follows
 * from the features alone, so among rows that are alike it must be as sure of new ones as of those of the reference,
 * unless it has seen them. Null: no sign, which is no proof.
 */
export function surerThere(found: readonly Sureness[]): FittedSign | null {
  const rows = found.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0) return null;
  const meanOf = (own: (one: Sureness) => number): number =>
    found.reduce((sum, one) => sum + one.rows * own(one), 0) / rows;
  const [there, here] = [meanOf((one) => one.reference), meanOf((one) => one.window)];
  // The reference is the same for all windows: its part of the error does not shrink with their number.
  const error = Math.sqrt(meanOf((one) => one.variance) * (1 / rows + 1 / meanOf((one) => one.effective)));
  const difference = there - here;
  const interval: Bounds = [difference - Z * error, difference + Z * error];
  const isSigned = difference >= SURER_LEAST && interval[0] > 0;
  return isSigned ? { why: 'surer-there', reference: there, analysis: here, interval } : null;
}

/** Whether no answer to the reference was wrong, amounts to a millionth of their spread. */
export function neverWrong({ n, roles, classes }: Rows): FittedSign | null {
  const { label = new Float64Array(n), prediction } = roles;
  if (prediction === undefined) return null;
  const mean = label.reduce((sum, y) => sum + y, 0) / n;
  const spread = Math.sqrt(label.reduce((sum, y) => sum + (y - mean) ** 2, 0) / n);
  const near = classes.length > 0 ? 0 : 1e-6 * spread;
  const isRight = label.every((y, i) => Math.abs(y - prediction[i]!) <= near); // ! i < n
  return isRight && spread > 0 ? { why: 'never-wrong', reference: 1, analysis: null, interval: null } : null;
}

const highest = (chances: Chances): Float64Array =>
  chances[0]!.map((_, i) => Math.max(...chances.map((own) => own[i]!))); // ! a class; i < n
