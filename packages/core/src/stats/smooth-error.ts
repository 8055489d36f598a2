import { errorBySpreads, type Spreads, spreadsOf } from './few-smoothed.ts';
import { errorOnGrid } from './grid-smoothed.ts';
import { cellsOf, type Graded, gridOf, gridOfCells, type ScoreCells, type ScoreGrid } from './score-grid.ts';
import { gridSizeOf, smoothKernel } from './smooth-kernel.ts';

/** A calibration error without bins, and the width of the kernel at which it was measured. */
export interface SmoothError {
  readonly value: number;
  readonly width: number;
}

/** Widths that are tried are whole parts of 1, and none is below this. */
const STEPS = 1024;
const LEAST_WIDTH = 0.001;
/** Where the search begins: most errors are below it. */
const FIRST_STEP = 64;
/** Up to this many rows each is smoothed by itself, which is less work than a grid. */
const FEW_ROWS = 64;
/** Up to this many distinct scores have their spreads kept. */
const KEPT_SCORES = 512;
/** From this many rows on, grids are made from cells: the error moves by less than a millionth of itself. */
const MANY_ROWS = 100_000;

/**
 * The smooth calibration error: residuals score - label smoothed by a Gaussian kernel that is reflected at 0 and 1, the
 * mean of their size over the density of the scores; its width is the least (to 1/1024) that is no less than the error.
 * Scores 0 to 1. Null without weight. One pass over many rows, and some 3 ms.
 * Source: Błasiok and Nakkiran 2023; mesh and search as relplot 1.0.3, to which it is equal.
 */
export function smoothError(graded: Graded): SmoothError | null {
  const { score, weight } = graded;
  if (!hasWeight(weight)) return null;
  const gridFor = gridsOf(graded);
  const errors = new Map<number, number>();
  const errorAt = (width: number): number => {
    const kernel = smoothKernel(width);
    const error =
      errors.get(width) ??
      (score.length <= FEW_ROWS
        ? errorBySpreads(spreadsOf(score, kernel), residualsOf(graded))
        : errorOnGrid(gridFor(kernel.gridSize), kernel));
    errors.set(width, error);
    return error;
  };
  const width = leastWidth((step) => errorAt(step / STEPS) * STEPS) / STEPS;
  return { value: errorAt(width), width };
}

/**
 * The least step that is no less than the error at it. A step minus its error only grows, so that any search ends where
 * halving does; this one goes to where the line between the two ends crosses 0, and halves when one end stays.
 */
function leastWidth(errorAt: (step: number) => number): number {
  let narrow = { step: 0, excess: -FIRST_STEP };
  let wide = { step: STEPS, excess: STEPS };
  let step = FIRST_STEP;
  let sides = 0;
  while (wide.step - narrow.step > 1) {
    const excess = step < LEAST_WIDTH * STEPS ? -1 : step - errorAt(step);
    if (excess < 0) narrow = { step, excess };
    else wide = { step, excess };
    sides = excess < 0 ? Math.min(sides, 0) - 1 : Math.max(sides, 0) + 1;
    const part = Math.abs(sides) > 1 ? 0.5 : narrow.excess / (narrow.excess - wide.excess);
    const next = Math.round(narrow.step + part * (wide.step - narrow.step));
    step = Math.min(Math.max(next, narrow.step + 1), wide.step - 1);
  }
  return wide.step;
}

/** The distinct scores of a column, which of them each row has, and their spreads by a width. */
interface Kept {
  readonly width: number;
  readonly levelOf: Uint16Array;
  readonly scores: Float64Array;
  readonly spreads: Spreads;
}
const kept = new WeakMap<Float64Array, Kept | null>();

/**
 * The same at a width that is given, above 0 and at most 1. What is found out about few distinct scores is kept: scores
 * never change, and resamples ask for them again with other weights.
 */
export function smoothErrorAt(graded: Graded, width: number): number | null {
  const { label, score, weight } = graded;
  if (!hasWeight(weight)) return null;
  let found = kept.get(score);
  if (found === undefined || (found !== null && found.width !== width)) kept.set(score, (found = keep(score, width)));
  if (found === null) return errorOnGrid(gridsOf(graded)(gridSizeOf(width)), smoothKernel(width));
  const { levelOf, scores, spreads } = found;
  const residual = new Float64Array(scores.length);
  const mass = new Float64Array(scores.length);
  for (let i = 0; i < score.length; i++) {
    const level = levelOf[i]!; // ! i < n, here and below
    residual[level]! += weight[i]! * (score[i]! - label[i]!); // ! as above
    mass[level]! += weight[i]!; // ! as above
  }
  return errorBySpreads(spreads, { residual, mass });
}

function keep(score: Float64Array, width: number): Kept | null {
  const known = new Map<number, number>();
  const levelOf = new Uint16Array(score.length);
  for (let i = 0; i < score.length; i++) {
    const p = score[i]!; // ! i < n
    const level = known.get(p) ?? known.size;
    if (level === KEPT_SCORES) return null;
    known.set(p, level);
    levelOf[i] = level;
  }
  const scores = Float64Array.from(known.keys());
  // Rows with honest labels stand at the scores of the rows that they are honest about.
  const isLast = last?.width === width && isSame(last.scores, scores);
  const spreads = (isLast ? last?.spreads : null) ?? spreadsOf(scores, smoothKernel(width));
  return (last = { width, levelOf, scores, spreads });
}
let last: Kept | null = null;

const isSame = (a: Float64Array, b: Float64Array): boolean => a.length === b.length && a.every((v, i) => v === b[i]);

/** The rows on grids of any number of points, each made once. */
function gridsOf(graded: Graded): (points: number) => ScoreGrid {
  const known = new Map<number, ScoreGrid>();
  let cells: ScoreCells | null = null;
  const make = (points: number): ScoreGrid => {
    if (graded.score.length < MANY_ROWS) return gridOf(graded, points);
    cells ??= cellsOf(graded);
    return gridOfCells(cells, points);
  };
  return (points) => {
    const grid = known.get(points) ?? make(points);
    known.set(points, grid);
    return grid;
  };
}

const residualsOf = ({
  label,
  score,
  weight,
}: Graded): { readonly residual: Float64Array; readonly mass: Float64Array } => ({
  residual: score.map((p, i) => weight[i]! * (p - label[i]!)), // ! as many
  mass: weight,
});

function hasWeight(weight: Float64Array): boolean {
  for (let i = 0; i < weight.length; i++) if (weight[i]! > 0) return true; // ! i < n
  return false;
}
