import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { DECIDER, type Input } from '@holdfast/core/control/events.ts';
import { answer } from '@holdfast/core/evidence/answer.ts';
import type { Incident } from '@holdfast/core/evidence/incident.ts';
import { openPanel, type Panel, panelBytes } from '@holdfast/core/evidence/panel.ts';
import { type Evidence, type GroupEvidence, step, warm } from '@holdfast/core/evidence/step.ts';
import type { Reading, Tick } from '@holdfast/core/evidence/stream.ts';
import type { LedgerEvent } from '@holdfast/core/ledger/envelope.ts';
import { EMPTY, type OpenLedger, record } from '@holdfast/core/ledger/record.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { type Window, windowsOf } from '@holdfast/core/table/windows.ts';
import type { History } from './history.ts';
import type { WatchPlan } from './watch-plan.ts';
import { type Group, type Labelled, placesOf, type Seen, seeColumns, seeLabels, type Watched } from './watched.ts';

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
  readonly group: Group;
  readonly isWorse: boolean | null;
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly incident: Incident;
}

/** A replay: the same core as live, driven by recorded time. */
export interface Replayed {
  readonly windows: readonly Played[];
  readonly reference: readonly { readonly window: Window; readonly readings: readonly Reading[] }[];
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
  onProgress(share: number | null, what: string): void;
}

/** Plays the history in the order in which things became known: the end of a window, the watermark of its labels. */
export async function replay(history: History, watched: Watched, plan: WatchPlan, run: Running): Promise<Replayed> {
  const course = begin(history, watched, plan);
  const ticks = ticksOf(course.windows, plan);
  let done = 0;
  for (const { place, kind, at } of ticks) {
    if (done++ % 64 === 0) {
      await setImmediate();
      run.signal.throwIfAborted();
      run.onProgress(done / ticks.length, 'replaying');
    }
    const played = course.windows[place]!; // ! a tick is of a window
    if (kind === 'columns') judge(course, played, played.seen.readings, at);
    else judgeLabels(course, played, at);
  }
  const { windows, reference, incidents, panel, warmed, ledger, events } = course;
  return { windows, reference, incidents, panel, warmed, spent: course.spent, ledger, events };
}

interface Course {
  readonly plan: WatchPlan;
  readonly watched: Watched;
  readonly history: History;
  readonly reference: Replayed['reference'];
  readonly windows: readonly Played[];
  readonly incidents: Told[];
  readonly events: LedgerEvent[];
  readonly warmed: Panel;
  /** By stream: its readings so far, for the baseline to begin again. */
  readonly memory: Map<string, { readonly tick: Tick; readonly reading: Reading }[]>;
  panel: Panel;
  ledger: OpenLedger;
  spent: number;
}

