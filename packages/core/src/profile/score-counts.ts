import { nextFloat } from '../stats/next-float.ts';
import { assert } from '../std/assert.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { areSameBins, type NumberBins } from './bins.ts';
import type { RowPlaces } from './column.ts';
import { edgeSearch, edgesBelow } from './edge-search.ts';
import { freezeNumbers } from './freeze-numbers.ts';

/** How scores and classes are counted; frozen with the reference. */
export interface ScoreBins {
  /** Null where there is no score: then labels and predictions alone are counted. */
  readonly bins: NumberBins | null;
  /** Names of the classes, of labels and of predictions; 2 to 45. */
  readonly classes: readonly string[];
}

/** Rows by score, prediction and label. */
export interface ScoreCounts extends ScoreBins {
  /**
   * Rows at [(bin * classes + prediction) * classes + label]. The first bin is below the least score of the reference,
   * the last at or above the end.
   */
  readonly counts: Float64Array;
  /** The sum of the scores in each bin, so that their mean stays exact. */
  readonly sums: Float64Array;
}

/** Answers with their labels, row for row; classes are codes. */
export interface Answers {
  readonly label: Float64Array;
  readonly prediction: Float64Array;
  readonly score: Float64Array | null;
}

/** More classes than this would need more than 2,048 counts. */
export const CLASSES_MAX = 45;

/** How many bins of scores there are; one where there is no score. */
const binCount = ({ bins }: ScoreBins): number => (bins === null ? 1 : bins.edges.length + 1);

/**
 * Bins for scores: those of the numbers of the reference, cut also where a score becomes a yes (`threshold`: a yes is
 * at or above it; `isStrict`: above it), so that a bin never holds both. Null for more classes than can be counted.
 * With three classes or more there is no single score: `scores` is then null.
 */
export function freezeScores(
  scores: Float64Array | null,
  classes: readonly string[],
  threshold: { readonly at: number; readonly isStrict: boolean } | null = null,
): ScoreBins | null {
  if (classes.length < 2 || classes.length > CLASSES_MAX) return null;
  if (scores === null || classes.length > 2) return { bins: null, classes };
  const { edges } = freezeNumbers(scores);
  if (threshold === null || edges.length === 0) return { bins: { kind: 'number', edges }, classes };
  const cut = threshold.isStrict ? nextFloat(threshold.at) : threshold.at;
  return { bins: { kind: 'number', edges: Float64Array.from(new Set([...edges, cut + 0])).sort() }, classes };
}

/** No rows. */
export const emptyScores = ({ bins, classes }: ScoreBins): ScoreCounts => ({
  bins,
  classes,
  counts: new Float64Array(binCount({ bins, classes }) * classes.length ** 2),
  sums: new Float64Array(binCount({ bins, classes })),
});

/** With those rows counted too. A code that is no class stops the program. */
export function addAnswers(scores: ScoreCounts, answers: Answers, rows: RowPlaces): ScoreCounts {
  const { label, prediction, score } = answers;
  const size = scores.classes.length;
  const search = scores.bins === null ? null : edgeSearch(scores.bins);
  assert(search === null || score !== null, 'a profile with score bins is given scores');
  const [counts, sums] = [scores.counts.slice(), scores.sums.slice()];
  const total = rows?.length ?? label.length;
  for (let k = 0; k < total; k++) {
    const i = rows === null ? k : rows[k]!; // ! k < length
    const value = search === null ? 0 : score![i]!; // ! asserted; a row
    const bin = search === null ? 0 : edgesBelow(search, value);
    const [said, was] = [prediction[i]!, label[i]!]; // ! a row
    assert(isCode(said, size) && isCode(was, size), 'labels and predictions are codes of classes');
    counts[(bin * size + said) * size + was]!++; // ! a cell
    sums[bin]! += value; // ! a bin
  }
  return { ...scores, counts, sums };
}

const isCode = (code: number, size: number): boolean => code >= 0 && code < size && Number.isInteger(code);

/** Both as one. */
export function mergeScores(a: ScoreCounts, b: ScoreCounts): ScoreCounts {
  const isSame = a.bins === null ? b.bins === null : b.bins !== null && areSameBins(a.bins, b.bins);
  assert(isSame && a.classes.join('\n') === b.classes.join('\n'), 'profiles of one reference count scores alike');
  return {
    ...a,
    counts: a.counts.map((count, cell) => count + b.counts[cell]!), // ! as long
    sums: a.sums.map((sum, bin) => sum + b.sums[bin]!), // ! as long
  };
}

/**
 * The counts as rows, one for each cell with any, weighted by its count: every metric on label, prediction and score
 * is the same on them as on the rows with each score replaced by the mean of its bin.
 */
export function countedRows({ bins, classes, counts, sums }: ScoreCounts): Rows {
  const size = classes.length;
  const cells = Array.from(counts.keys()).filter((cell) => counts[cell]! > 0); // ! a key
  const binOf = (cell: number): number => Math.floor(cell / (size * size));
  const totals = new Float64Array(sums.length);
  for (const cell of cells) totals[binOf(cell)]! += counts[cell]!; // ! a cell
  const score = Float64Array.from(cells, (cell) => sums[binOf(cell)]! / totals[binOf(cell)]!); // ! a bin with rows
  return makeRows(cells.length, {
    roles: {
      label: Float64Array.from(cells, (cell) => cell % size),
      prediction: Float64Array.from(cells, (cell) => Math.floor(cell / size) % size),
      ...(bins !== null && { score }),
    },
    classes,
    weight: Float64Array.from(cells, (cell) => counts[cell]!), // ! a cell
    isCounted: true,
  });
}
