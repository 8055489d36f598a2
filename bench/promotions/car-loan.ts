import { placements } from '@holdfast/core/stats/placements.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { makeRows } from '@holdfast/core/table/rows.ts';
import { findColumn, type NumberColumn, type Table } from '@holdfast/core/table/table.ts';
import type { Verdict } from '@holdfast/core/verdict/judge.ts';
import { openSource } from '../../packages/holdfast/src/files/source.ts';
import { verdictOn } from './worlds.ts';

/** Real rows as a population: a challenger is worse by exactly `margin` on them, and draws of them are judged. */
export interface Loans {
  readonly metric: 'accuracy' | 'roc-auc';
  readonly margin: number;
  readonly n: number;
  /** Where the challenger is worse: nowhere (A/A), over all rows by the margin, or in the first guard by twice it. */
  readonly worse: 'nowhere' | 'all' | 'slice';
}

/** Car loans: labels, the champion's scores, and the salary range as the slice of each row. */
export interface Population {
  readonly label: Float64Array;
  readonly score: Float64Array;
  readonly slice: Float64Array;
}

/** The rows of the file that the model was monitored with. */
export async function readLoans(path: string): Promise<Population> {
  const source = await openSource([path]);
  try {
    const table = await source.read();
    const ranges = findColumn(table, 'salary_range');
    assert(ranges?.kind === 'text', 'the file has salary ranges');
    return {
      label: numbers(table, 'repaid'),
      score: numbers(table, 'y_pred_proba'),
      slice: Float64Array.from(ranges.codes),
    };
  } finally {
    await source.close();
  }
}

const numbers = (table: Table, name: string): Float64Array => {
  const column = findColumn(table, name);
  assert(column?.kind === 'number', `the file has ${name}`);
  return (column as NumberColumn).values; // as: asserted
};

/** Scores of both models on the population, the margin by which they differ, and how a draw is judged. */
export interface Pair {
  readonly champion: Float64Array;
  readonly challenger: Float64Array;
  readonly margin: number;
  /** Which model is which is tossed for each row: then both are equal, whatever they are. */
  readonly isTossed: boolean;
}

const SEED = 17;
const isYes = (score: number): number => Number(score > 0.5);

/**
 * A challenger for these rows. Accuracy: answers are changed for the worse until it lacks exactly the margin, after as
 * many were changed for the worse as for the better. Area: noise on the scores, and the margin is what it costs here.
 */
export function challengerFor(population: Population, { metric, margin, worse }: Loans): Pair {
  const isTossed = worse === 'nowhere';
  const champion = population.score;
  const inside = (i: number): boolean => worse !== 'slice' || population.slice[i] === 0;
  if (metric === 'accuracy') {
    const challenger = changed(population, { inside, loss: isTossed ? 0 : margin, isDouble: worse === 'slice' });
    return { champion, challenger, margin, isTossed };
  }
  const random = makeRandom(SEED);
  const noise = champion.map((s) => s + (random() - 0.5) * NOISE);
  const challenger = noise.map((s, i) => (inside(i) ? s : champion[i]!)); // ! i < n
  const among = worse === 'slice' ? 0 : null;
  const lost = areaOf(population, champion, among) - areaOf(population, challenger, among);
  return { champion, challenger, margin: worse === 'slice' ? lost / 2 : isTossed ? margin : lost, isTossed };
}

/** Width of the noise: it costs about a hundredth of the area. */
const NOISE = 0.9;
/** Answers that change hands for nothing: 2 of 100 for the worse and as many for the better. */
const CHURN = 0.02;

function changed(
  { label, score }: Population,
  { inside, loss, isDouble }: { inside: (i: number) => boolean; loss: number; isDouble: boolean },
): Float64Array {
  const rows = Array.from(label.keys()).filter(inside);
  const swapped = Math.round(CHURN * rows.length);
  const random = makeRandom(SEED);
  const order = rows.map((row) => [random(), row] as const).sort((a, b) => a[0] - b[0]);
  const out = score.slice();
  let left = { right: swapped + Math.round((isDouble ? 2 : 1) * loss * rows.length), wrong: swapped };
  for (const [, row] of order) {
    const kind = isYes(score[row]!) === label[row] ? 'right' : 'wrong'; // ! a row
    if (left[kind] === 0) continue;
    left = { ...left, [kind]: left[kind] - 1 };
    out[row] = 1 - score[row]! + (score[row] === 0.5 ? 1e-6 : 0); // ! a row; 0.5 says no and would again
  }
  assert(left.right === 0 && left.wrong === 0, 'there are as many right and wrong answers to change');
  return out;
}

function areaOf({ label, slice }: Population, score: Float64Array, among: number | null): number {
  const rows = Array.from(label.keys()).filter((i) => among === null || slice[i] === among);
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!); // ! a row
  return placements(take(label), take(score), new Float64Array(rows.length).fill(1)).area;
}

/** The verdict of the gate on `n` rows that are drawn with replacement. */
export function promotedLoan(population: Population, pair: Pair, { metric, n }: Loans, seed: number): Verdict {
  const random = makeRandom(seed);
  const rows = Int32Array.from({ length: n }, () => Math.floor(random() * population.label.length));
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!); // ! a row
  const [own, other] = [take(pair.challenger), take(pair.champion)];
  for (let i = 0; pair.isTossed && i < n; i++) {
    if (random() < 0.5) [own[i], other[i]] = [other[i]!, own[i]!]; // ! i < n
  }
  const given = makeRows(n, {
    roles: { label: take(population.label), score: own, prediction: own.map(isYes) },
    against: { score: other, prediction: other.map(isYes) },
    classes: ['no', 'yes'],
  });
  return verdictOn(given, take(population.slice), { metric, margin: pair.margin, seed });
}
