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

/** Many rows in fine cells of their scores, from which any coarser grid is made without looking at rows again. */
export interface ScoreCells {
  readonly mass: Float64Array;
  /** Sums of weight × score, of weight × (score - label), and of the latter × score. */
  readonly place: Float64Array;
  readonly residual: Float64Array;
  readonly residualPlace: Float64Array;
}

const CELLS = 2 ** 16;

/** The rows in cells. O(n), quickest where scores rise. */
export function cellsOf({ label, score, weight }: Graded): ScoreCells {
  const make = (): Float64Array => new Float64Array(CELLS);
  const [mass, place, residual, residualPlace] = [make(), make(), make(), make()];
  for (let i = 0; i < score.length; i++) {
    const p = score[i]!; // ! i < n, here and below
    const at = Math.min(Math.trunc(p * CELLS), CELLS - 1);
    const w = weight[i]!; // ! as above
    const miss = w * (p - label[i]!); // ! as above
    mass[at]! += w; // ! at < CELLS, here and below
    place[at]! += w * p; // ! as above
    residual[at]! += miss; // ! as above
    residualPlace[at]! += miss * p; // ! as above
  }
  return { mass, place, residual, residualPlace };
}

/** As `gridOf`, but for rows in a cell that a point of the grid parts: they are shared out as their mean is. */
export function gridOfCells({ mass, place, residual, residualPlace }: ScoreCells, points: number): ScoreGrid {
  const grid = { residual: new Float64Array(points), mass: new Float64Array(points) };
  for (let cell = 0; cell < CELLS; cell++) {
    const w = mass[cell]!; // ! cell < CELLS, here and below
    if (w === 0) continue;
    const at = Math.min(Math.trunc((place[cell]! / w) * (points - 1)), points - 2); // ! as above
    const right = place[cell]! * (points - 1) - at * w; // ! as above
    const miss = residual[cell]!; // ! as above
    const rightMiss = residualPlace[cell]! * (points - 1) - at * miss; // ! as above
    grid.mass[at]! += w - right; // ! at < points - 1, here and below
    grid.mass[at + 1]! += right; // ! as above
    grid.residual[at]! += miss - rightMiss; // ! as above
    grid.residual[at + 1]! += rightMiss; // ! as above
  }
  return grid;
}
