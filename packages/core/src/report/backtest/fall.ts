import type { BacktestResult, IncidentResult, StreamResult } from '../backtest-result.ts';
import { type Cards, named, titleOf } from '../cards.ts';
import type { Unit } from '../words/numbers.ts';

/** All of a result but its headline, which is made from the rest. */
export type BacktestParts = Omit<BacktestResult, 'headline'>;

/** A unit of a measure or a stream with the names that it needs. */
export const unitFor = (unit: string, parts: Pick<BacktestParts, 'labelUnit' | 'costs'>): Unit =>
  named(unit, {
    labelUnit: parts.labelUnit ?? null,
    costs: parts.costs?.currency ? { currency: parts.costs.currency } : null,
  });

/** The unit of the followed measure. */
export const measureUnit = (parts: BacktestParts): Unit => unitFor(parts.measure.unit, parts);

/** Whether streams of a group are metrics, over all rows or in a slice. */
export const isMetricGroup = (group: StreamResult['group'] | undefined): boolean =>
  group === 'performance' || group === 'slices';

/** The followed measure before a change; null where it rests on fewer rows than a window needs. */
export const beforeOf = (parts: BacktestParts, { before }: IncidentResult): number | null =>
  before.n < parts.window.rowsMin ? null : before.value;

/** What the followed measure is called in a head: "right" for accuracy, "off by" for the mean absolute error. */
export const measureName = (parts: BacktestParts, cards: Cards): string => nameOfMeasure(parts.measure.entry, cards);

/** The same of any metric. */
export function nameOfMeasure(entry: string, cards: Cards): string {
  return entry === 'accuracy' ? 'right' : entry === 'mae' ? 'off by' : titleOf(entry, cards);
}

/** The stream of a member, by its id; null when the result does not list it. */
export const streamOf = (parts: Pick<BacktestParts, 'streams'>, id: string): StreamResult | null =>
  parts.streams.find((stream) => stream.stream === id) ?? null;

/** The number that people follow an incident by. */
export const numberOf = (parts: Pick<BacktestParts, 'incidents'>, incident: IncidentResult): number =>
  parts.incidents.indexOf(incident) + 1;

/** Groups in which no stream ever spoke: nobody can say anything of them. */
export function muteGroups(parts: BacktestParts): StreamResult['group'][] {
  const groups = ['performance', 'slices', 'inputs', 'answers', 'outcomes'] as const;
  return groups.filter((group) => {
    const streams = parts.streams.filter((stream) => stream.group === group);
    const hasIncident = parts.incidents.some((incident) => incident.group === group);
    if (group === 'performance' && streams.length === 0) return !hasIncident;
    return streams.length > 0 && !hasIncident && streams.every((stream) => stream.silent !== null);
  });
}

/** Why a stream could not speak, or null; one that took part in an incident did speak. */
export const silenceOf = (parts: Pick<BacktestParts, 'incidents'>, { stream, silent }: StreamResult): string | null =>
  parts.incidents.some(({ members }) => members.some((member) => member.stream === stream)) ? null : silent;

/** Whether no stream ever spoke: then the absence of incidents says nothing. */
export const isBlind = ({ streams, incidents }: Pick<BacktestParts, 'streams' | 'incidents'>): boolean =>
  incidents.length === 0 && streams.every(({ silent }) => silent !== null);

/** A stretch in which performance was lower than before. */
export interface Fall {
  readonly incident: IncidentResult;
  readonly number: number;
  /** When it came back, by a later rise; null: it had not by the end. */
  readonly until: number | null;
  /** The followed measure over the stretch, and the labelled rows it rests on. */
  readonly value: number | null;
  readonly n: number;
}

/**
 * Whether the whole history is worse than the reference beyond chance, whatever its windows say: then the change lies
 * between the two tables, where no window can show it.
 */
export function isWorseThanReference({ difference, better }: BacktestParts['measure']): boolean {
  if (difference === null || better === 'neither') return false;
  return better === 'higher' ? difference.interval[1] < 0 : difference.interval[0] > 0;
}

/** Metrics that are means over rows: that of a stretch is the mean of its windows, weighted by their rows. */
const MEANS = ['accuracy', 'mae', 'bias', 'brier', 'log-loss', 'cost-per-row', 'answer-cost', 'over-under-cost'];

/** The fall that an answer speaks of: the one that cost most, by how much and how long; null without any. */
export function worstFall(parts: BacktestParts): Fall | null {
  const falls = parts.incidents.filter(({ group, kind }) => group === 'performance' && kind === 'fell');
  const found = falls.map((incident) => fallOf(parts, incident));
  const weight = ({ incident, until }: Fall): number =>
    ((until ?? parts.span.end) - incident.change_point) * (Math.abs(incident.estimated_change ?? 0) + 1e-9);
  return found.reduce<Fall | null>(
    (worst, fall) => (worst === null || weight(fall) > weight(worst) ? fall : worst),
    null,
  );
}

function fallOf(parts: BacktestParts, incident: IncidentResult): Fall {
  const rise = parts.incidents.find(
    (other) => other.group === 'performance' && other.kind === 'rose' && other.opened > incident.opened,
  );
  const until = rise === undefined ? null : Math.max(rise.change_point, incident.opened);
  const { value, n } = valueBetween(parts, incident.change_point, until ?? parts.span.end) ?? incident.after;
  return { incident, number: numberOf(parts, incident), until, value, n };
}

/** The metric that a fall is told by, over its stretch and before, and in the reference. */
export interface Spoken {
  readonly entry: string;
  readonly unit: Unit;
  readonly value: number | null;
  readonly before: number | null;
  /** Null: it is the followed measure, and the result has its reference. */
  readonly usual: number | null;
  readonly isFollowed: boolean;
}

/** The followed measure; where that did not get worse in the fall, the metric of all rows that did. */
export function spokenOf(parts: BacktestParts, { incident, value }: Fall): Spoken {
  const { entry, better } = parts.measure;
  const before = beforeOf(parts, incident);
  const followed = { entry, unit: measureUnit(parts), value, before, usual: null, isFollowed: true };
  if (value === null || before === null || (better === 'lower' ? value > before : value < before)) return followed;
  for (const { stream: id, feature, from, to } of incident.members) {
    const stream = streamOf(parts, id);
    if (stream?.group !== 'performance' || feature === 'bias' || from === null || to === null) continue;
    const { unit, usual } = stream;
    return { entry: feature, unit: unitFor(unit, parts), value: to, before: from, usual, isFollowed: false };
  }
  return followed;
}

/** The followed measure over the windows inside a stretch; null where it is no mean over rows or has no row. */
function valueBetween(parts: BacktestParts, start: number, end: number): { value: number; n: number } | null {
  const { entry } = parts.measure;
  if (!MEANS.includes(entry)) return null;
  let sum = 0;
  let n = 0;
  for (const window of parts.windows) {
    const found = window.start >= start && window.end <= end ? window.values[entry] : undefined;
    if (found === undefined || found.value === null || !(found.n > 0)) continue;
    sum += found.n * found.value;
    n += found.n;
  }
  return n === 0 ? null : { value: sum / n, n };
}
