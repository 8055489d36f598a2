import { DECIDER, type Input } from '@holdfast/core/control/events.ts';
import type { Causes } from '@holdfast/core/evidence/causes/cause.ts';
import type { Incident } from '@holdfast/core/evidence/incident.ts';
import { openPanel, type Panel } from '@holdfast/core/evidence/panel.ts';
import { type GroupEvidence, warm } from '@holdfast/core/evidence/step.ts';
import type { Reading, Tick } from '@holdfast/core/evidence/stream.ts';
import type { LedgerEvent } from '@holdfast/core/ledger/envelope.ts';
import { EMPTY, type OpenLedger, record } from '@holdfast/core/ledger/record.ts';
import type { StreamResult } from '@holdfast/core/report/backtest-result.ts';
import { startOf, type Window, windowsOf } from '@holdfast/core/table/windows.ts';
import type { Said } from './answers.ts';
import { explainer, type Occurrence } from './causes.ts';
import type { History } from './history.ts';
import { SLOW_MS } from './slices.ts';
import type { WatchPlan } from './watch-plan.ts';
import {
  type Group,
  isClocked,
  type Labelled,
  placesOf,
  type Seen,
  seeColumns,
  seeLabels,
  seeWeek,
  type Watched,
} from './watched.ts';

/** A window of the history and what was known of it when. */
export interface Played {
  readonly window: Window;
  readonly seen: Seen;
  readonly labelled: Labelled;
  readonly evidence: Map<Group, GroupEvidence>;
}

/** An incident as evidence gave it, with the name that control gave it. */
export interface Told {
  readonly id: string;
  readonly group: StreamResult['group'];
  readonly isWorse: boolean | null;
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly incident: Incident;
  /** What was answered, by a person or by the replay. */
  readonly said: Said;
  readonly isByPerson: boolean;
  /** What may lie behind it; null where it was not looked for, or nothing can be compared. */
  readonly causes: Causes | null;
}

/** A window of the reference with its readings, and those of slices of the week that it closes. */
export interface PastWindow {
  readonly window: Window;
  readonly labelled: Labelled;
  readonly readings: readonly Reading[];
  readonly weekly: readonly Reading[];
}

/** A week of windows, for slices that are read by the week. */
export interface Week<W = Played> {
  readonly start: number;
  readonly end: number;
  readonly windows: readonly W[];
}

/** A replay: the same core as live, driven by recorded time. */
export interface Replayed {
  readonly windows: readonly Played[];
  readonly reference: readonly PastWindow[];
  readonly incidents: readonly Told[];
  readonly panel: Panel;
  /** The panel after the reference, before the history. */
  readonly warmed: Panel;
  readonly spent: number;
  readonly ledger: OpenLedger;
  readonly events: readonly LedgerEvent[];
}

/** What a run of the program hears and says. */
export interface Running {
  readonly signal: AbortSignal;
  /** Causes of incidents are looked for with learners of this seed; without it they are not. */
  readonly causeSeed?: number;
  /** What people say of incidents, by id or number; the replay answers the others by itself. */
  readonly answers?: ReadonlyMap<string, Said>;
  onProgress(share: number | null, what: string): void;
}

/** A replay under way. */
export interface Course {
  readonly plan: WatchPlan;
  readonly watched: Watched;
  readonly history: History;
  readonly reference: Replayed['reference'];
  readonly windows: readonly Played[];
  readonly weeks: readonly Week[];
  readonly incidents: Told[];
  readonly events: LedgerEvent[];
  readonly warmed: Panel;
  readonly answers: ReadonlyMap<string, Said>;
  readonly explain: ((occurrence: Occurrence) => Causes | null) | null;
  /** By stream: its readings so far, for the baseline to begin again. */
  readonly memory: Map<string, { readonly tick: Tick; readonly reading: Reading }[]>;
  panel: Panel;
  ledger: OpenLedger;
  spent: number;
}

/** The course before its first tick: the reference is known, the ledger open, the policy set. */
export function begin(
  history: History,
  watched: Watched,
  plan: WatchPlan,
  { causeSeed, answers = new Map() }: Running,
): Course {
  const rule = { ms: plan.windowMs };
  const past = placesOf(history.reference);
  const seenPast = windowsOf(history.reference.times, rule).map((window) => {
    const seen = seeColumns(watched, history.reference, window);
    const labelled = seeLabels(watched, history.reference, past, window, Number.POSITIVE_INFINITY);
    return { window, labelled, readings: [...seen.readings, ...labelled.readings] };
  });
  const pastWeeks = watched.slices.some(isClocked(true)) ? weeksOf(seenPast, plan.windowMs) : [];
  const reference = seenPast.map((known): PastWindow => {
    const week = pastWeeks.find(({ windows: own }) => own.at(-1) === known);
    return { ...known, weekly: week === undefined ? [] : seeWeek(watched, history.reference, week.windows) };
  });
  const places = placesOf(history.history);
  const windows = windowsOf(history.history.times, rule).map((window): Played => {
    const seen = seeColumns(watched, history.history, window);
    const labelled = seeLabels(watched, history.history, places, window, window.end + plan.labelDelayMs);
    return { window, seen, labelled, evidence: new Map() };
  });
  const options = { season: plan.season, budget: plan.budget, windowMs: plan.windowMs, windowRowsMin: plan.rowsMin };
  let panel = openPanel(watched.specs, options);
  for (const { window, readings, weekly } of reference) {
    panel = warm(panel, readings, { ...spanOf(window), at: window.end });
    if (weekly.length > 0)
      panel = warm(panel, weekly, { start: window.end - SLOW_MS, end: window.end, at: window.end });
  }
  const course: Course = {
    plan,
    watched,
    history,
    reference,
    windows,
    weeks: watched.slices.some(isClocked(true)) ? weeksOf(windows, plan.windowMs) : [],
    incidents: [],
    events: [],
    warmed: panel,
    explain: causeSeed === undefined ? null : explainer(history, watched, { reference, windows }, causeSeed),
    answers,
    memory: new Map(),
    panel,
    ledger: EMPTY,
    spent: 0,
  };
  const at = windows[0]?.window.start ?? 0;
  tell(course, { type: 'LedgerOpened', at, data: { ledger: 'backtest' } });
  const { contractDigest, policy, budget } = plan;
  tell(course, { type: 'PolicySet', at, data: { contractDigest, policy, budget, decider: DECIDER } });
  return course;
}

/** The weeks of which all windows are there, in the order of time. */
function weeksOf<W extends { readonly window: Window }>(windows: readonly W[], windowMs: number): Week<W>[] {
  const weeks = new Map<number, W[]>();
  for (const one of windows) {
    const start = startOf(one.window.start, SLOW_MS);
    const own = weeks.get(start) ?? [];
    own.push(one);
    weeks.set(start, own);
  }
  return [...weeks]
    .filter(([, own]) => own.length === Math.round(SLOW_MS / windowMs))
    .map(([start, own]) => ({ start, end: start + SLOW_MS, windows: own }));
}

/** Start and end of a window alone. */
export const spanOf = ({ start, end }: Window): { start: number; end: number } => ({ start, end });

/** Records a fact with what control concludes from it. */
export function tell(course: Course, input: Input): ReturnType<typeof record>['decisions'] {
  const { ledger, events, decisions } = record(course.ledger, input);
  course.ledger = ledger;
  course.events.push(...events);
  return decisions;
}
