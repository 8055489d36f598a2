import type { IncidentMember, IncidentResult } from '../backtest-result.ts';
import { type Cards, titleOf } from '../cards.ts';
import { ROW } from '../words/backtest.ts';
import { quoted } from '../words/backtest-headline.ts';
import { streamPair, streamText } from '../words/backtest-values.ts';
import { shorten } from '../words/slices.ts';
import { type BacktestParts, isMetricGroup, measureUnit, streamOf, unitFor } from './fall.ts';

/** How long a column's name may be in a table. */
const NAME_MAX = 48;
/** A member below this share of the evidence is not worth naming. */
const SHARE_MIN = 0.05;

/** A metric, of all rows or of a slice: "accuracy in evening peak". */
export const metricName = (entry: string, slice: string | undefined, cards: Cards): string =>
  slice === undefined ? titleOf(entry, cards) : ROW.inSlice(titleOf(entry, cards), shorten(slice, NAME_MAX));

/** What a member watches: the column, or the title of the metric; with its part where it is not the mean. */
export function memberName(parts: BacktestParts, member: IncidentMember, cards: Cards): string {
  const group = streamOf(parts, member.stream)?.group;
  const name = isMetricGroup(group)
    ? metricName(member.feature, member.slice, cards)
    : shorten(member.feature, NAME_MAX);
  if (member.failure !== null) return `${name}, ${ROW.failed[member.failure]}`;
  const isPlain = isMetricGroup(group) || member.part === '' || member.part === 'mean' || member.part === 'value';
  return isPlain ? name : `${name}, ${shorten(member.part, NAME_MAX)}`;
}

/** "“vicdemand” moved from 0.42 to 0.39"; without figures the direction; empty without a member. */
export function memberText(parts: BacktestParts, member: IncidentMember | null, cards: Cards): string {
  if (member === null) return '';
  if (member.failure !== null) return ROW.is(quoted(shorten(member.feature, NAME_MAX)), ROW.failed[member.failure]);
  const isMetric = isMetricGroup(streamOf(parts, member.stream)?.group);
  const name = memberName(parts, member, cards);
  const said = isMetric ? name : quoted(name);
  const values = memberValues(parts, member);
  return values === null ? `${said} ${ROW.went[member.direction]}` : ROW.movedFrom(said, values[0], values[1]);
}

/** The two values of a member, before the change and since; null where one is missing. */
export function memberValues(
  parts: BacktestParts,
  { stream, part, from, to }: IncidentMember,
): readonly [string, string] | null {
  // A level or a bin of a column is watched by its share, whatever the unit of the column's line is.
  const unit = unitFor(/^share\b/.test(part) ? 'share' : (streamOf(parts, stream)?.unit ?? 'number'), parts);
  if (to === null) return null;
  return from === null ? [ROW.none, streamText(to, unit)] : streamPair(from, to, unit);
}

/** The members of an incident that carry evidence, most of it first. */
export const tellingMembers = ({ members }: IncidentResult): IncidentMember[] =>
  [...members].sort((a, b) => b.share - a.share).filter(({ share }, i) => i === 0 || share >= SHARE_MIN);

/** What moved in an incident, in one line: "Got worse: accuracy 82 % → 60 %", "vicdemand 0.42 → 0.39". */
export function whatMoved(parts: BacktestParts, incident: IncidentResult, cards: Cards): string {
  const change = changeText(parts, incident, cards);
  return isMetricGroup(incident.group) ? `${ROW[incident.kind]}: ${change}` : change;
}

/** The same without what it is: "accuracy 82 % → 60 %". */
export function changeText(parts: BacktestParts, incident: IncidentResult, cards: Cards): string {
  const [first] = tellingMembers(incident);
  return first === undefined ? measureChange(parts, incident, cards) : arrowText(parts, first, cards);
}

function arrowText(parts: BacktestParts, member: IncidentMember, cards: Cards): string {
  const values = memberValues(parts, member);
  const name = memberName(parts, member, cards);
  return values === null ? `${name} ${ROW.went[member.direction]}` : `${name} ${values[0]} → ${values[1]}`;
}

function measureChange(parts: BacktestParts, { before, after }: IncidentResult, cards: Cards): string {
  const title = titleOf(parts.measure.entry, cards);
  if (before.value === null || after.value === null) return title;
  return `${title} ${streamPair(before.value, after.value, measureUnit(parts)).join(' → ')}`;
}

/** The sentence of an incident, for files that show it alone: `words` of the JSON. */
export function incidentWords(
  parts: Omit<BacktestParts, 'incidents'>,
  incident: Omit<IncidentResult, 'words'>,
  cards: Cards,
): string {
  const whole = { ...incident, words: '' };
  return `${whatMoved({ ...parts, incidents: [whole] }, whole, cards)}.`;
}
