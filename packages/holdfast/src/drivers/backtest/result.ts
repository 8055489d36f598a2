import type { Decision } from '@holdfast/core/control/events.ts';
import { realised as realisedRate } from '@holdfast/core/control/realised.ts';
import { isDecisionType } from '@holdfast/core/control/shapes.ts';
import { isWorseThanReference } from '@holdfast/core/report/backtest/fall.ts';
import { incidentWords } from '@holdfast/core/report/backtest/member.ts';
import { stepSize } from '@holdfast/core/report/backtest/steps.ts';
import type {
  BacktestResult,
  BudgetResult,
  DecisionResult,
  EstimatedStep,
  FollowedMeasure,
  HistoryInput,
  MeasuredValue,
  WindowResult,
} from '@holdfast/core/report/backtest-result.ts';
import { CARDS } from '@holdfast/core/report/cards.ts';
import type { SweepResult } from '@holdfast/core/report/sweep-result.ts';
import { decisionWords } from '@holdfast/core/report/words/backtest-decisions.ts';
import {
  answersUnmet,
  calendarWords,
  confirmedWords,
  differenceWords,
  REFERENCE_CUT,
} from '@holdfast/core/report/words/backtest-streams.ts';
import { SWEEP } from '@holdfast/core/report/words/sweep.ts';
import { type Bounded, moverDifference } from '@holdfast/core/stats/mover.ts';
import type { ContractFile } from '../contract-file.ts';
import type { Played, Replayed } from './course.ts';
import { toldByDetectors } from './detectors.ts';
import { feedbackOf } from './feedback.ts';
import { type Followed, followedIn } from './followed.ts';
import type { History } from './history.ts';
import { hushResults } from './hushes.ts';
import { incidentResult, judgedIn } from './incidents.ts';
import { columnLines, streamResults } from './lines.ts';
import type { CostOf } from './money.ts';
import type { BacktestRequest } from './request.ts';
import type { WatchPlan, WindowFor } from './watch-plan.ts';
import type { Watched } from './watched.ts';

/** Everything that a result is made from. */
export interface Known {
  readonly request: BacktestRequest;
  readonly file: ContractFile | null;
  readonly history: History;
  readonly watched: Watched;
  readonly plan: WatchPlan;
  readonly replayed: Replayed;
  readonly realised: BudgetResult['realised'];
  readonly inputs: readonly HistoryInput[];
  readonly followed: Followed;
  readonly costOf: CostOf | null;
  readonly swept: SweepResult | null;
  readonly estimated: readonly EstimatedStep[] | null;
  readonly answers: ReadonlyMap<string, unknown>;
  readonly window: WindowFor;
  readonly seed: number;
}

/** The result of a replay, all but its headline. */
export function resultOf(known: Known): Omit<BacktestResult, 'headline'> {
  const { request, file, history, watched, plan, replayed, realised, followed, costOf, window, seed } = known;
  const { windows } = replayed;
  const lines = columnLines(watched, history);
  const labelUnit = file?.contract.columns.labelUnit ?? null;
  const isNumeric = ['regression', 'forecast', 'ranking'].includes(history.plan.roles.task);
  const telling = { history, watched, replayed, lines, followed, costOf, seed, labelUnit, isNumeric };
  const measure = measureOf(known);
  const bare = {
    holdfast: request.version,
    command: 'backtest' as const,
    seed,
    model: file?.contract.model ?? request.files[0] ?? '',
    task: history.plan.roles.task,
    contract: file && { path: file.contract.path, digest: file.digest },
    inputs: known.inputs,
    roles: rolesOf(history),
    assumed: history.plan.assumed,
    labelUnit,
    rows: rowsOf(history, replayed),
    verdict: verdictOf(replayed, measure),
    span: { start: windows[0]?.window.start ?? 0, end: windows.at(-1)?.window.end ?? 0 },
    window: { unit: unitOf(window.ms), ms: window.ms, by: window.by, season: plan.season, rowsMin: plan.rowsMin },
    labelDelay: history.labelDelay,
    measure,
    windows: windows.map((played) => windowResult(played, known)),
    streams: streamResults(lines, watched, history, replayed),
    hushes: hushResults(watched, replayed, plan.rowsMin),
    decisions: decisionsOf(replayed),
    detectors: toldByDetectors(file?.contract ?? null, history, seed),
    budget: budgetOf(plan, replayed, realised),
    costs: costOf?.total ?? null,
    sweep: known.swept,
    feedback: feedbackOf(history, replayed, plan),
    ledger: ledgerOf(request, replayed),
    notes: [
      ...(history.isReferenceCut ? [REFERENCE_CUT] : []),
      ...unmet(known.answers, replayed),
      ...calendarWords(history.calendar),
      ...confirmedWords(undeclared(history, watched)),
      ...history.differences.map(({ column, what }) => differenceWords(column, what)),
      ...(request.sweep ? sweepNotes(known.swept) : []),
    ],
  };
  const incidents = replayed.incidents.map((told) => incidentResult(told, telling));
  return { ...bare, incidents: incidents.map((one) => ({ ...one, words: incidentWords(bare, one, CARDS) })) };
}