function begin(history: History, watched: Watched, plan: WatchPlan): Course {
  const rule = { ms: plan.windowMs };
  const past = placesOf(history.reference);
  const reference = windowsOf(history.reference.times, rule).map((window) => {
    const seen = seeColumns(watched, history.reference, window);
    const labelled = seeLabels(watched, history.reference, past, window, Number.POSITIVE_INFINITY);
    return { window, readings: [...seen.readings, ...labelled.readings] };
  });
  const places = placesOf(history.history);
  const windows = windowsOf(history.history.times, rule).map((window): Played => {
    const seen = seeColumns(watched, history.history, window);
    const labelled = seeLabels(watched, history.history, places, window, window.end + plan.labelDelayMs);
    return { window, seen, labelled, evidence: new Map() };
  });
  const options = { season: plan.season, budget: plan.budget, windowMs: plan.windowMs, windowRowsMin: plan.rowsMin };
  let panel = openPanel(watched.specs, options);
  for (const { window, readings } of reference) panel = warm(panel, readings, { ...spanOf(window), at: window.end });
  const course: Course = {
    plan,
    watched,
    history,
    reference,
    windows,
    incidents: [],
    events: [],
    warmed: panel,
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

const spanOf = ({ start, end }: Window): { start: number; end: number } => ({ start, end });

/** When what becomes known. A watermark that falls on the end of another window comes after it. */
function ticksOf(windows: readonly Played[], { labelDelayMs }: WatchPlan) {
  return windows
    .flatMap(({ window }, place) => [
      { place, kind: 'columns' as const, at: window.end },
      { place, kind: 'labels' as const, at: window.end + labelDelayMs },
    ])
    .sort((a, b) => a.at - b.at || Number(a.kind === 'labels') - Number(b.kind === 'labels') || a.place - b.place);
}

function tell(course: Course, input: Input): ReturnType<typeof record>['decisions'] {
  const { ledger, events, decisions } = record(course.ledger, input);
  course.ledger = ledger;
  course.events.push(...events);
  return decisions;
}

function judgeLabels(course: Course, played: Played, at: number): void {
  const { window, labelled } = played;
  const data = { ...spanOf(window), labelled: labelled.rows.length, expected: window.rows.length };
  tell(course, { type: 'WatermarkPassed', at, data });
  judge(course, played, labelled.readings, at);
  const { arrivals } = course.history.history;
  const late = window.rows.filter((row) => arrivals[row]! > at); // ! a row
  if (late.length > 0)
    tell(course, { type: 'LabelCorrected', at, data: { ...spanOf(window), counts: { late: late.length } } });
}

/** One tick of the streams that have a reading: evidence, verdicts, decisions, and the answer to what was told. */
function judge(course: Course, played: Played, readings: readonly Reading[], at: number): void {
  const tick: Tick = { ...spanOf(played.window), at };
  const { panel, evidence } = step(course.panel, readings, tick);
  course.panel = panel;
  course.spent = evidence.spent;
  for (const reading of readings) {
    const known = course.memory.get(reading.stream) ?? [];
    known.push({ tick, reading });
    course.memory.set(reading.stream, known);
  }
  const digest = `sha256:${createHash('sha256').update(panelBytes(panel)).digest('hex')}`;
  for (const group of evidence.groups) {
    const name = group.group as Group; // as: specs name only these
    played.evidence.set(name, group);
    recordGroup(course, { evidence, group, readings, digest });
    if (group.incident !== null) meet(course, { evidence, group, incident: group.incident });
  }
}

interface Recording {
  readonly evidence: Evidence;
  readonly group: GroupEvidence;
  readonly readings: readonly Reading[];
  readonly digest: string;
}

function recordGroup(course: Course, { evidence, group, readings, digest }: Recording): void {
  const { at, start, end, spent } = evidence;
  const { income, logWealth, due, silent } = group;
  const streams = new Set(course.watched.specs.filter((spec) => spec.group === group.group).map(({ id }) => id));
  const statistics = readings.flatMap(({ stream, y }) => (streams.has(stream) && y ? Array.from(y, short) : []));
  tell(course, {
    type: 'WindowScored',
    at,
    data: { group: group.group, start, end, due, silent, income, spent, logWealth, statistics, panelDigest: digest },
  });
  if (group.incident !== null) return;
  const reason = due > 0 ? 'quiet' : (silent[0]?.reason ?? 'no-streams');
  tell(course, {
    type: 'VerdictRecorded',
    at,
    data: {
      check: `watch ${group.group}`,
      group: group.group,
      verdict: due > 0 ? 'pass' : 'unknown',
      reason,
      logWealth: due > 0 ? logWealth : null,
      threshold: due > 0 ? 0 : null,
      income,
      spent,
      members: [],
      changePoint: null,
    },
  });
}

/** Six digits: what an audit recomputes with a tolerance need not be longer. */
const short = (y: number): number => Number(y.toPrecision(6));

/** An alarm: the verdict, what control decides, and the answer that a replay gives in the place of a person. */
function meet(
  course: Course,
  { evidence, group, incident }: { evidence: Evidence; group: GroupEvidence; incident: Incident },
): void {
  const { at, start, end, spent } = evidence;
  const { income, logWealth } = group;
  const isWorse = group.group === 'performance' ? isDecay(course.watched, incident) : null;
  // What got better asks for no new model: it is told under a name of its own.
  const name = isWorse === false ? 'performance-gain' : group.group;
  const decisions = tell(course, {
    type: 'VerdictRecorded',
    at,
    data: {
      check: `watch ${group.group}`,
      group: name,
      verdict: 'fail',
      reason: isWorse === null ? 'moved' : isWorse ? 'fell' : 'rose',
      logWealth: Math.max(0, logWealth),
      threshold: 0,
      income,
      spent,
      members: incident.members.map(({ stream, component, share, logWealth: held, direction, effect, interval }) => ({
        stream,
        component,
        share,
        logWealth: held,
        direction,
        effect,
        interval,
      })),
      changePoint: incident.changePoint,
    },
  });
  const opened = decisions.find(({ type }) => type === 'IncidentOpened');
  assert(opened?.type === 'IncidentOpened', 'every incident of a replay is answered before the next');
  const id = opened.data.incident;
  const of = group.group as Group; // as: specs name only these
  course.incidents.push({ id, group: of, isWorse, at, start, end, incident });
  const why = 'a replay takes what it has told as the new normal, so that it can tell the next change';
  tell(course, { type: 'IncidentAnswered', at, data: { incident: id, answer: 'new-normal', by: 'backtest', why } });
  beginAgain(course, group.group, incident);
}

/** Members forget what was before the change, and learn again from what came since. */
function beginAgain(course: Course, group: string, incident: Incident): void {
  const known = new Set(course.watched.specs.map(({ id }) => id));
  const streams = incident.members.map(({ stream }) => stream).filter((stream) => known.has(stream));
  course.panel = answer(course.panel, group, 'new-normal', streams.length > 0 ? { streams } : {});
  const again = new Map<number, { tick: Tick; readings: Reading[] }>();
  for (const stream of streams) {
    for (const { tick, reading } of course.memory.get(stream) ?? []) {
      if (tick.start < incident.changePoint) continue;
      const there = again.get(tick.start) ?? { tick, readings: [] };
      there.readings.push(reading);
      again.set(tick.start, there);
    }
  }
  for (const { tick, readings } of [...again.values()].sort((a, b) => a.tick.start - b.tick.start)) {
    course.panel = warm(course.panel, readings, tick);
  }
}

/** Whether the leading metric got worse. */
function isDecay({ performance }: Watched, { members }: Incident): boolean {
  const [lead] = members;
  const stream = performance.find(({ spec }) => spec.id === lead?.stream);
  if (lead === undefined || stream === undefined) return true;
  if (stream.worse === 'away') return Math.abs(lead.found) > Math.abs(lead.expected);
  return stream.worse === lead.direction;
}
