/** Scores with what came of them. `label`: n of 0|1; `weight`: n of 0 or more. */
export interface Graded {
  readonly label: Float64Array;
  readonly score: Float64Array;
  readonly weight: Float64Array;
}

/** Rows on an even grid over 0 to 1: each shares its weight between the two points beside its score. */
export interface ScoreGrid {
  /** Sums of weight × (score - label). */
  readonly residual: Float64Array;
  readonly mass: Float64Array;
}

/** The rows on a grid of so many points, ends included. O(n), quickest where scores rise. */
export function gridOf({ label, score, weight }: Graded, points: number): ScoreGrid {
  const [residual, mass] = [new Float64Array(points), new Float64Array(points)];
  for (let i = 0; i < score.length; i++) {
    const p = score[i]!; // ! i < n, here and below
    const place = p * (points - 1);
    const at = Math.min(Math.max(Math.trunc(place), 0), points - 2);
    const w = weight[i]!; // ! i < n
    const right = (place - at) * w;
    const miss = p - label[i]!; // ! i < n
    const rightMiss = right * miss;
    mass[at]! += w - right; // ! at < points - 1, here and below
    mass[at + 1]! += right; // ! as above
    residual[at]! += w * miss - rightMiss; // ! as above
    residual[at + 1]! += rightMiss; // ! as above
  }
  return { residual, mass };
}

/**
 * Many rows in fine cells of their scores, from which any coarser grid is made without looking at rows again. Of each
 * cell the sums of weight, of weight × score, of weight × (score - label), and of the latter × score, side by side.
 */
export type ScoreCells = Float64Array;

const CELLS = 2 ** 16;
const SUMS = 4;

/** The rows in cells. O(n), quickest where scores rise. */
export function cellsOf({ label, score, weight }: Graded): ScoreCells {
  const cells = new Float64Array(SUMS * CELLS);
  for (let i = 0; i < score.length; ) {
    const cell = cellOf(score[i]!); // ! i < n, here and below
    // The sums of neighbours in one cell, in variables: an array would be written and read again for each row.
    let mass = 0;
    let place = 0;
    let missed = 0;
    let missedPlace = 0;
    for (; i < score.length; i++) {
      const p = score[i]!; // ! as above
      if (cellOf(p) !== cell) break;
      const w = weight[i]!; // ! as above
      const miss = w * (p - label[i]!); // ! as above
      mass += w;
      place += w * p;
      missed += miss;
      missedPlace += miss * p;
    }
    const at = SUMS * cell;
    cells[at]! += mass; // ! below SUMS * CELLS, here and below
    cells[at + 1]! += place; // ! as above
    cells[at + 2]! += missed; // ! as above
    cells[at + 3]! += missedPlace; // ! as above
  }
  return cells;
}

const cellOf = (p: number): number => Math.min(Math.trunc(p * CELLS), CELLS - 1);

/** As `gridOf`, but for rows in a cell that a point of the grid parts: they are shared out as their mean is. */
export function gridOfCells(cells: ScoreCells, points: number): ScoreGrid {
  const grid = { residual: new Float64Array(points), mass: new Float64Array(points) };
  for (let cell = 0; cell < cells.length; cell += SUMS) {
    const w = cells[cell]!; // ! below the length, here and below
    if (w === 0) continue;
    const place = cells[cell + 1]!; // ! as above
    const at = Math.min(Math.trunc((place / w) * (points - 1)), points - 2);
    const right = place * (points - 1) - at * w;
    const miss = cells[cell + 2]!; // ! as above
    const rightMiss = cells[cell + 3]! * (points - 1) - at * miss; // ! as above
    grid.mass[at]! += w - right; // ! at < points - 1, here and below
    grid.mass[at + 1]! += right; // ! as above
    grid.residual[at]! += miss - rightMiss; // ! as above
    grid.residual[at + 1]! += rightMiss; // ! as above
  }
  return grid;
}