/** What the reader of policies has to know. */
function sweepNotes(swept: BacktestResult['sweep']): readonly string[] {
  if (swept === null) return [SWEEP.nothing];
  if (!swept.policies.some(({ id }) => id === 'on-drift')) return [SWEEP.unlearned];
  return swept.prices.retrain === 0 ? [SWEEP.free] : [];
}

/** Slices that are watched although nobody declared them. */
const undeclared = ({ confirmed }: History, { slices }: Watched): string[] =>
  confirmed.flatMap(({ name }) => (slices.some(({ stream }) => stream.slice === name) ? [name] : []));

/** Answers of which no incident came: an answer changes what is told after it. */
function unmet(answers: Known['answers'], { incidents }: Replayed): string[] {
  const told = new Set(incidents.flatMap(({ id }, k) => [id, String(k + 1)]));
  const left = [...answers.keys()].filter((name) => !told.has(name));
  return left.length === 0 ? [] : [answersUnmet(left)];
}

function measureOf(known: Known): FollowedMeasure {
  const { followed, history, seed } = known;
  const { entry } = followed;
  const reference = followedIn(followed, history.reference.judged.rows, null, seed);
  const now = followedIn(followed, history.history.judged.rows, null, seed);
  const [a, b] = [boundedOf(now), boundedOf(reference)];
  return {
    ...{ entry: entry.id, title: entry.title, unit: entry.unit, better: entry.better, reference, history: now },
    difference: a && b && { value: a.value - b.value, interval: moverDifference(a, b) },
    ...stepsFor(known),
    ...(known.estimated === null ? {} : { estimated: known.estimated }),
  };
}

function boundedOf({ value, interval }: MeasuredValue): Bounded | null {
  const [low, high] = interval ?? [null, null];
  return value === null || low === null || high === null ? null : { value, bounds: [low, high] };
}

/** The followed number over stretches of several windows, where a chart cannot show each. */
function stepsFor({ replayed, followed, history, window, seed }: Known): Pick<BacktestResult['measure'], 'steps'> {
  const { windows } = replayed;
  const size = stepSize(windows.length, unitOf(window.ms));
  if (size === 1) return {};
  const stretches = Array.from({ length: Math.ceil(windows.length / size) }, (_, k) =>
    windows.slice(k * size, (k + 1) * size),
  );
  const { rows } = history.history.judged;
  return { steps: { size, values: stretches.map((some) => followedIn(followed, rows, judgedIn(some), seed)) } };
}

const HOUR_MS = 3_600_000;

/** What windows of this length are called. */
export function unitOf(ms: number): BacktestResult['window']['unit'] {
  if (ms === HOUR_MS) return 'hour';
  return ms === 24 * HOUR_MS ? 'day' : ms === 168 * HOUR_MS ? 'week' : 'other';
}

function rolesOf({ plan }: History): BacktestResult['roles'] {
  const { id, timestamp, label, labelTimestamp, prediction, score, weight, cluster } = plan.names;
  const named = { id, timestamp, label, label_timestamp: labelTimestamp, prediction, score, weight, cluster };
  return Object.fromEntries(
    Object.entries(named).flatMap(([role, column]): [string, string][] => (column === null ? [] : [[role, column]])),
  );
}

