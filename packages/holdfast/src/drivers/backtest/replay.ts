import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { panelBytes } from '@holdfast/core/evidence/panel.ts';
import { type Evidence, type GroupEvidence, step } from '@holdfast/core/evidence/step.ts';
import type { Reading, Tick } from '@holdfast/core/evidence/stream.ts';
import { begin, type Course, type Played, type Replayed, type Running, spanOf, tell, type Week } from './course.ts';
import type { History } from './history.ts';
import { meet } from './meet.ts';
import type { WatchPlan } from './watch-plan.ts';
import { type Group, seeWeek, type Watched } from './watched.ts';

/** Plays the history in the order in which things became known: the end of a window, the watermark of its labels. */
export async function replay(history: History, watched: Watched, plan: WatchPlan, run: Running): Promise<Replayed> {
  const course = begin(history, watched, plan, run);
  const ticks = ticksOf(course, plan);
  let done = 0;
  for (const { place, kind, at } of ticks) {
    if (done++ % 64 === 0) {
      await setImmediate();
      run.signal.throwIfAborted();
      run.onProgress(done / ticks.length, 'replaying');
    }
    if (kind === 'week') {
      judgeWeek(course, course.weeks[place]!, at); // ! a tick is of a week
      continue;
    }
    const played = course.windows[place]!; // ! a tick is of a window
    if (kind === 'columns') judge(course, played, played.seen.readings, { ...spanOf(played.window), at });
    else judgeLabels(course, played, at);
  }
  const { windows, reference, incidents, panel, warmed, ledger, events } = course;
  return { windows, reference, incidents, panel, warmed, spent: course.spent, ledger, events };
}

const ORDER = ['columns', 'labels', 'week'] as const;

/** When what becomes known. Watermarks that fall on the end of another window come after it, and weeks after them. */
function ticksOf({ windows, weeks }: Course, { labelDelayMs }: WatchPlan) {
  const ticks = [
    ...windows.flatMap(({ window }, place) => [
      { place, kind: ORDER[0], at: window.end },
      { place, kind: ORDER[1], at: window.end + labelDelayMs },
    ]),
    ...weeks.map(({ end }, place) => ({ place, kind: ORDER[2], at: end + labelDelayMs })),
  ];
  return ticks.sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.place - b.place);
}

/** The slices that are read by the week, once the labels of its last window count as arrived. */
function judgeWeek(course: Course, { start, end, windows }: Week, at: number): void {
  const last = windows.at(-1)!; // ! a week has windows
  judge(course, last, seeWeek(course.watched, course.history.history, windows), { start, end, at });
}

function judgeLabels(course: Course, played: Played, at: number): void {
  const { window, labelled } = played;
  const data = { ...spanOf(window), labelled: labelled.rows.length, expected: window.rows.length };
  tell(course, { type: 'WatermarkPassed', at, data });
  judge(course, played, labelled.readings, { ...spanOf(window), at });
  const { arrivals } = course.history.history;
  const late = window.rows.filter((row) => arrivals[row]! > at); // ! a row
  if (late.length > 0)
    tell(course, { type: 'LabelCorrected', at, data: { ...spanOf(window), counts: { late: late.length } } });
}

/** One tick of the streams that have a reading: evidence, verdicts, decisions, and the answer to what was told. */
function judge(course: Course, played: Played, readings: readonly Reading[], tick: Tick): void {
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
