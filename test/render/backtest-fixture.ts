import { headlineOf } from '../../packages/core/src/report/backtest-headline.ts';
import type {
  BacktestResult,
  DecisionResult,
  IncidentMember,
  IncidentResult,
  MeasuredValue,
  StreamResult,
  WindowResult,
} from '../../packages/core/src/report/backtest-result.ts';
import { makeRandom, type Random } from '../../packages/core/src/std/random.ts';
import { DIGEST } from './fixtures.ts';

/** Histories as a backtest gives them, made by a seed: a fall, a recovery, inputs that move, a silent month. */

export const DAY = 86_400_000;
export const WEEK = 7 * DAY;
export const START = Date.UTC(1997, 0, 7);
type Parts = Omit<BacktestResult, 'headline'>;

/** What happens in a history; windows are counted from 0. */
export interface Story {
  readonly seed?: number;
  readonly windows: number;
  readonly windowMs: number;
  /** The share that is right in a window. */
  readonly right: (window: number) => number;
  readonly rows?: (window: number) => number;
  readonly hasLabels?: boolean;
  /** How many windows at the end still wait for their labels. */
  readonly late?: number;
}

/** A normal number, by the sum of twelve uniform ones: near enough for a picture. */
const noise = (random: Random): number => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6);

export const measured = (value: number | null, n: number, half = 0.04): MeasuredValue => ({
  value,
  interval: value === null ? null : [Math.max(0, value - half), Math.min(1, value + half)],
  n,
  ...(value === null ? { gap: 'no-label' } : {}),
});

/** Windows of a story: rows, labels and accuracy with an interval. */
export function windowsOf(story: Story): WindowResult[] {
  const random = makeRandom(story.seed ?? 1);
  return Array.from({ length: story.windows }, (_, i) => {
    const n = story.rows?.(i) ?? 336;
    const isLate = i >= story.windows - (story.late ?? 0);
    const labelled = (story.hasLabels ?? true) && !isLate ? n : 0;
    const value = Math.min(1, Math.max(0, story.right(i) + 0.05 * noise(random)));
    const start = START + i * story.windowMs;
    return {
      start,
      end: start + story.windowMs,
      n,
      labelled,
      values: { accuracy: measured(labelled > 0 ? value : null, labelled, 0.12 + 0.02 * random()) },
      evidence: { performance: { log_wealth: -2, due: labelled > 0 ? 1 : 0, silent: labelled > 0 ? 0 : 1 } },
    };
  });
}

/** A stream whose line wanders around `usual` and jumps at a window. */
export function streamOf(
  parts: Partial<StreamResult> & { readonly of: string },
  of: { windows: number; usual: number; jump: number; at: number; seed: number },
): StreamResult {
  const random = makeRandom(of.seed);
  const size = Math.abs(of.usual) * 0.08 || 0.02;
  return {
    stream: `mean:${parts.of}`,
    group: 'inputs',
    shows: 'mean',
    unit: 'number',
    usual: of.usual,
    line: Array.from({ length: of.windows }, (_, i) => of.usual + (i >= of.at ? of.jump : 0) + size * noise(random)),
    detectable: size * 3,
    silent: null,
    ...parts,
  };
}

export const member = (parts: Partial<IncidentMember>): IncidentMember => ({
  stream: 'mean:vicdemand',
  feature: 'vicdemand',
  part: 'mean',
  share: 0.93,
  direction: 'down',
  failure: null,
  confirmed: true,
  from: 0.42,
  to: 0.39,
  effect: -0.6,
  interval: [-0.9, -0.3],
  ...parts,
});

export const incident = (parts: Partial<IncidentResult>): IncidentResult => ({
  id: 'inputs-1',
  group: 'inputs',
  kind: 'moved',
  opened: START + 17 * WEEK,
  closed: null,
  answer: null,
  answered_by: null,
  causes: null,
  change_point: START + 16 * WEEK,
  detected_after_rows: 336,
  detected_after_ms: WEEK,
  members: [member({})],
  before: measured(0.77, 4368),
  after: measured(0.76, 336),
  estimated_change: -0.01,
  cause: null,
  false: null,
  cost_per_day: null,
  words: 'vicdemand 0.42 → 0.39.',
  ...parts,
});

/** A result with its headline; what is not given is that of a quiet history with labels. */
export function backtest(parts: Partial<Parts>): BacktestResult {
  const windows = parts.windows ?? windowsOf({ windows: 100, windowMs: WEEK, right: () => 0.85 });
  const labelled = windows.reduce((sum, window) => sum + window.labelled, 0);
  const history = windows.reduce((sum, window) => sum + window.n, 0);
  const right = windows.reduce((sum, w) => sum + (w.values['accuracy']?.value ?? 0) * w.labelled, 0);
  const made: Parts = {
    holdfast: '0.1.0',
    command: 'backtest',
    seed: 1,
    model: 'elec2-price',
    task: 'binary',
    contract: { path: 'holdfast.yaml', digest: DIGEST },
    roles: { id: 'id', label: 'class', score: 'score', timestamp: 'date' },
    feedback: null,
    assumed: [{ what: 'window', value: 'a week', why: 'the shortest with 200 rows' }],
    labelUnit: null,
    inputs: [
      { role: 'history', path: 'analysis.parquet', rows: history, digest: DIGEST, problems: [] },
      { role: 'reference', path: 'reference.parquet', rows: 2928, digest: DIGEST, problems: [] },
      { role: 'labels', path: 'labels.parquet', rows: labelled, digest: DIGEST, problems: [] },
    ],
    rows: { reference: 2928, history, labelled, setAside: [{ reason: 'label-of-unknown-id', rows: 12 }] },
    verdict: 'pass',
    span: { start: windows[0]?.start ?? START, end: windows.at(-1)?.end ?? START },
    window: { unit: 'week', ms: WEEK, by: 'auto', season: 'week', rowsMin: 200 },
    labelDelay: { ms: DAY, by: 'contract' },
    measure: {
      difference: null,
      entry: 'accuracy',
      title: 'Accuracy',
      unit: 'share',
      better: 'higher',
      reference: measured(0.849, 2928, 0.013),
      history: measured(labelled > 0 ? right / labelled : null, labelled, 0.005),
    },
    windows,
    hushes: [],
    streams: [
      streamOf(
        {
          of: 'accuracy',
          stream: 'metric:accuracy',
          group: 'performance',
          shows: 'accuracy',
          unit: 'share',
          detectable: 0.042,
        },
        { windows: windows.length, usual: 0.85, jump: 0, at: 0, seed: 3 },
      ),
    ],
    incidents: [],
    decisions: [],
    detectors: [],
    sweep: null,
    budget: {
      promise: { false_alarms: 1, per_ms: 90 * DAY },
      spent: 6.5,
      realised: { replays: 60, alarms: 61, rate: 0.12, interval: [0.09, 0.15] },
      upper: 0.15,
      answered: null,
    },
    costs: null,
    ledger: { path: 'backtest.hfledger', events: 812, head: DIGEST, decisions: DIGEST },
    notes: [],
    ...parts,
  };
  return { ...made, headline: headlineOf(made) };
}

export const decision = (parts: Partial<DecisionResult>): DecisionResult => ({
  at: START + 25 * WEEK,
  type: 'AlertDecided',
  incident: 'performance-1',
  words: 'Told: an incident of performance is open.',
  ...parts,
});
