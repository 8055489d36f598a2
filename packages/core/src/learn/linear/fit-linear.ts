import { log1pexp, logSumExp } from '../../stats/logs.ts';
import { sum } from '../../stats/sum.ts';
import type { Features } from '../features.ts';
import { type Folds, judgedOf, learnedFor } from '../folds.ts';
import { type Coefficients, fitElasticNet, type LinearObjective, largestPenalty } from './elastic-net.ts';
import { type Design, type Encoding, encode, encodingOf, standardised } from './encoding.ts';

/** A linear model as plain data: coefficients of the columns as encoded, in their own units. */
export interface Linear extends RawCoefficients {
  readonly objective: LinearObjective;
  readonly encoding: Encoding;
  readonly penalty: number;
  readonly mix: number;
}

interface RawCoefficients {
  /** One an output. */
  readonly intercepts: readonly number[];
  readonly coefficients: readonly (readonly number[])[];
}

/** How the size of the penalty is found. */
export interface LinearOptions {
  readonly mix: number;
  /** Sizes that are tried, evenly in their logarithm. */
  readonly sizes: number;
}

/** Lasso and ridge half and half: of columns that go together none is dropped by chance. */
export const LINEAR_DEFAULTS: LinearOptions = { mix: 0.5, sizes: 20 };

/** The smallest size tried, as a share of the one at which nothing is left. */
const SMALLEST = 1e-3;
/** Ridge alone never leaves nothing; its path begins as if a little were lasso, as glmnet's does. */
const LEAST_MIX = 1e-3;

/** As many rows tell which size is best; all are fitted with it. */
const CHOOSING_MAX = 4_000;
/** On the way down to the best size so many are stopped at: each begins near the one before. */
const STEPS = 6;

/** Rows to fit, and folds by which the penalty is chosen. */
export interface LinearSample {
  readonly features: Features;
  readonly target: Float64Array;
  /** Null for all alike. */
  readonly weight: Float64Array | null;
  readonly objective: LinearObjective;
  readonly folds: Folds;
}

/**
 * A linear or logistic model with an elastic-net penalty of the size that loses least on rows it did not see.
 * O(folds × sizes × n × columns).
 */
export function fitLinear(sample: LinearSample, options: LinearOptions = LINEAR_DEFAULTS): Linear {
  const { features, objective, folds } = sample;
  const { mix } = options;
  const encoding = encodingOf(features);
  const rows: Rows = {
    columns: encode(encoding, features),
    target: sample.target,
    weight: sample.weight ?? new Float64Array(features.n).fill(1),
  };
  const whole = standardised(rows.columns, rows.weight);
  const largest = largestPenalty(whole, rows, objective) / Math.max(mix, LEAST_MIX);
  const sizes = Array.from({ length: options.sizes }, (_, k) => largest * SMALLEST ** (k / (options.sizes - 1)));
  const losses = new Float64Array(sizes.length);
  for (const fold of judgedOf(folds)) {
    const learned = takeRows(rows, thinned(rowsOf(folds, learnedFor(folds, fold)), CHOOSING_MAX));
    const judged = takeRows(rows, thinned(rowsOf(folds, [fold]), CHOOSING_MAX));
    if (learned.target.length === 0) continue;
    pathOf(learned, { objective, sizes, mix }).forEach((at, k) => {
      losses[k]! += lossOf(objective, judged, at); // ! a size
    });
  }
  const best = losses.indexOf(losses.reduce((least, loss) => Math.min(least, loss), Infinity));
  const way = thinned(sizes.slice(0, best), STEPS);
  const [fitted] = pathOf(rows, { objective, sizes: [...way, sizes[best]!], mix }).slice(-1); // ! a size was best
  return { objective, encoding, penalty: sizes[best]!, mix, ...fitted! }; // ! a size was best, and fitted
}

interface Rows {
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  readonly weight: Float64Array;
}

/** At most so many of a list, evenly taken. */
function thinned<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  const length = Math.min(list.length, most);
  return Array.from({ length }, (_, k) => list[Math.floor(k * step)]!); // ! k × step < length
}

const rowsOf = (folds: Folds, wanted: readonly number[]): number[] =>
  Array.from(folds.of.keys()).filter((i) => wanted.includes(folds.of[i]!)); // ! i < n

function takeRows({ columns, target, weight }: Rows, rows: readonly number[]): Rows {
  const take = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!); // ! a row
  return { columns: columns.map(take), target: take(target), weight: take(weight) };
}

/** The coefficients at each size, from the largest on, each begun where the one before ended. */
function pathOf(
  rows: Rows,
  {
    objective,
    sizes,
    mix,
  }: { readonly objective: LinearObjective; readonly sizes: readonly number[]; readonly mix: number },
): RawCoefficients[] {
  const design = standardised(rows.columns, rows.weight);
  const total = sum(rows.weight);
  const weight = rows.weight.map((own) => (own * rows.weight.length) / total);
  let start: Coefficients | null = null;
  return sizes.map((size) => {
    const penalty = { size, mix };
    start = fitElasticNet(design, { target: rows.target, weight }, { objective, penalty, start });
    return unscaled(design, start);
  });
}

/** The same coefficients for columns in their own units. */
function unscaled({ means, scales }: Design, { intercepts, slopes }: Coefficients): RawCoefficients {
  const coefficients = slopes.map((own) => Array.from(own, (slope, j) => slope / scales[j]!)); // ! as many
  return {
    coefficients,
    intercepts: coefficients.map(
      // ! an output; as many means as slopes
      (own, k) => intercepts[k]! - own.reduce((total, slope, j) => total + slope * means[j]!, 0), // !
    ),
  };
}

/** What the model answers: a number, a chance, or a chance a class; one array of n an output. */
export function answerLinear(model: Linear, features: Features): Float64Array[] {
  const margins = marginsAt(encode(model.encoding, features), features.n, model);
  if (model.objective.kind === 'squared') return margins;
  if (model.objective.kind === 'logistic')
    return margins.map((own) => own.map((margin) => Math.exp(-log1pexp(-margin))));
  const rowTotal = (i: number): number => logSumExp(margins.map((own) => own[i]!)); // ! i < n
  const totals = Float64Array.from({ length: features.n }, (_, i) => rowTotal(i));
  return margins.map((own) => own.map((margin, i) => Math.exp(margin - totals[i]!))); // ! i < n
}

function marginsAt(columns: readonly Float64Array[], n: number, at: RawCoefficients): Float64Array[] {
  return at.coefficients.map((own, k) => {
    const margin = new Float64Array(n).fill(at.intercepts[k]!); // ! an output
    own.forEach((slope, j) => {
      if (slope === 0) return;
      const column = columns[j]!; // ! a coefficient a column
      for (let i = 0; i < n; i++) margin[i]! += slope * column[i]!; // ! i < n
    });
    return margin;
  });
}

/** The sum of squared errors or of log losses, by weight. */
function lossOf(objective: LinearObjective, { columns, target, weight }: Rows, at: RawCoefficients): number {
  const margins = marginsAt(columns, target.length, at);
  let loss = 0;
  for (let i = 0; i < target.length; i++) {
    const own = margins[0]![i]!; // ! one output at least; i < n, here and below
    const y = target[i]!; // !
    if (objective.kind === 'squared')
      loss += weight[i]! * (y - own) ** 2; // ! i < n
    else if (objective.kind === 'logistic')
      loss += weight[i]! * (log1pexp(own) - y * own); // ! i < n
    else loss += weight[i]! * (logSumExp(margins.map((margin) => margin[i]!)) - margins[y]![i]!); // ! y is a class
  }
  return loss;
}
