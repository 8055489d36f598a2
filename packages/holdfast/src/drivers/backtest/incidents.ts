import { shareOf } from '@holdfast/core/evidence/column-streams.ts';
import type { Incident, Member } from '@holdfast/core/evidence/incident.ts';
import type { ColumnProfile } from '@holdfast/core/profile/column.ts';
import type { IncidentMember, IncidentResult, MeasuredValue } from '@holdfast/core/report/backtest-result.ts';
import { STREAM_PARTS } from '@holdfast/core/report/words/backtest-streams.ts';
import { causeWords } from '@holdfast/core/report/words/causes.ts';
import { BEFORE_MS, BEFORE_WINDOWS_MIN } from './causes.ts';
import type { Played, Replayed, Told } from './course.ts';
import { type Followed, followedIn } from './followed.ts';
import type { History, Side } from './history.ts';
import { type ColumnLine, mergedOver, shownValue } from './lines.ts';
import type { CostOf } from './money.ts';
import { insideOf, type WatchedSlice } from './slices.ts';
import type { Watched } from './watched.ts';

/** What an incident is described from. */
export interface Telling {
  readonly history: History;
  readonly watched: Watched;
  readonly replayed: Replayed;
  readonly lines: readonly ColumnLine[];
  readonly followed: Followed;
  readonly costOf: CostOf | null;
  readonly seed: number;
  readonly labelUnit: string | null;
  readonly isNumeric: boolean;
}

/** The incident without its words: what moved from where to where, and what it did to the followed number. */
export function incidentResult(told: Told, telling: Telling): Omit<IncidentResult, 'words'> {
  const { incident, at, group, isWorse } = told;
  const { windows } = telling.replayed;
  const since = windows.filter(({ window }) => window.start >= incident.changePoint && window.end <= told.end);
  const past = windows.filter(
    ({ window }) => window.end <= incident.changePoint && window.start >= incident.changePoint - BEFORE_MS,
  );
  const before = past.length < BEFORE_WINDOWS_MIN ? [] : past;
  const after = measured(since, telling);
  const usual = before.length > 0 ? measured(before, telling) : referenceValue(telling);
  const change = after.value === null || usual.value === null ? null : after.value - usual.value;
  return {
    id: told.id,
    group,
    kind: isWorse === null ? 'moved' : isWorse ? 'fell' : 'rose',
    opened: at,
    closed: at,
    answer: told.said.answer,
    answered_by: told.isByPerson ? told.said.by : null,
    change_point: incident.changePoint,
    detected_after_rows: since.reduce((sum, { window }) => sum + window.rows.length, 0),
    detected_after_ms: Math.max(0, at - incident.changePoint),
    members: shownMembers(incident).map((member) => memberResult(member, before, since, telling)),
    before: usual,
    after,
    estimated_change: change,
    ...causeResult(told, telling),
    false: told.isByPerson ? told.said.answer === 'nothing-changed' : null,
    cost_per_day:
      group === 'performance' && telling.costOf ? telling.costOf.perDay(judgedIn(since), daysOf(since)) : null,
  };
}

/** Its causes with their words; the first is the cause. */
function causeResult({ causes, isWorse }: Told, { labelUnit, isNumeric }: Telling) {
  if (causes === null) return { cause: null, causes: null };
  const unit = { unit: isNumeric ? 'label' : 'share', ...(labelUnit === null ? {} : { labelUnit }) };
  const said = causes.causes.map((cause) => ({ ...cause, words: causeWords(cause, { of: causes.of, isWorse, unit }) }));
  return { cause: said[0]?.words ?? null, causes: { ...causes, causes: said } };
}

/** What several streams share is no column and no metric of its own: it is left out beside those that are named. */
function shownMembers({ members }: Incident): readonly Member[] {
  const own = members.filter(({ stream }) => !stream.startsWith('fleet/'));
  return own.length === 0 ? members : own;
}

const daysOf = (windows: readonly Played[]): number =>
  windows.reduce((sum, { window }) => sum + window.end - window.start, 0) / 86_400_000;

/** The judged rows of several windows. */
export function judgedIn(windows: readonly Played[]): Int32Array {
  const all = new Int32Array(windows.reduce((sum, { labelled }) => sum + labelled.judged.length, 0));
  let at = 0;
  for (const { labelled } of windows) {
    all.set(labelled.judged, at);
    at += labelled.judged.length;
  }
  return all;
}

const measured = (windows: readonly Played[], { followed, history, seed }: Telling): MeasuredValue =>
  followedIn(followed, history.history.judged.rows, judgedIn(windows), seed);

const referenceValue = ({ followed, history, seed }: Telling): MeasuredValue =>
  followedIn(followed, history.reference.judged.rows, null, seed);

function memberResult(
  member: Member,
  before: readonly Played[],
  since: readonly Played[],
  telling: Telling,
): IncidentMember {
  const { lines, watched } = telling;
  const { stream, share, direction, isConfirmed: confirmed } = member;
  // A share that moved is told by its values, whether rows or windows say so.
  const failure = member.failure === 'moved' ? null : member.failure;
  const base = { stream, share, direction, failure, confirmed };
  const line = lines.find(({ stream }) => stream.spec.id === member.stream);
  const sliced = watched.slices.find(({ stream: { spec } }) => spec.id === member.stream);
  if (sliced !== undefined) return { ...base, ...sliceMember(sliced, before, since, telling) };
  if (line === undefined) {
    const metric = watched.performance.find(({ spec }) => spec.id === member.stream);
    const { expected: from, found: to, foundInterval } = member;
    const feature = metric?.entry ?? member.stream;
    return { ...base, feature, part: '', from, to, effect: to - from, interval: foundInterval };
  }
  const [past, now] = [before.length > 0 ? mergedOver(line, before) : line.reference, mergedOver(line, since)];
  const part = line.stream.parts[member.component];
  // Numbers are told by their mean, where that is what a decile is about; anything else by the share that moved.
  const isMean = part === undefined || (part.of.kind === 'below' && line.reference.moments !== null);
  const read = (profile: ColumnProfile | null): number | null =>
    profile === null ? null : isMean ? shownValue(line, profile) : part && shareOf(part, profile);
  const [from, to] = [read(past) ?? null, read(now) ?? null];
  return {
    ...base,
    feature: line.stream.column,
    part: isMean ? 'mean' : part ? STREAM_PARTS.part(part.of) : '',
    from,
    to,
    effect: from === null || to === null ? null : to - from,
    interval: null,
  };
}

/** The metric of a slice in its own rows, before and since. */
function sliceMember(
  sliced: WatchedSlice,
  before: readonly Played[],
  since: readonly Played[],
  { history: { history, reference } }: Telling,
) {
  const { entry: feature, slice, value } = sliced.stream;
  const metricIn = (side: Side, rows: Int32Array): number | null =>
    value(side.judged.rows, insideOf(sliced, side, rows));
  const all = Int32Array.from({ length: reference.judged.rows.n }, (_, i) => i);
  const from = before.length > 0 ? metricIn(history, judgedIn(before)) : metricIn(reference, all);
  const to = metricIn(history, judgedIn(since));
  return {
    feature,
    slice,
    part: '',
    from,
    to,
    effect: from === null || to === null ? null : to - from,
    interval: null,
  };
}
