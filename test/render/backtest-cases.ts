import type { BacktestResult, IncidentResult, StreamResult } from '../../packages/core/src/report/backtest-result.ts';
import {
  backtest,
  DAY,
  decision,
  incident,
  measured,
  member,
  START,
  streamOf,
  WEEK,
  windowsOf,
} from './backtest-fixture.ts';
import { HOSTILE } from './hostile.ts';

/** Backtests as reports must show them. */

const WEEKS = 100;
const FALL = 21;
const RISE = 71;

const inputs = (windows = WEEKS): StreamResult[] => [
  streamOf({ of: 'vicdemand' }, { windows, usual: 0.42, jump: -0.03, at: 16, seed: 11 }),
  streamOf({ of: 'transfer' }, { windows, usual: 0.41, jump: 0.09, at: 17, seed: 12 }),
  streamOf({ of: 'nswprice' }, { windows, usual: 0.07, jump: 0.02, at: 46, seed: 13 }),
  streamOf(
    { of: 'class', stream: 'level:class', group: 'answers', shows: 'share of level "up"', unit: 'share' },
    { windows, usual: 0.3, jump: 0.1, at: 70, seed: 14 },
  ),
];

const silent = (of: string, reason: string, windows = WEEKS): StreamResult => ({
  ...streamOf({ of }, { windows, usual: 0, jump: 0, at: 0, seed: 5 }),
  usual: null,
  line: Array.from({ length: windows }, () => null),
  detectable: null,
  silent: reason,
});

const accuracyMember = (from: number, to: number) =>
  member({
    stream: 'metric:accuracy',
    feature: 'accuracy',
    part: 'value',
    share: 1,
    from,
    to,
    direction: to < from ? 'down' : 'up',
  });

/** The electricity market: a fall of eleven months, inputs and answers that move, a silent month, late labels. */
function incidents(): IncidentResult[] {
  const at = (week: number): number => START + week * WEEK;
  const moved = (id: number, week: number, parts: Partial<IncidentResult> = {}): IncidentResult =>
    incident({ id: `inputs-${id}`, opened: at(week), change_point: at(week - 1), ...parts });
  return [
    moved(1, 17, {
      members: [
        member({}),
        member({ stream: 'mean:transfer', feature: 'transfer', share: 0.07, from: 0.41, to: 0.5, direction: 'up' }),
      ],
    }),
    incident({
      id: 'performance-1',
      group: 'performance',
      kind: 'fell',
      opened: at(25),
      change_point: at(FALL),
      detected_after_ms: 4 * WEEK,
      detected_after_rows: 1344,
      members: [accuracyMember(0.82, 0.6)],
      before: measured(0.74, 4368),
      after: measured(0.69, 1344),
      estimated_change: -0.16,
    }),
    moved(2, 27, {
      members: [
        member({ from: 0.44, to: 0.51, share: 0.46, direction: 'up' }),
        member({ stream: 'mean:nswprice', feature: 'nswprice', share: 0.3, from: 0.07, to: 0.09 }),
      ],
    }),
    moved(3, 38, { members: [member({ from: 0.44, to: 0.35, share: 0.7 })] }),
    moved(4, 46, {
      members: [
        member({ stream: 'mean:nswprice', feature: 'nswprice', share: 0.88, from: 0.068, to: 0.091, direction: 'up' }),
      ],
    }),
    incident({
      id: 'answers-1',
      group: 'answers',
      opened: at(71),
      change_point: at(70),
      members: [
        member({
          stream: 'level:class',
          feature: 'class',
          part: 'share of level "up"',
          share: 0.67,
          from: 0.02,
          to: 0.16,
          direction: 'up',
        }),
      ],
    }),
    incident({
      id: 'performance-2',
      group: 'performance',
      kind: 'rose',
      opened: at(72),
      change_point: at(RISE),
      members: [accuracyMember(0.66, 0.9)],
      before: measured(0.66, 4368),
      after: measured(0.81, 336),
      estimated_change: 0.15,
    }),
  ];
}

export function fallAndRecovery(): BacktestResult {
  const windows = windowsOf({
    windows: WEEKS,
    windowMs: WEEK,
    right: (i) => (i >= FALL && i < RISE ? 0.64 : i < FALL ? 0.8 : 0.85),
    rows: (i) => (i >= 52 && i < 56 ? 0 : 336),
    late: 2,
  });
  return backtest({
    verdict: 'warn',
    windows,
    streams: [...backtest({}).streams, ...inputs(), silent('vicprice', 'warming-up')],
    incidents: incidents(),
    decisions: [
      decision({}),
      decision({ type: 'RetrainDecided', words: 'Retrain: 8,400 outcomes have arrived, 500 are needed.' }),
    ],
  });
}

