import type { Comparison } from './entries.ts';
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
  inventory_cost_hold1_short3: ['over-under-cost', { over: 1, under: 3 }],
};

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
  }
}
