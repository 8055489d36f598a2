import { isotonicCurve } from '../stats/isotonic-curve.ts';
import { expit, log1pexp } from '../stats/logs.ts';
import type { Graded } from '../stats/score-grid.ts';
import { betaTerms, type Calibrator, type CalibratorKind, clippedOdds } from './calibrator.ts';
import { fitLogistic } from './logistic.ts';
import { fitVennAbers } from './venn-abers.ts';

/** Fewer rows than this make a curve of steps that follow chance. */
export const ISOTONIC_ROWS_MIN = 1000;
/** A temperature is looked for between exp(-5) and exp(5): beyond, all chances are 0 and 1, or all 1/2. */
const TEMPERATURE_REACH = 5;

/**
 * The calibrator of a kind that makes the labels likeliest; null where there is none: one class only, too few rows for
 * a curve, or parameters that run away. Scores 0 to 1. O(n) a step of some ten, after a sort for the last two kinds.
 */
export function fitCalibrator(kind: CalibratorKind, graded: Graded): Calibrator | null {
  if (kind === 'identity') return { kind };
  const { positives, negatives } = classSums(graded);
  if (positives === 0 || negatives === 0) return null;
  switch (kind) {
    case 'temperature':
      return { kind, temperature: fitTemperature(graded) };
    case 'platt': {
      const line = fitPlatt(graded, graded.score.map(clippedOdds));
      return line && { kind, ...line };
    }
    case 'beta':
      return fitBeta(graded);
    case 'isotonic':
      return positives + negatives < ISOTONIC_ROWS_MIN ? null : fitIsotonic(graded, positives + negatives);
    case 'venn-abers':
      return { kind, ...fitVennAbers(graded) };
  }
}

function classSums({ label, weight }: Graded): { readonly positives: number; readonly negatives: number } {
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < label.length; i++) {
    positives += weight[i]! * label[i]!; // ! i < n, here and below
    negatives += weight[i]! * (1 - label[i]!); // ! as above
  }
  return { positives, negatives };
}

/** The temperature by which log-odds are divided: Newton's method on its logarithm. Source: Guo et al. 2017. */
export function fitTemperature({ label, score, weight }: Graded): number {
  const odds = score.map(clippedOdds);
  const at = (log: number): { readonly loss: number; readonly slope: number; readonly bend: number } => {
    const scale = Math.exp(-log);
    let loss = 0;
    let slope = 0;
    let bend = 0;
    for (let i = 0; i < odds.length; i++) {
      const x = odds[i]! * scale; // ! i < n, here and below
      const w = weight[i]!; // ! as above
      const p = expit(x);
      const miss = p - label[i]!; // ! as above
      loss += w * (log1pexp(x) - label[i]! * x); // ! as above
      slope -= w * miss * x;
      bend += w * (miss * x + p * (1 - p) * x * x);
    }
    return { loss, slope, bend };
  };
  let log = 0;
  let here = at(log);
  for (let step = 0; step < 100; step++) {
    // Where the loss bends the other way Newton would climb: a plain step downwards.
    const move = here.bend > 0 ? here.slope / here.bend : Math.sign(here.slope);
    let part = 1;
    let next = bounded(log - move);
    let after = at(next);
    while (after.loss > here.loss + 1e-12 * Math.abs(here.loss) && part > 1e-9) {
      part /= 2;
      next = bounded(log - part * move);
      after = at(next);
    }
    const isLast = Math.abs(next - log) < 1e-13;
    [log, here] = [next, after];
    if (isLast) break;
  }
  return Math.exp(log);
}

const bounded = (log: number): number => Math.min(Math.max(log, -TEMPERATURE_REACH), TEMPERATURE_REACH);

/**
 * The line on some reading of the score (its log-odds) that makes the labels likeliest, labels being held a row's worth
 * away from 0 and 1, so that it is finite where a threshold parts them. Null where all readings are one. Platt 1999.
 */
export function fitPlatt(
  graded: Graded,
  reading: Float64Array,
): { readonly slope: number; readonly intercept: number } | null {
  const { label, weight } = graded;
  const { positives, negatives } = classSums(graded);
  const [yes, no] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  const target = label.map((y) => (y === 1 ? yes : no));
  const found = fitLogistic({ columns: [reading, onesFor(reading)], target, weight });
  if (found === null) return null;
  const [slope = 0, intercept = 0] = found;
  return { slope, intercept };
}

const onesFor = (column: Float64Array): Float64Array => new Float64Array(column.length).fill(1);

/** Beta calibration, a and b at least 0: what would be below is left out. Source: Kull, Silva Filho and Flach 2017. */
export function fitBeta({ label, score, weight }: Graded): (Calibrator & { readonly kind: 'beta' }) | null {
  const [up, down] = [new Float64Array(score.length), new Float64Array(score.length)];
  for (let i = 0; i < score.length; i++) {
    const terms = betaTerms(score[i]!); // ! i < n
    up[i] = terms[0];
    down[i] = terms[1];
  }
  const ones = onesFor(score);
  const fit = (columns: readonly Float64Array[]): Float64Array | null =>
    fitLogistic({ columns, target: label, weight });
  const both = fit([up, down, ones]);
  const [a = -1, b = -1, c = 0] = both ?? [];
  if (a >= 0 && b >= 0) return { kind: 'beta', a, b, c };
  const isUpOut = both !== null && a < 0;
  const [kept = -1, own = 0] = fit([isUpOut ? down : up, ones]) ?? [];
  if (kept < 0) return null;
  return isUpOut ? { kind: 'beta', a: 0, b: kept, c: own } : { kind: 'beta', a: kept, b: 0, c: own };
}

/** The monotone curve, held a row's worth away from 0 and 1: no row may be called impossible. */
function fitIsotonic({ label, score, weight }: Graded, total: number): Calibrator {
  const low = 1 / (total + 2);
  const curve = isotonicCurve(score, label, weight, { isRising: true, low, high: 1 - low });
  return { kind: 'isotonic', x: [...curve.x], y: [...curve.y] };
}
