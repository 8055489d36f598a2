import { heightAt, type IsotonicCurve } from '../stats/isotonic-curve.ts';
import { expit } from '../stats/logs.ts';
import { chancesAt, type VennAbers } from './venn-abers.ts';

/** A rule that makes a chance of a score, as plain data: analysis and serving apply it alike. */
export type Calibrator =
  | { readonly kind: 'identity' }
  | { readonly kind: 'temperature'; readonly temperature: number }
  | { readonly kind: 'platt'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'beta'; readonly a: number; readonly b: number; readonly c: number }
  | { readonly kind: 'isotonic'; readonly x: readonly number[]; readonly y: readonly number[] }
  | ({ readonly kind: 'venn-abers' } & VennAbers);

/** The kinds, the simplest first. */
export const CALIBRATOR_KINDS = ['identity', 'temperature', 'platt', 'beta', 'isotonic', 'venn-abers'] as const;
/** What a calibrator may be. */
export type CalibratorKind = (typeof CALIBRATOR_KINDS)[number];

/** Log-odds of scores are taken this far from 0 and 1: at 0 they are infinite, and one such row would decide all. */
const CLIP = 1e-6;
/** Beta calibration is a power of the score, which is defined down to the least: only 0 and 1 themselves are moved. */
const LEAST = 2 ** -52;
/** A level curve says the same of many scores: a millionth of the score keeps their order. */
const TILT = 1e-6;

/** The log-odds of a score, no nearer to 0 or 1 than a millionth. */
export function clippedOdds(score: number): number {
  const p = Math.min(Math.max(score, CLIP), 1 - CLIP);
  return Math.log(p / (1 - p));
}

/** The two logarithms that beta calibration weighs: ln p and -ln(1 - p). */
export function betaTerms(score: number): readonly [number, number] {
  const p = Math.min(Math.max(score, LEAST), 1 - LEAST);
  return [Math.log(p), -Math.log1p(-p)];
}

/** The chance that the calibrator makes of a score from 0 to 1. O(log corners). */
export function calibrated(calibrator: Calibrator, score: number): number {
  return toChance(calibrator)(score);
}

/** The same for a column. O(n log corners). */
export function calibratedColumn(calibrator: Calibrator, scores: Float64Array): Float64Array {
  if (calibrator.kind === 'identity') return scores;
  const chanceOf = toChance(calibrator);
  const out = new Float64Array(scores.length);
  for (let i = 0; i < out.length; i++) out[i] = chanceOf(scores[i]!); // ! i < n
  return out;
}

/** The rule as a function of a score. */
export function toChance(calibrator: Calibrator): (score: number) => number {
  switch (calibrator.kind) {
    case 'identity':
      return (score) => score;
    case 'temperature':
      return (score) => expit(clippedOdds(score) / calibrator.temperature);
    case 'platt':
      return (score) => expit(calibrator.slope * clippedOdds(score) + calibrator.intercept);
    case 'beta':
      return (score) => {
        const [up, down] = betaTerms(score);
        return expit(calibrator.a * up + calibrator.b * down + calibrator.c);
      };
    case 'isotonic': {
      const curve: IsotonicCurve = { x: Float64Array.from(calibrator.x), y: Float64Array.from(calibrator.y) };
      return (score) => ((heightAt(curve, score) ?? score) + TILT * score) / (1 + TILT);
    }
    case 'venn-abers':
      return (score) => {
        const [low, high] = chancesAt(calibrator, score);
        return high / (1 - low + high);
      };
  }
}
