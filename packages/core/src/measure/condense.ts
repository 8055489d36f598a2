import { binOf } from '../catalogue/binned-error.ts';
import { onceForRows } from '../catalogue/once.ts';
import { isProbability } from '../catalogue/probability.ts';
import type { Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import type { Quantity } from './quantity.ts';

/** Cells of the score at least, whatever the bins. */
const FEWEST_CELLS = 20;
/** From this many rows on, adding up each cell before each bin changes no digit that is shown. */
const MANY_ROWS = 50_000;
/** Resampling fewer rows than this as they are is quick enough. */
const ENOUGH_ROWS = 400;

/**
 * Many rows as few counted ones, for resampling a quantity that looks at sums of scores by bin: each bin is cut into
 * equal cells, twenty in all or a few more, and the rows of a cell with one label become one row with their mean
 * score, so that sums by bin stay exact. What is lost is the spread of scores inside a cell, at most 1/40 around its
 * mean, against a spread of labels of about 1/2. Other rows come back as they are.
 */
export function condense(rows: Rows, { scoreBins }: Quantity): Rows {
  const { label, score } = rows.roles;
  if (scoreBins === undefined || rows.n < ENOUGH_ROWS || rows.isCounted || rows.cluster || rows.side) return rows;
  if (!label || !score || !isPlain(rows.weight) || !isProbability(score, rows.weight)) return rows;
  const cells = scoreBins * Math.ceil(FEWEST_CELLS / scoreBins);
  const isShared = rows.n >= MANY_ROWS && SHARED_CELLS % cells === 0;
  const sums = isShared ? sharedSums({ label, score, weight: rows.weight }) : sumsIn(label, score, cells);
  return sums === null ? rows : condensed(rows, isShared ? coarser(sums, SHARED_CELLS / cells) : sums);
}

/** How many rows of each cell have either label, and what their scores add up to; those of label 1 at odd places. */
interface CellSums {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

/** Null where a label is neither 0 nor 1. */
function sumsIn(label: Float64Array, score: Float64Array, cells: number): CellSums | null {
  const counts = new Float64Array(2 * cells);
  const sums = new Float64Array(2 * cells);
  for (let i = 0; i < score.length; ) {
    const cell = binOf(score[i]!, cells); // ! i < n, here and below
    const [low, high] = [cell / cells, cell + 1 === cells ? Number.POSITIVE_INFINITY : (cell + 1) / cells];
    // The sums of neighbours in one cell, in variables: an array would be written and read again for each row.
    let size = 0;
    let yes = 0;
    let noSum = 0;
    let yesSum = 0;
    for (; i < score.length; i++) {
      const p = score[i]!; // ! as above
      const y = label[i]!; // ! as above
      if (!(p >= low && p < high)) break;
      if (y !== 0 && y !== 1) return null;
      size++;
      yes += y;
      yesSum += y * p;
      noSum += (1 - y) * p;
    }
    counts[2 * cell]! += size - yes; // ! below the number of cells, here and below
    counts[2 * cell + 1]! += yes; // ! as above
    sums[2 * cell]! += noSum; // ! as above
    sums[2 * cell + 1]! += yesSum; // ! as above
  }
  return { counts, sums };
}

/** Cells that the usual numbers of bins, 10, 12, 15 and 20, have in common: many rows are passed once for all. */
const SHARED_CELLS = 60;
const sharedSums = onceForRows(({ label, score }: Record<'label' | 'score' | 'weight', Float64Array>) =>
  sumsIn(label, score, SHARED_CELLS),
);

/** So many neighbours added up. */
function coarser({ counts, sums }: CellSums, together: number): CellSums {
  const added = (of: Float64Array): Float64Array => {
    const out = new Float64Array(of.length / together);
    for (let at = 0; at < of.length; at++) out[2 * Math.floor(at / (2 * together)) + (at % 2)]! += of[at]!; // ! a cell
    return out;
  };
  return { counts: added(counts), sums: added(sums) };
}

/** Cells that are there as rows. */
function condensed(rows: Rows, { counts, sums }: CellSums): Rows {
  const present = Array.from(counts.keys()).filter((at) => counts[at]! > 0); // ! a key
  return {
    ...rows,
    n: present.length,
    roles: {
      label: Float64Array.from(present, (at) => at % 2),
      score: Float64Array.from(present, (at) => sums[at]! / counts[at]!), // ! present
    },
    weight: Float64Array.from(present, (at) => counts[at]!), // ! present
    isCounted: true,
    against: {},
    quantiles: [],
    group: null,
    features: [],
  };
}

/** The same for the value too, where there are many rows: one pass instead of one for each use. */
export const condenseMany = (rows: Rows, q: Quantity): Rows => (rows.n < MANY_ROWS ? rows : condense(rows, q));
