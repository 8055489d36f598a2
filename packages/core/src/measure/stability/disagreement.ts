import { type Gap, isGap } from '../../catalogue/define.ts';
import type { Rows } from '../../table/rows.ts';
import { makeRows } from '../../table/rows.ts';
import { type Measured, measure } from '../interval.ts';
import { rowMean } from '../row-mean.ts';
import { logLossOf } from './loss.ts';

/** A number for each row, and the rows that it belongs to. */
export interface ByRow {
  readonly values: Float64Array;
  readonly rows: Rows;
}

/** The mean of a number that each row has, with bounds by row or cluster. */
export function meanOver({ values, rows }: ByRow, seed: number): Measured | Gap {
  const { n, weight, isCounted, cluster } = rows;
  const alone = makeRows(n, { roles: { label: values }, weight, isCounted, cluster });
  return measure(LABEL_MEAN, alone, { seed });
}

const LABEL_MEAN = rowMean(({ n, roles }) => roles.label ?? { gap: 'no-label', n }, null);

/**
 * Per row, how far it depends on the seed: the share of pairs of seeds that answer differently where answers are
 * classes, the standard deviation of the answers where they are numbers. Null without answers. O(rows × seeds).
 */
export function instability(runs: readonly Rows[]): Float64Array | null {
  const [first] = runs;
  const answers = runs.map(({ roles }) => roles.prediction ?? null);
  if (first === undefined || runs.length < 2 || answers.some((column) => column === null)) return null;
  const known = answers.filter((column) => column !== null);
  return first.classes.length > 0 ? ofClasses(known, first) : ofNumbers(known, first.n);
}

function ofClasses(answers: readonly Float64Array[], { n, classes }: Rows): Float64Array {
  const pairs = (answers.length * (answers.length - 1)) / 2;
  const unstable = new Float64Array(n);
  const counts = new Int32Array(classes.length);
  for (let i = 0; i < n; i++) {
    counts.fill(0);
    for (const column of answers) counts[column[i]!]!++; // ! codes of classes
    let alike = 0;
    for (const count of counts) alike += (count * (count - 1)) / 2;
    unstable[i] = (pairs - alike) / pairs;
  }
  return unstable;
}

function ofNumbers(answers: readonly Float64Array[], n: number): Float64Array {
  const k = answers.length;
  const unstable = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let mean = 0;
    let squares = 0;
    for (const column of answers) mean += column[i]! / k; // ! n rows
    for (const column of answers) squares += (column[i]! - mean) ** 2; // ! n rows
    unstable[i] = Math.sqrt(squares / (k - 1));
  }
  return unstable;
}

/** By how much more answers changed than between seeds: 1 where these differ, less the instability of the row. */
export function excessOf(own: Rows, unstable: Float64Array): Float64Array | null {
  const { prediction } = own.roles;
  const other = own.against.prediction;
  if (!prediction || !other) return null;
  return unstable.map((share, i) => Number(prediction[i] !== other[i]) - share);
}

/** How far seeds that are as good as the best agree with the model that is judged. */
export interface Multiplicity {
  /** How many seeds have a loss of at most 1.01 times the least. */
  readonly models: number;
  /** Per row: 1 where any of them answers otherwise. */
  readonly flipped: Float64Array;
  /** Per row, of the one that answers otherwise most often. */
  readonly flippedByOne: Float64Array;
}

/** A loss of one in a hundred more is as good (STATISTICS 7: the set of good models, with epsilon 1 %). */
const AS_GOOD = 1.01;

/**
 * What other models as good would answer. `own`: the rows with the answers of the model that is judged. Null without
 * answers in classes. Source: Marx, Calmon and Ustun 2020 (predictive multiplicity), ambiguity and discrepancy.
 */
export function multiplicity(own: Rows, runs: readonly Rows[]): Multiplicity | null {
  const { prediction } = own.roles;
  if (own.classes.length === 0 || !prediction) return null;
  const losses = runs.map(logLossOf);
  const least = Math.min(...losses.filter((loss) => loss !== null));
  const good = runs.filter((_, k) => (losses[k] ?? Number.POSITIVE_INFINITY) <= AS_GOOD * least);
  if (good.length === 0) return null;
  const flipped = new Float64Array(own.n);
  let most: { readonly rows: number; readonly by: Float64Array } = { rows: -1, by: flipped };
  for (const { roles } of good) {
    const by = prediction.map((answer, i) => Number(roles.prediction?.[i] !== answer));
    let rows = 0;
    for (let i = 0; i < by.length; i++) {
      rows += by[i]!; // ! n rows
      if (by[i] === 1) flipped[i] = 1;
    }
    if (rows > most.rows) most = { rows, by };
  }
  return { models: good.length, flipped, flippedByOne: most.by };
}

/** Whether a row mean is there. */
export const isKnown = (measured: Measured | Gap | null): measured is Measured => measured !== null && !isGap(measured);
