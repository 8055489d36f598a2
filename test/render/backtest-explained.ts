import type { BacktestResult, CausesResult, IncidentResult } from '../../packages/core/src/report/backtest-result.ts';
import { causeWords } from '../../packages/core/src/report/words/causes.ts';
import { fallAndRecovery } from './backtest-cases.ts';
import { backtest, member, streamOf } from './backtest-fixture.ts';

const DAY = 86_400_000;
const NONE = { explains: null, interval: null, state: null, columns: [], version: null, from: null, to: null } as const;
const COLUMNS = ['vicprice', 'vicdemand', 'transfer'].map((column) => ({ column, explains: 0.31 }));

function causesOf(incident: IncidentResult): CausesResult {
  const isLoss = incident.group === 'performance';
  const of = isLoss ? 'loss' : 'inputs';
  const found: CausesResult['causes'][number][] = [
    { ...NONE, kind: 'outcomes', explains: 0.98, interval: [0.7, 1.2], from: 0.38, to: 0.54, expected: 0.4, words: '' },
    { ...NONE, kind: 'source', state: 'moving', columns: COLUMNS, from: 0, to: 1, expected: null, words: '' },
  ];
  const causes = (isLoss ? found : found.slice(1)).map((cause) => ({
    ...cause,
    words: causeWords(cause, { of, isWorse: isLoss, unit: { unit: 'share' } }),
  }));
  return { of, change: null, causes, excluded: isLoss ? ['inputs', 'delay'] : [], unseen: isLoss ? ['season'] : [] };
}

/** The fall with everything that can be said of it: causes, a slice, estimates, answers, and a stream that stopped. */
export function explained(): BacktestResult {
  const whole = fallAndRecovery();
  const stream = 'slices:accuracy:evening peak';
  const slice = {
    stream,
    group: 'slices',
    of: 'accuracy',
    slice: 'evening peak',
    shows: 'value',
    unit: 'share',
  } as const;
  const line = streamOf({ ...slice }, { windows: whole.windows.length, usual: 0.8, jump: -0.2, at: 30, seed: 9 });
  const [first] = whole.incidents;
  const incidents = whole.incidents.map((incident) => {
    const causes = causesOf(incident);
    return { ...incident, causes, cause: causes.causes[0]?.words ?? null };
  });
  const own = member({ stream, feature: 'accuracy', slice: 'evening peak', part: '', from: 0.8, to: 0.6 });
  const sliced: IncidentResult = {
    ...(first as IncidentResult), // as: the story has incidents
    ...{ id: 'slices-1', group: 'slices', kind: 'fell', members: [own] },
  };
  return backtest({
    ...whole,
    verdict: 'warn',
    streams: [...whole.streams, line],
    hushes: [
      { stream, since: whole.span.start + 600 * DAY, until: null, windows: 12, reason: 'no-labels' },
      {
        stream: 'metric:accuracy',
        since: whole.span.start,
        until: whole.span.start + 70 * DAY,
        windows: 10,
        reason: 'no-rows',
      },
    ],
    incidents: [
      ...incidents,
      {
        ...sliced,
        causes: { ...causesOf(sliced), causes: [] },
        answered_by: 'Ana',
        false: true,
        answer: 'nothing-changed',
      },
    ],
    measure: {
      ...whole.measure,
      estimated: whole.windows.map((_, k) =>
        k < 3
          ? { value: 0.8, interval: [0.7, 0.9], refusal: null }
          : { value: null, interval: null, refusal: { why: 'told-apart', share: 0.4 } },
      ),
    },
    budget: {
      ...whole.budget,
      answered: { incidents: 8, by_people: 1, false_alarms: 1, rate: 0.13, upper: 0.62, upper_with_unanswered: 1.9 },
    },
  });
}