function rowsOf({ reference, history, setAside }: History, { windows }: Replayed): BacktestResult['rows'] {
  const { arrivals } = history;
  let late = 0;
  for (const { window, labelled } of windows) {
    for (const row of window.rows) if (!Number.isNaN(arrivals[row]!)) late++; // ! a row
    late -= labelled.rows.length;
  }
  return {
    reference: reference.table.n,
    history: history.table.n,
    labelled: history.judged.rows.n,
    setAside: late === 0 ? setAside : [...setAside, { reason: 'label-late', rows: late }],
  };
}

/** What lasts at the end counts: a fall that was made good is a warning. */
function verdictOf({ incidents, windows }: Replayed, measure: FollowedMeasure): BacktestResult['verdict'] {
  const last = incidents.filter(({ isWorse }) => isWorse !== null).at(-1);
  if (last?.isWorse === true) return 'fail';
  if (incidents.length > 0 || isWorseThanReference(measure)) return 'warn';
  const hasSpoken = windows.some(({ evidence }) => (evidence.get('performance')?.due ?? 0) > 0);
  return hasSpoken ? 'pass' : 'unknown';
}

function windowResult(
  { window, labelled, evidence }: Played,
  { followed, history, watched, seed }: Known,
): WindowResult {
  const { rows } = history.history.judged;
  const others = watched.performance.filter(({ entry }) => entry !== followed.entry.id);
  const n = labelled.judged.length;
  return {
    start: window.start,
    end: window.end,
    n: window.rows.length,
    labelled: labelled.rows.length,
    values: {
      [followed.entry.id]: followedIn(followed, rows, labelled.judged, seed),
      ...Object.fromEntries(
        others.map((stream) => [stream.entry, { value: stream.value(rows, labelled.judged), interval: null, n }]),
      ),
    },
    evidence: Object.fromEntries(
      [...evidence].map(([group, { logWealth, due, silent }]) => [
        group,
        { log_wealth: logWealth, due, silent: silent.length },
      ]),
    ),
  };
}

function decisionsOf({ events }: Replayed): readonly DecisionResult[] {
  return events.flatMap(({ type, at, data }): DecisionResult[] => {
    if (!isDecisionType(type)) return [];
    const event = { type, at, data } as Decision; // as: it was recorded by control
    const { incident } = event.data;
    return [{ at, type, incident, words: decisionWords(event) }];
  });
}

function budgetOf(plan: WatchPlan, replayed: Replayed, realised: BudgetResult['realised']): BudgetResult {
  const { spent } = replayed;
  return {
    promise: { false_alarms: plan.budget.falseAlarms, per_ms: plan.budget.perMs },
    spent,
    realised,
    upper: realised === null ? null : realised.interval[1],
    answered: answeredIn(replayed),
  };
}

/** The rate of false alarms by what people said; what the replay answered by itself is nobody's word. */
function answeredIn({ incidents, ledger: { state } }: Replayed): BudgetResult['answered'] {
  const people = new Set(incidents.filter(({ isByPerson }) => isByPerson).map(({ id }) => id));
  if (people.size === 0) return null;
  const known = state.incidents.map((one) => (people.has(one.incident) ? one : { ...one, answer: null }));
  const found = realisedRate({ ...state, incidents: known });
  if (found === null || found.watchedMs === 0) return null;
  const per = (alarms: number): number => (alarms * found.promise.perMs) / found.watchedMs;
  return {
    ...{ incidents: found.incidents, by_people: people.size, false_alarms: found.falseAlarms },
    ...{ rate: per(found.falseAlarms), upper: per(found.upper), upper_with_unanswered: per(found.upperWithUnanswered) },
  };
}

const ledgerOf = ({ ledger }: BacktestRequest, { events, ledger: open }: Replayed): BacktestResult['ledger'] => ({
  path: ledger,
  events: events.length,
  head: open.head.hash,
  decisions: open.decisionHash,
});
