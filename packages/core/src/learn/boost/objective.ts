import { expit, log1pexp } from '../../stats/logs.ts';
import { sum } from '../../stats/sum.ts';
import { weightedQuantile } from './weighted-quantile.ts';

/** What a boosted model is fitted to say. */
export type Objective =
  | { readonly kind: 'squared' }
  | { readonly kind: 'quantile'; readonly quantile: number }
  | { readonly kind: 'poisson' }
  | { readonly kind: 'logistic' }
  | { readonly kind: 'softmax'; readonly classes: number };

/** Rows to fit: n targets (numbers, 0|1, or the number of the class) and their weights, null for all alike. */
export interface Targets {
  readonly target: Float64Array;
  readonly weight: Float64Array | null;
}

/** First and second derivatives of the loss by the margin, of one output; a null curvature is 1 everywhere. */
export interface Slopes {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array | null;
}

/** How many margins a row has: one, or one a class. */
export const outputsOf = (objective: Objective): number => (objective.kind === 'softmax' ? objective.classes : 1);

/** Shares below this would start at minus infinity. */
const LEAST_SHARE = 1e-12;

/** The margin of every row before the first tree: what fits best if all rows are answered alike. */
export function startOf(objective: Objective, { target, weight }: Targets): number[] {
  if (objective.kind === 'quantile') return [weightedQuantile(target, weight, objective.quantile)];
  const total = weight === null ? target.length : sum(weight);
  const meanOf = (own: (i: number) => number): number =>
    sum(Float64Array.from(target, (_, i) => own(i) * (weight?.[i] ?? 1))) / total;
  if (objective.kind === 'softmax') {
    const shares = Array.from({ length: objective.classes }, (_, k) => meanOf((i) => (target[i] === k ? 1 : 0)));
    return shares.map((share) => Math.log(Math.max(share, LEAST_SHARE)));
  }
  const mean = meanOf((i) => target[i]!); // ! i < n
  if (objective.kind === 'squared') return [mean];
  if (objective.kind === 'poisson') return [Math.log(Math.max(mean, LEAST_SHARE))];
  const share = Math.min(Math.max(mean, LEAST_SHARE), 1 - LEAST_SHARE);
  return [Math.log(share / (1 - share))];
}

/** The derivatives at these margins, one pair an output, written into `into`. O(n × outputs). */
export function fillSlopes(
  objective: Objective,
  { target, weight }: Targets,
  margins: readonly Float64Array[],
  into: readonly Slopes[],
): void {
  if (objective.kind === 'softmax') {
    fillSoftmax(target, margins, into);
  } else {
    const { gradient, curvature } = into[0]!; // ! one output
    const margin = margins[0]!; // ! one output
    // ! curvature is there unless it is 1 everywhere; i < n
    if (objective.kind === 'logistic')
      fillLogistic(target, margin, gradient, curvature!); // ! as above
    else if (objective.kind === 'poisson')
      fillPoisson(target, margin, gradient, curvature!); // ! as above
    else if (objective.kind === 'squared') fillSquared(target, margin, gradient, curvature);
    else fillQuantile(target, margin, { gradient, curvature, quantile: objective.quantile });
  }
  if (weight === null) return;
  for (const { gradient, curvature } of into) {
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= weight[i]!; // ! i < n
    if (curvature !== null) for (let i = 0; i < curvature.length; i++) curvature[i]! *= weight[i]!; // ! i < n
  }
}

/** Arrays for the derivatives of n rows. */
export function makeSlopes(objective: Objective, n: number, hasWeights: boolean): Slopes[] {
  const isFlat = (objective.kind === 'squared' || objective.kind === 'quantile') && !hasWeights;
  return Array.from({ length: outputsOf(objective) }, () => ({
    gradient: new Float64Array(n),
    curvature: isFlat ? null : new Float64Array(n),
  }));
}

function fillLogistic(target: Float64Array, margin: Float64Array, g: Float64Array, h: Float64Array): void {
  for (let i = 0; i < g.length; i++) {
    const p = 1 / (1 + Math.exp(-margin[i]!)); // ! i < n
    g[i] = p - target[i]!; // ! i < n
    h[i] = p * (1 - p);
  }
}

