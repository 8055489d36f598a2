import type { Result } from '../../packages/core/src/report/result.ts';
import { comparisonOf, line, lineCheck, measurement, result } from './fixtures.ts';

/** Fares in money of the label's own unit, worse than what is live, with costs of each euro of error. */
export function regressionWithMoney(): Result {
  const all = line({
    n: 75000,
    candidate: 2.762,
    other: 1.634,
    difference: -1.128,
    bounds: [-1.16, -1.097],
    margin: 0.05,
    verdict: 'fail',
    reason: 'worse-beyond-margin',
    method: 'influence',
  });
  const night = line({
    ...all,
    slice: 'night',
    guarded: true,
    n: 9120,
    candidate: 3.4,
    other: 1.9,
    difference: -1.5,
    bounds: [-1.62, -1.39],
    margin: 0.1,
  });
  const unit = { level: 0.95, n: 75000, method: 'influence' };
  return result({
    model: 'taxi-fare',
    task: 'regression',
    labelUnit: 'USD',
    classes: [],
    positive: null,
    threshold: null,
    verdict: 'fail',
    roles: { label: 'fare', prediction: 'expected', timestamp: 'picked_up_at' },
    rows: { judged: 75000, setAside: [{ reason: 'the label is missing', rows: 412 }] },
    independence: { by: 'day', column: 'picked_up_at', clusters: 457 },
    comparison: {
      ...comparisonOf([all, night]),
      entry: 'mae',
      other: 'fares-2018',
      against: 'fares-2018.csv',
      margin: 0.05,
      churn: null,
      money: [
        {
          slice: null,
          n: 75000,
          candidate: 2762,
          other: 1634,
          difference: 1128,
          interval: [1097, 1160],
          currency: 'USD',
        },
      ],
    },
    costs: { over: 1, under: 1, currency: 'USD' },
    checks: [all, night].map((of) => lineCheck(of, { entry: 'mae', title: 'mean absolute error', unit: 'label' })),
    measurements: [
      measurement({ ...unit, entry: 'mae', value: 2.762, interval: [2.73, 2.79] }),
      measurement({ ...unit, entry: 'rmse', value: 5.104, interval: [4.9, 5.31] }),
      measurement({ ...unit, entry: 'bias', value: -1.728, interval: [-1.76, -1.69] }),
      measurement({ ...unit, entry: 'r2', value: 0.7421, interval: [0.722, 0.761] }),
      measurement({ ...unit, entry: 'mape', value: null, interval: null, method: null, gap: 'zero-label' }),
      measurement({ ...unit, entry: 'mae', slice: 'night', n: 9120, value: 3.4, interval: [3.29, 3.51] }),
    ],
    slices: [{ name: 'night', where: 'hour >= 22', n: 9120, group: null }],
  });
}
