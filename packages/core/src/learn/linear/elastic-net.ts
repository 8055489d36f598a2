import { log1pexp, logSumExp } from '../../stats/logs.ts';
import { sum } from '../../stats/sum.ts';
import type { Design } from './encoding.ts';

/** What a linear model is fitted to say; the margin is the number itself, or log-odds. */
export type LinearObjective =
  | { readonly kind: 'squared' }
  | { readonly kind: 'logistic' }
  | { readonly kind: 'softmax'; readonly classes: number };

/** Rows to fit: numbers, 0|1, or the number of the class; weights that sum to n. */
export interface LinearTargets {
  readonly target: Float64Array;
  readonly weight: Float64Array;
}

/** The penalty on coefficients of standardised columns: `size` × (`mix` × Σ|b| + (1 - mix) / 2 × Σb²). */
export interface Penalty {
  readonly size: number;
  /** 1 is the lasso, 0 ridge. */
  readonly mix: number;
}

/** Intercept and coefficients of standardised columns, one an output. */
export interface Coefficients {
  readonly intercepts: Float64Array;
  readonly slopes: readonly Float64Array[];
}

const SWEEPS_MAX = 1000;
const STEPS_MAX = 50;
/** A sweep that moves answers by less than this, as a root mean square in units of the residual's, is the last. */
const LAST_MOVE = 3e-4;
/** Rows that are all but certain would weigh nothing, and their residual anything. */
const LEAST_CURVATURE = 1e-5;

const outputsOf = (objective: LinearObjective): number => (objective.kind === 'softmax' ? objective.classes : 1);

/**
 * The coefficients that make mean loss (half the squared error, or log loss) and penalty least, from `start` on: by
 * coordinate descent, and for chances Newton's quadratic around it (Friedman, Hastie and Tibshirani 2010, sections 2 to
 * 4, as glmnet). O(n × columns) a sweep.
 */
export function fitElasticNet(
  design: Design,
  targets: LinearTargets,
  {
    objective,
    penalty,
    start,
  }: {
    readonly objective: LinearObjective;
    readonly penalty: Penalty;
    readonly start?: Coefficients | null;
  },
): Coefficients {
  const outputs = outputsOf(objective);
  const intercepts = start?.intercepts.slice() ?? new Float64Array(outputs);
  const slopes = Array.from(
    { length: outputs },
    (_, k) => start?.slopes[k]?.slice() ?? new Float64Array(design.columns.length),
  );
  const at = { intercepts, slopes };
  if (objective.kind === 'squared') {
    const margin = marginOf(design, at, 0);
    const residual = targets.target.map((y, i) => y - margin[i]!); // ! i < n
    descend(design, { residual, curvature: targets.weight, at, output: 0 }, penalty);
    return at;
  }
  for (let step = 0; step < STEPS_MAX; step++) {
    let moved = 0;
    for (let k = 0; k < outputs; k++) moved = Math.max(moved, newtonStep(design, targets, { at, output: k, penalty }));
    if (moved < LAST_MOVE) break;
  }
  return at;
}

/** The least penalty at which all coefficients are 0, for a mix of 1; a path begins there. */
export function largestPenalty(design: Design, { target, weight }: LinearTargets, objective: LinearObjective): number {
  const total = sum(weight);
  let largest = 0;
  for (let k = 0; k < outputsOf(objective); k++) {
    const own = objective.kind === 'softmax' ? target.map((y) => (y === k ? 1 : 0)) : target;
    const mean = own.reduce((part, y, i) => part + y * weight[i]!, 0) / total; // ! i < n
    for (const column of design.columns) {
      let slope = 0;
      for (let i = 0; i < own.length; i++) slope += weight[i]! * (own[i]! - mean) * column[i]!; // ! i < n
      largest = Math.max(largest, Math.abs(slope) / total);
    }
  }
  return largest;
}

/** The margins of one output. */
export function marginOf(design: Design, { intercepts, slopes }: Coefficients, output: number): Float64Array {
  const margin = new Float64Array(design.n).fill(intercepts[output]!); // ! an output
  slopes[output]!.forEach((slope, j) => {
    // ! an output
    if (slope !== 0) addTo(margin, design.columns[j]!, slope); // ! as many slopes as columns
  });
  return margin;
}

