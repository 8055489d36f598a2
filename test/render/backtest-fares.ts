import type { BacktestResult, IncidentResult, WindowResult } from '../../packages/core/src/report/backtest-result.ts';
import { backtest, DAY, incident, member, streamOf, windowsOf } from './backtest-fixture.ts';

const START = Date.UTC(2019, 0, 7);
const DAYS = 120;
/** The day on which the rule changes: 2 February 2019. */
const CHANGE = 26;
const at = (day: number): number => START + day * DAY;

const windows = (): WindowResult[] =>
  windowsOf({ windows: DAYS, windowMs: DAY, right: () => 0.5 }).map((window, i) => {
    const value = (i < CHANGE ? 2.3 : 4.1) + 0.2 * Math.sin(i);
    const mae = { value, interval: [value - 0.2, value + 0.2] as const, n: 900 };
    return { ...window, n: 900, labelled: 900, start: at(i), end: at(i + 1), values: { mae } };
  });

const before = { value: 2.3, interval: [2.2, 2.4] as const, n: 23_400 };
const after = { value: 4.1, interval: [3.9, 4.3] as const, n: 2700 };

const incidents = (): IncidentResult[] => [
  incident({
    id: 'performance-1',
    group: 'performance',
    kind: 'fell',
    opened: at(29),
    change_point: at(CHANGE),
    detected_after_ms: 3 * DAY,
    detected_after_rows: 2700,
    members: [
      member({ stream: 'metric:bias', feature: 'bias', share: 0.7, from: -0.1, to: -2.1 }),
      member({ stream: 'metric:mae', feature: 'mae', share: 0.3, from: 2.3, to: 4.1, direction: 'up' }),
    ],
    before,
    after,
    estimated_change: 1.8,
    cost_per_day: { value: 1890, interval: [1650, 2130] },
  }),
  incident({
    id: 'outcomes-1',
    group: 'outcomes',
    opened: at(30),
    change_point: at(CHANGE),
    members: [member({ stream: 'mean:fare', feature: 'fare', share: 0.9, from: 12.4, to: 14.5, direction: 'up' })],
    before,
    after,
  }),
];

/** Fares: a rule changes in February 2019, and answers come out too low; a wrong dollar costs a dollar. */
export function fares(): BacktestResult {
  const jump = { windows: DAYS, at: CHANGE };
  const metric = { group: 'performance', unit: 'label' } as const;
  return backtest({
    verdict: 'fail',
    model: 'taxi-fare',
    task: 'regression',
    labelUnit: 'USD',
    windows: windows(),
    window: { unit: 'day', ms: DAY, by: 'auto', season: 'week', rowsMin: 200 },
    measure: {
      difference: null,
      entry: 'mae',
      title: 'Mean absolute error',
      unit: 'label',
      better: 'lower',
      reference: { value: 2.25, interval: [2.2, 2.3], n: 9000 },
      history: { value: 3.7, interval: [3.6, 3.8], n: 108_000 },
    },
    streams: [
      streamOf({ of: 'mae', stream: 'metric:mae', ...metric }, { ...jump, usual: 2.3, jump: 1.8, seed: 2 }),
      streamOf({ of: 'bias', stream: 'metric:bias', ...metric }, { ...jump, usual: -0.1, jump: -2, seed: 4 }),
      streamOf({ of: 'fare', group: 'outcomes', unit: 'label' }, { ...jump, usual: 12.4, jump: 2.1, seed: 6 }),
    ],
    incidents: incidents(),
    costs: {
      currency: 'USD',
      errors: 108_000,
      total: 399_600,
      per_1000: { reference: 2250, history: 3700 },
      policy: 'never retrain',
    },
  });
}
