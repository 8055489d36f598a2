import { binOf } from '../catalogue/binned-error.ts';
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
  const counts = new Float64Array(2 * cells);
  const sums = new Float64Array(2 * cells);
  for (let i = 0; i < rows.n; ) {
    const cell = binOf(score[i]!, cells); // ! i < n, here and below
    const [low, high] = [cell / cells, cell + 1 === cells ? Number.POSITIVE_INFINITY : (cell + 1) / cells];
    // The sums of neighbours in one cell, in variables: an array would be written and read again for each row.
    let size = 0;
    let yes = 0;
    let noSum = 0;
    let yesSum = 0;
    for (; i < rows.n; i++) {
      const p = score[i]!; // ! as above
      const y = label[i]!; // ! as above
      if (!(p >= low && p < high)) break;
      if (y !== 0 && y !== 1) return rows;
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
