// What the calibration families of golden are compared with: used on inline cases and on real files alike.

import { betaTerms, type Calibrator, calibrated, clippedOdds } from '../../packages/core/src/learn/calibrator.ts';
import { fitBeta, fitCalibrator, fitPlatt, fitTemperature } from '../../packages/core/src/learn/fit-calibrator.ts';
import { fitLogistic } from '../../packages/core/src/learn/logistic.ts';
import { chancesAt, fitVennAbers } from '../../packages/core/src/learn/venn-abers.ts';
import {
  binnedGaps,
  binsByEdges,
  binsByRank,
  calibrationBins,
  debiasedSquare,
} from '../../packages/core/src/stats/calibration-bins.ts';
import { corp, levelsOf, SQUARE, SURPRISE } from '../../packages/core/src/stats/corp.ts';
import { orderOf } from '../../packages/core/src/stats/order.ts';
import { quantileOf } from '../../packages/core/src/stats/quantile.ts';
import type { Graded } from '../../packages/core/src/stats/score-grid.ts';
import { smoothError, smoothErrorAt } from '../../packages/core/src/stats/smooth-error.ts';
import { spiegelhalter } from '../../packages/core/src/stats/spiegelhalter.ts';
import type { GoldenCase, Tally } from './tally.ts';

export const gradedOf = (label: readonly number[], score: readonly number[]): Graded => ({
  label: Float64Array.from(label),
  score: Float64Array.from(score),
  weight: new Float64Array(label.length).fill(1),
});

type Output = Readonly<Record<string, unknown>>;

/** The rows in the order of their scores. */
function sorted({ label, score, weight }: Graded): Graded {
  const order = orderOf(score);
  const by = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]!); // ! rows
  return { label: by(label), score: by(score), weight: by(weight) };
}

const evenEdges = (bins: number): number[] => Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins);

/** Binned errors, curves, decompositions and the test without bins. */
export function checkErrors(tally: Tally, { name, output, tolerance }: GoldenCase, graded: Graded): void {
  const { score } = graded;
  const got: Record<string, unknown> = {};
  for (const count of [10, 15]) {
    const byWidth = calibrationBins(graded, binsByEdges(score, evenEdges(count), { isUpper: false }), count);
    const byMass = calibrationBins(graded, binsByRank(orderOf(score), count), count);
    const square = debiasedSquare(byWidth);
    Object.assign(got, {
      [`ece_width_${count}`]: binnedGaps(byWidth)?.mean,
      [`mce_width_${count}`]: binnedGaps(byWidth)?.most,
      [`ece_mass_${count}`]: binnedGaps(byMass)?.mean,
      [`mce_mass_${count}`]: binnedGaps(byMass)?.most,
      [`l2_debiased_squared_width_${count}`]: square,
      [`l2_debiased_width_${count}`]: square === null ? null : Math.sqrt(Math.max(0, square)),
    });
  }
  for (const count of [5, 10]) {
    const quantiles = evenEdges(count).map((p) => quantileOf(score.slice().sort(), p) ?? 0);
    for (const [kind, edges] of [
      ['uniform', evenEdges(count)],
      ['quantile', quantiles],
    ] as const) {
      const { share, score: mean } = calibrationBins(graded, binsByEdges(score, edges, { isUpper: false }), count);
      got[`curve_${kind}_${count}`] = { share, mean_score: mean };
    }
  }
  const { levels, at } = levelsOf(sorted(graded));
  const test = spiegelhalter(graded);
  Object.assign(got, {
    corp_brier: corp(levels, at, SQUARE),
    corp_log: corp(levels, at, SURPRISE),
    spiegelhalter: test ?? { z: null, p: null },
  });
  // Murphy's binned parts and Hosmer-Lemeshow hang on bins, and nothing of ours uses them.
  const { murphy_width_10: _binned, hosmer_lemeshow: _grouped, ...wanted } = output;
  tally.compare(name, got, wanted, tolerance);
}