/** The same fall, and no recovery; errors have prices. */
export function lastingFall(): BacktestResult {
  const whole = fallAndRecovery();
  const some = whole.incidents.filter(({ kind }) => kind !== 'rose');
  const cost = { value: 31, interval: [3, 62] as const };
  return backtest({
    ...whole,
    verdict: 'fail',
    incidents: some.map((one) =>
      one.kind === 'fell'
        ? { ...one, cost_per_day: cost }
        : { ...one, cost_per_day: { value: -4, interval: [-12, 5] } },
    ),
    costs: {
      currency: 'AUD',
      errors: 9120,
      total: 130_775,
      per_1000: { reference: 2210, history: 3910 },
      policy: 'never retrain',
    },
  });
}

export const inputsMoved = (): BacktestResult =>
  backtest({ verdict: 'warn', streams: [...backtest({}).streams, ...inputs()], incidents: incidents().slice(0, 1) });

export const nothing = (): BacktestResult => backtest({ streams: [...backtest({}).streams, ...inputs()] });

export function noLabels(): BacktestResult {
  const windows = windowsOf({ windows: 60, windowMs: WEEK, right: () => 0.8, hasLabels: false });
  return backtest({
    verdict: 'unknown',
    windows,
    labelDelay: { ms: 0, by: 'none' },
    streams: [{ ...silent('accuracy', 'no-label', 60), group: 'performance' }, ...inputs(60)],
    incidents: incidents()
      .slice(0, 1)
      .map((one) => ({ ...one, before: measured(null, 0), after: measured(null, 0), estimated_change: null })),
    budget: { promise: { false_alarms: 1, per_ms: 90 * DAY }, spent: 4, realised: null, upper: null, answered: null },
  });
}

export const oneWindow = (): BacktestResult =>
  backtest({
    verdict: 'unknown',
    windows: windowsOf({ windows: 1, windowMs: WEEK, right: () => 0.8 }),
    streams: [{ ...silent('accuracy', 'warming-up', 1), group: 'performance' }, silent('vicdemand', 'warming-up', 1)],
    budget: { promise: { false_alarms: 1, per_ms: 90 * DAY }, spent: 0, realised: null, upper: null, answered: null },
    ledger: { path: null, events: 3, head: 'none', decisions: 'none' },
  });

/** Four months of hours, with a fall in the last: more windows than a chart has pixels. */
export function manyHours(): BacktestResult {
  const hour = 3_600_000;
  const windows = windowsOf({
    windows: 3000,
    windowMs: hour,
    right: (i) => (i < 2000 ? 0.9 : 0.7),
    rows: () => 40,
  });
  const at = (i: number): number => START + i * hour;
  return backtest({
    verdict: 'fail',
    windows,
    window: { unit: 'hour', ms: hour, by: 'contract', season: 'day', rowsMin: 30 },
    labelDelay: { ms: 6 * hour, by: 'data' },
    streams: [...backtest({ windows }).streams, ...inputs(3000)],
    incidents: Array.from({ length: 40 }, (_, i) =>
      incident({ id: `inputs-${i}`, opened: at(40 + 50 * i), change_point: at(30 + 50 * i) }),
    ).concat(
      incident({
        id: 'performance-1',
        group: 'performance',
        kind: 'fell',
        opened: at(2042),
        change_point: at(2000),
        detected_after_ms: 42 * hour,
        detected_after_rows: 1680,
        members: [accuracyMember(0.9, 0.7)],
        before: measured(0.9, 6720),
        after: measured(0.7, 1680),
        estimated_change: -0.2,
      }),
    ),
  });
}

/** Hostile names everywhere a name can stand. */
export function hostileHistory(): BacktestResult {
  const at = (i: number): string => HOSTILE[i % HOSTILE.length] ?? '';
  const whole = fallAndRecovery();
  const streams = HOSTILE.map((name, i) =>
    streamOf(
      { of: name, stream: name, shows: name, unit: name, silent: i % 3 === 0 ? name : null },
      { windows: WEEKS, usual: 1, jump: 1, at: 20, seed: i + 1 },
    ),
  );
  return backtest({
    ...whole,
    model: at(0),
    contract: { path: at(2), digest: at(1) },
    inputs: whole.inputs.map((input, i) => ({
      ...input,
      path: at(i),
      digest: at(5),
      problems: [{ code: 'X', line: 3, column: at(2), message: at(4) }],
    })),
    measure: { ...whole.measure, title: at(4) },
    streams: [...whole.streams, ...streams],
    incidents: [
      ...whole.incidents,
      ...HOSTILE.map((name, i) =>
        incident({
          id: name,
          cause: name,
          answer: name,
          closed: START + 90 * WEEK,
          opened: START + (30 + i) * WEEK,
          members: [member({ stream: name, feature: name, part: name })],
        }),
      ),
    ],
    decisions: HOSTILE.map((name) => decision({ incident: name, type: name, words: name })),
    assumed: HOSTILE.map((name) => ({ what: name, value: name, why: name })),
    window: { ...whole.window, season: at(2) },
    ledger: { path: at(6), events: 3, head: at(7), decisions: at(8) },
    costs: { currency: null, errors: 3, total: 9, per_1000: { reference: null, history: 3 }, policy: at(4) },
    notes: [...HOSTILE],
  });
}
