import type { InputData } from '@holdfast/core/control/events.ts';
import { answer } from '@holdfast/core/evidence/answer.ts';
import type { Causes } from '@holdfast/core/evidence/causes/cause.ts';
import type { Incident } from '@holdfast/core/evidence/incident.ts';
import { type Evidence, type GroupEvidence, warm } from '@holdfast/core/evidence/step.ts';
import type { Reading, Tick } from '@holdfast/core/evidence/stream.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import type { Said } from './answers.ts';
import { type Course, type Told, tell } from './course.ts';
import { WEEKLY } from './slices.ts';
import type { Group, Watched } from './watched.ts';

const OWN_WHY = 'a replay takes what it has told as the new normal, so that it can tell the next change';

/** An alarm: the verdict, what control decides, and the answer: a person's, else that of the replay. */
export function meet(
  course: Course,
  { evidence, group, incident }: { evidence: Evidence; group: GroupEvidence; incident: Incident },
): void {
  const { at, start, end, spent } = evidence;
  const { income, logWealth } = group;
  const of = toldOf(course.watched, group.group as Group, incident); // as: specs name only these
  const isWorse = of === 'performance' || of === 'slices' ? isDecay(course.watched, incident) : null;
  // What got better asks for no new model: it is told under a name of its own.
  const name = isWorse === false ? `${of}-gain` : of;
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
  const causes = course.explain?.({ group: of, incident, end }) ?? null;
  if (causes !== null)
    tell(course, { type: 'CausesFound', at, data: { incident: id, of: causes.of, causes: named(causes) } });
  const own = course.answers.get(id) ?? course.answers.get(String(course.incidents.length + 1));
  const said: Said = own ?? { answer: 'new-normal', by: 'backtest', why: OWN_WHY };
  const isByPerson = own !== undefined;
  course.incidents.push({ id, group: of, isWorse, at, start, end, incident, said, isByPerson, causes });
  tell(course, { type: 'IncidentAnswered', at, data: { incident: id, ...said } });
  if (said.answer === 'new-normal') beginAgain(course, group.group, incident);
  else course.panel = answer(course.panel, group.group, said.answer);
}

const named = ({ causes }: Causes): InputData['CausesFound']['causes'] =>
  causes.map(({ kind, columns, explains }) => ({ kind, columns: columns.map(({ column }) => column), explains }));

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

/** What an incident is told of: an incident of performance in which no metric of all rows took part is of slices. */
function toldOf({ slices, performance }: Watched, group: Group, { members }: Incident): Told['group'] {
  if (group === WEEKLY) return 'slices';
  const has = (streams: readonly { readonly spec: { readonly id: string } }[]): boolean =>
    members.some(({ stream }) => streams.some(({ spec }) => spec.id === stream));
  const isOfSlices = has(slices.map(({ stream }) => stream)) && !has(performance);
  return group === 'performance' && isOfSlices ? 'slices' : group;
}

/** Whether the leading metric got worse: that of all rows before that of a slice. */
function isDecay({ performance, slices }: Watched, { members }: Incident): boolean {
  const all = [...performance, ...slices.map(({ stream }) => stream)];
  for (const known of [performance, all]) {
    for (const lead of members) {
      const stream = known.find(({ spec }) => spec.id === lead.stream);
      if (stream === undefined) continue;
      return stream.worse === 'away' ? Math.abs(lead.found) > Math.abs(lead.expected) : stream.worse === lead.direction;
    }
  }
  return true;
}
