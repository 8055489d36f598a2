import { type Comparison, onlyRows } from './entries.ts';
import { byOtherName, readValue, rowsOf } from './readings.ts';
import type { Tolerance } from './tally.ts';

const IDS: Readonly<Record<string, readonly [id: string, params?: Record<string, number>]>> = {
  mae: ['mae'],
  rmse: ['rmse'],
  median_ae: ['median-absolute-error'],
  median_absolute_error: ['median-absolute-error'],
  r2: ['r2'],
  mape: ['mape'],
  smape: ['smape'],
  wape: ['wape'],
  bias: ['bias'],
  mean_error: ['bias'],
  bias_relative: ['relative-bias'],
  mean_label: ['mean-label'],
  mean_prediction: ['mean-prediction'],
  'pinball_0.05': ['pinball', { level: 0.05 }],
  'pinball_0.5': ['pinball', { level: 0.5 }],
  'pinball_0.95': ['pinball', { level: 0.95 }],
  explained_variance: ['explained-variance'],
  rmsle: ['rmsle'],
  max_error: ['max-error'],
  tweedie_0: ['tweedie-deviance', { power: 0 }],
  'tweedie_1.5': ['tweedie-deviance', { power: 1.5 }],
  'tweedie_1.9': ['tweedie-deviance', { power: 1.9 }],
  tweedie_3: ['tweedie-deviance', { power: 3 }],
  'tweedie_-1': ['tweedie-deviance', { power: -1 }],
  inventory_cost_hold1_short3: ['over-under-cost', { over: 1, under: 3 }],
};

/** Figures that have another name in the catalogue. */
const NAMES: Readonly<Record<string, readonly [name: string, params?: Record<string, number>]>> = {
  mse: ['mse'],
  msle: ['msle'],
  poisson_deviance: ['poisson-deviance'],
  gamma_deviance: ['gamma-deviance'],
  d2_absolute: ['d2-absolute-error'],
  'd2_pinball_0.05': ['d2-pinball', { level: 0.05 }],
  'd2_pinball_0.5': ['d2-pinball', { level: 0.5 }],
  'd2_pinball_0.95': ['d2-pinball', { level: 0.95 }],
  d2_tweedie_0: ['d2-tweedie', { power: 0 }],
  d2_tweedie_1: ['d2-tweedie', { power: 1 }],
  'd2_tweedie_1.5': ['d2-tweedie', { power: 1.5 }],
  d2_tweedie_2: ['d2-tweedie', { power: 2 }],
};

/** Of constant labels others say 0 or 1; of the sum of nothing, too. */
const says = (want: number): boolean => want === 0 || want === 1;

interface Points {
  readonly label: readonly number[];
  readonly prediction: readonly number[];
  readonly weight: readonly number[] | undefined;
}

/** Checks every figure of point predictions that an entry has; returns how many there were. */
export function checkPoints(to: Comparison, place: string, points: Points, output: object, tolerance: Tolerance): void {
  const { label, prediction, weight } = points;
  const lists = { label, prediction, quantile: prediction };
  for (const [key, want] of Object.entries(output)) {
    const [id, params] = IDS[key] ?? [];
    if (id !== undefined) to.check(`${place} ${key}`, id, { lists, classes: 0, weight }, want, tolerance, params);
    const [name, more] = NAMES[key] ?? [];
    const level = more?.['level'] ?? 0.5;
    const quantiles = [{ level, values: Float64Array.from(prediction) }];
    const rows = rowsOf(lists, { weight, quantiles });
    if (name !== undefined) to.compare(`${place} ${key}`, byOtherName(name, rows, more), want, tolerance, says);
    if (key === 'mape_strict') {
      const keep = label.map((y) => y !== 0);
      const strict = onlyRows({ lists, classes: 0, weight }, keep);
      to.compare(
        `${place} ${key}`,
        readValue('mape', rowsOf(strict.lists, { weight: strict.weight }), null),
        want,
        tolerance,
      );
    }
  }
}