function addTo(margin: Float64Array, column: Float64Array, slope: number): void {
  for (let i = 0; i < margin.length; i++) margin[i]! += slope * column[i]!; // ! i < n
}

interface Step {
  readonly at: Coefficients;
  readonly output: number;
  readonly penalty: Penalty;
}

/** Fits the quadratic around the present chances of one output; how far the answers moved. */
function newtonStep(design: Design, { target, weight }: LinearTargets, { at, output, penalty }: Step): number {
  const margins = at.slopes.map((_, k) => marginOf(design, at, k));
  const own = margins[output]!; // ! an output
  const isBinary = margins.length === 1;
  const residual = new Float64Array(design.n);
  const curvature = new Float64Array(design.n);
  for (let i = 0; i < design.n; i++) {
    const rest = isBinary ? log1pexp(own[i]!) : rowTotal(margins, i); // ! i
    const p = Math.exp(own[i]! - rest); // ! i < n, here and below
    const y = isBinary ? target[i]! : target[i] === output ? 1 : 0; // !
    const bend = Math.max(p * (1 - p), LEAST_CURVATURE);
    residual[i] = (y - p) / bend;
    curvature[i] = weight[i]! * bend; // ! i < n
  }
  return descend(design, { residual, curvature, at, output }, penalty);
}

function rowTotal(margins: readonly Float64Array[], i: number): number {
  return logSumExp(margins.map((margin) => margin[i]!)); // ! i < n
}

interface Descent {
  /** What the present coefficients leave; brought along. */
  readonly residual: Float64Array;
  readonly curvature: Float64Array;
  readonly at: Coefficients;
  readonly output: number;
}

/**
 * Coordinate descent on Σ curvature × residual² / 2n and the penalty: all columns, then those with a coefficient until
 * they rest, and all once more. The largest move of a root mean square answer.
 */
function descend(design: Design, descent: Descent, { size, mix }: Penalty): number {
  const { residual, curvature, at, output } = descent;
  const { columns, n } = design;
  const slopes = at.slopes[output]!; // ! an output
  const weights = columns.map((column) => weightedSquare(column, curvature) / n);
  const total = sum(curvature);
  let farthest = 0;
  const sweep = (all: boolean): number => {
    let moved = 0;
    for (let j = 0; j < columns.length; j++) {
      const before = slopes[j]!; // ! j < length, here and below
      if (!all && before === 0) continue;
      const weight = weights[j]!; // ! in range, as above
      if (weight === 0) continue;
      const pull = weightedDot(columns[j]!, residual, curvature) / n + weight * before; // ! in range, as above
      const after = (Math.sign(pull) * Math.max(Math.abs(pull) - size * mix, 0)) / (weight + size * (1 - mix));
      if (after === before) continue;
      slopes[j] = after;
      addTo(residual, columns[j]!, before - after); // ! in range, as above
      moved = Math.max(moved, weight * (after - before) ** 2);
    }
    const shift = weightedSum(residual, curvature) / total;
    at.intercepts[output]! += shift; // ! an output
    for (let i = 0; i < n; i++) residual[i]! -= shift; // ! i < n
    return Math.max(moved, (shift * shift * total) / n);
  };
  const scale = Math.max(weightedSquare(residual, curvature) / n, Number.MIN_VALUE);
  const limit = LAST_MOVE ** 2 * scale;
  for (let round = 0; round < SWEEPS_MAX; round++) {
    const moved = sweep(true);
    farthest = Math.max(farthest, moved);
    if (moved <= limit) break;
    for (let k = 0; k < SWEEPS_MAX && sweep(false) > limit; k++);
  }
  return Math.sqrt(farthest);
}

function weightedSquare(a: Float64Array, weight: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += weight[i]! * a[i]! * a[i]!; // ! i < n
  return total;
}

function weightedDot(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += weight[i]! * a[i]! * b[i]!; // ! i < n
  return total;
}

function weightedSum(a: Float64Array, weight: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += weight[i]! * a[i]!; // ! i < n
  return total;
}