function fillPoisson(target: Float64Array, margin: Float64Array, g: Float64Array, h: Float64Array): void {
  for (let i = 0; i < g.length; i++) {
    const rate = Math.exp(margin[i]!); // ! i < n
    g[i] = rate - target[i]!; // ! i < n
    h[i] = rate;
  }
}

function fillSquared(target: Float64Array, margin: Float64Array, g: Float64Array, h: Float64Array | null): void {
  for (let i = 0; i < g.length; i++) g[i] = margin[i]! - target[i]!; // ! i < n
  h?.fill(1);
}

interface QuantileSlopes extends Slopes {
  readonly quantile: number;
}

function fillQuantile(target: Float64Array, margin: Float64Array, into: QuantileSlopes): void {
  const { gradient, curvature, quantile } = into;
  for (let i = 0; i < gradient.length; i++) gradient[i] = target[i]! > margin[i]! ? -quantile : 1 - quantile; // ! i < n
  curvature?.fill(1);
}

function fillSoftmax(target: Float64Array, margins: readonly Float64Array[], into: readonly Slopes[]): void {
  const size = margins.length;
  // Margins move together without effect: this factor makes up for the one that is spare (Friedman 2001, section 4.6).
  const factor = size / (size - 1);
  for (let i = 0; i < target.length; i++) {
    let most = -Infinity;
    for (let k = 0; k < size; k++) most = Math.max(most, margins[k]![i]!); // ! k < size, i < n, here and below
    let total = 0;
    for (let k = 0; k < size; k++) total += Math.exp(margins[k]![i]! - most); // ! in range, as above
    for (let k = 0; k < size; k++) {
      const p = Math.exp(margins[k]![i]! - most) / total; // ! in range, as above
      into[k]!.gradient[i] = p - (target[i] === k ? 1 : 0); // ! in range, as above
      into[k]!.curvature![i] = factor * p * (1 - p); // ! in range, as above
    }
  }
}

/** What the margins of a row say: a number, a chance, or a chance a class; as many arrays as margins. */
export function answersOf(objective: Objective, margins: readonly Float64Array[]): Float64Array[] {
  if (objective.kind === 'logistic') return margins.map((margin) => margin.map(expit));
  if (objective.kind === 'poisson') return margins.map((margin) => margin.map(Math.exp));
  if (objective.kind !== 'softmax') return margins.map((margin) => margin.slice());
  const answers = margins.map((margin) => new Float64Array(margin.length));
  const n = answers[0]?.length ?? 0;
  for (let i = 0; i < n; i++) {
    let most = -Infinity;
    for (const margin of margins) most = Math.max(most, margin[i]!); // ! i < n, here and below
    let total = 0;
    margins.forEach((margin, k) => {
      answers[k]![i] = Math.exp(margin[i]! - most); // ! as many
      total += answers[k]![i]!; // !
    });
    for (const answer of answers) answer[i]! /= total; // ! i < n
  }
  return answers;
}

/** The mean loss of the margins: log loss, squared error, pinball loss, or Poisson deviance / 2 up to a constant. */
export function lossOf(objective: Objective, { target, weight }: Targets, margins: readonly Float64Array[]): number {
  const losses = new Float64Array(target.length);
  for (let i = 0; i < losses.length; i++) {
    losses[i] = rowLoss(objective, target[i]!, margins, i) * (weight?.[i] ?? 1); // ! i < n
  }
  return sum(losses) / (weight === null ? target.length : sum(weight));
}

function rowLoss(objective: Objective, y: number, margins: readonly Float64Array[], i: number): number {
  const own = margins[0]![i]!; // ! one output at least; i < n
  if (objective.kind === 'logistic') return log1pexp(own) - y * own;
  if (objective.kind === 'poisson') return Math.exp(own) - y * own;
  if (objective.kind === 'squared') return (y - own) ** 2;
  if (objective.kind === 'quantile')
    return y > own ? objective.quantile * (y - own) : (1 - objective.quantile) * (own - y);
  let most = -Infinity;
  for (const margin of margins) most = Math.max(most, margin[i]!); // ! i < n, here and below
  let total = 0;
  for (const margin of margins) total += Math.exp(margin[i]! - most); // ! i < n
  return most + Math.log(total) - margins[y]![i]!; // ! the number of a class
}