/** The smooth error, its width, and the error at two widths. */
export function checkSmooth(tally: Tally, { name, output, tolerance }: GoldenCase, graded: Graded): void {
  const found = smoothError(graded);
  const got = {
    smooth_ece: found?.value,
    sigma: found?.width,
    'smooth_ece_sigma_0.05': smoothErrorAt(graded, 0.05),
    'smooth_ece_sigma_0.2': smoothErrorAt(graded, 0.2),
  };
  tally.compare(name, got, output, tolerance);
}

/** betacal stops early: its chances are good to two or three digits. */
const EARLY = { rel: 0, abs: 5e-3 };
/** L-BFGS stops early too. */
const LBFGS = { rel: 2e-4, abs: 2e-4 };

/** Every calibrator with its parameters and its chances. */
export function checkCalibrators(tally: Tally, { name, output, input, tolerance }: GoldenCase, graded: Graded): void {
  const at = input['at'] as number[]; // as: the form of golden
  const chances = (calibrator: Calibrator): number[] => at.map((score) => calibrated(calibrator, score));
  const part = (key: string): Output => output[key] as Output; // as: the form of golden
  const compare = (key: string, got: object): void => {
    const { sklearn_a, sklearn_b, se: _se, ...exact } = part(key);
    tally.compare(`${name} ${key}`, got, exact, tolerance);
    if (sklearn_a !== undefined) {
      tally.compare(`${name} ${key} scikit-learn`, got, { a: sklearn_a, b: sklearn_b }, LBFGS);
    }
  };
  const onScore = fitPlatt(graded, graded.score);
  const expit = (x: number): number => 1 / (1 + Math.exp(-x));
  compare(
    'platt_on_score',
    (onScore && {
      a: -onScore.slope,
      b: -onScore.intercept,
      at: at.map((p) => expit(onScore.slope * p + onScore.intercept)),
    }) ||
      {},
  );
  const platt = fitCalibrator('platt', graded);
  if (platt?.kind === 'platt') compare('platt_on_logit', { a: -platt.slope, b: -platt.intercept, at: chances(platt) });
  const temperature = fitTemperature(graded);
  const { log_loss: _loss, ...wanted } = part('temperature');
  tally.compare(
    `${name} temperature`,
    { T: temperature, at: chances({ kind: 'temperature', temperature }) },
    wanted,
    tolerance,
  );
  const odds = graded.score.map(clippedOdds);
  const line = fitLogistic({ columns: [graded.weight, odds], target: graded.label, weight: graded.weight });
  const { in_the_large: _large, ...slope } = part('slope_intercept');
  tally.compare(
    `${name} line`,
    { intercept: line?.[0], slope: line?.[1] },
    { intercept: slope['intercept'], slope: slope['slope'] },
    tolerance,
  );
  const beta = fitBeta(graded);
  if (beta) {
    const { a, b, c } = beta;
    compare('beta_abm_exact', { a, b, c, at: chances(beta) });
    if ('at' in part('beta_abm'))
      tally.compare(`${name} betacal`, { at: chances(beta) }, { at: part('beta_abm')['at'] }, EARLY);
  }
  const [up, ones] = [graded.score.map((p) => betaTerms(p)[0] + betaTerms(p)[1]), graded.weight];
  const single = fitLogistic({ columns: [up, ones], target: graded.label, weight: graded.weight });
  tally.compare(
    `${name} one power`,
    { a: single?.[0], c: single?.[1] },
    { a: part('beta_am_exact')['a'], c: part('beta_am_exact')['c'] },
    tolerance,
  );
}

/** Both chances of Venn-Abers, and the one that is made of them. */
export function checkVennAbers(tally: Tally, { name, output, input, tolerance }: GoldenCase, graded: Graded): void {
  const fitted = fitVennAbers(graded);
  const both = (input['test'] as number[]).map((score) => chancesAt(fitted, score)); // as: the form of golden
  const p = both.map(([low, high]) => high / (1 - low + high));
  const [p0, p1] = [both.map(([low]) => low), both.map(([, high]) => high)];
  const { largest_difference_from_brute: _difference, ...wanted } = output;
  tally.compare(name, { p0, p1, p, brute_p0: p0, brute_p1: p1 }, wanted, tolerance);
}
