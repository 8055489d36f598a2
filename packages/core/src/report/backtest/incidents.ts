import type { BacktestResult, IncidentResult } from '../backtest-result.ts';
import type { Cell, Section, TableRow } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import { BACK_HEADS, ROW, STORY } from '../words/backtest.ts';
import { civil, dateText, durationText, momentText } from '../words/backtest-dates.ts';
import { decisionName, isBookkeeping } from '../words/backtest-decisions.ts';
import { historyLength } from '../words/backtest-sections.ts';
import { streamPair, streamText } from '../words/backtest-values.ts';
import { firstCause } from './causes.ts';
import { isBlind, isMetricGroup, measureName, measureUnit, numberOf } from './fall.ts';
import { markKind } from './marks.ts';
import { changeText, memberName, tellingMembers } from './member.ts';

const INCIDENTS_MAX = 60;
/** How many of the other members are named beside the first. */
const ALSO_MAX = 3;

/** Each incident in a row: its number as in the charts, what moved, and how well the model did before and after. */
export function incidentsSection(result: BacktestResult, cards: Cards): Section {
  const { incidents } = result;
  const shown = shownIncidents(incidents);
  const isHot = incidents.some(({ kind, group }) => group === 'performance' && kind === 'fell');
  const hasShare = incidents.some(({ members }) => members.length > 1);
  const heads = [
    BACK_HEADS.no,
    BACK_HEADS.told,
    BACK_HEADS.what,
    BACK_HEADS.share,
    BACK_HEADS.around(measureName(result, cards)),
  ];
  heads.push(BACK_HEADS.found);
  return {
    id: 'incidents',
    heading: isBlind(result) ? STORY.incidentsBlind : STORY.incidents(incidents.length),
    says: [saysOf(result, isHot)],
    note: [hasShare ? STORY.incidentsNote : '', incidents.some(isOwnAnswer) ? STORY.incidentsAnswer : '']
      .filter((said) => said !== '')
      .join(' '),
    verdict: isHot ? 'fail' : incidents.length > 0 ? 'warn' : isBlind(result) ? 'unknown' : 'pass',
    isBrief: false,
    blocks:
      incidents.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: STORY.incidents(incidents.length),
              unit: '',
              columns: heads.map((name, i) => ({ name, isNumber: i >= 3 })),
              rows: shown.map((incident) => row(result, incident, cards)),
              rest: incidents.length > shown.length ? ROW.moreIncidents(incidents.length - shown.length) : null,
            },
          ],
  };
}

function saysOf(result: BacktestResult, isHot: boolean): string {
  if (isBlind(result)) return STORY.incidentsBlindSay;
  if (result.incidents.length === 0) return STORY.incidentsNone(historyLength(result.span));
  return isHot ? STORY.incidentsSay : STORY.incidentsSayNoFall;
}

/** In the order of time; where there are too many, those of performance are kept first. */
function shownIncidents(incidents: readonly IncidentResult[]): readonly IncidentResult[] {
  if (incidents.length <= INCIDENTS_MAX) return incidents;
  const kept = new Set(
    [...incidents]
      .sort((a, b) => Number(b.group === 'performance') - Number(a.group === 'performance'))
      .slice(0, INCIDENTS_MAX),
  );
  return incidents.filter((incident) => kept.has(incident));
}

function row(result: BacktestResult, incident: IncidentResult, cards: Cards): TableRow {
  const { unit } = result.window;
  return {
    cells: [
      { text: String(numberOf(result, incident)), ring: markKind(incident) },
      { text: momentText(incident.opened, unit), small: ROW.since(sinceMoment(incident, unit)) },
      whatCell(result, incident, cards),
      { text: shareText(incident) },
      aroundCell(result, incident),
      { text: durationText(incident.detected_after_ms), small: ROW.rows(incident.detected_after_rows) },
    ],
    isHot: incident.group === 'performance' && incident.kind === 'fell',
    isTotal: false,
  };
}

/** The change beside the alarm: without the year where both have the same. */
function sinceMoment({ opened, change_point }: IncidentResult, unit: string): string {
  const text = momentText(change_point, unit);
  const year = ` ${civil(opened)?.year ?? ''}`;
  return text.replace(year, '');
}

function whatCell(result: BacktestResult, incident: IncidentResult, cards: Cards): Cell {
  const [, ...others] = tellingMembers(incident);
  const named = (isSure: boolean): readonly string[] => {
    const members = others.filter(({ confirmed }) => confirmed === isSure);
    const names = [...new Set(members.map((member) => memberName(result, member, cards)))];
    const left = names.length - ALSO_MAX;
    return left > 0 ? [...names.slice(0, ALSO_MAX), ROW.more(left)] : names;
  };
  const cause = firstCause(incident);
  const [sure, perhaps] = [named(true), named(false)];
  const small = [
    ...(sure.length === 0 ? [] : [ROW.also(sure)]),
    ...(perhaps.length === 0 ? [] : [ROW.perhaps(perhaps)]),
    ...ends(result, incident),
    ...(cause === null ? [] : [ROW.cause(cause)]),
  ];
  const lead = isMetricGroup(incident.group) ? { lead: ROW[incident.kind] } : {};
  return {
    ...lead,
    text: changeText(result, incident, cards),
    ...(small.length === 0 ? {} : { small: small.join('; ') }),
  };
}

function shareText(incident: IncidentResult): string {
  const [first] = tellingMembers(incident);
  return first === undefined ? '' : ROW.share(first.share);
}

function aroundCell(result: BacktestResult, { before, after }: IncidentResult): Cell {
  const unit = measureUnit(result);
  const small = ROW.n(before.n, after.n);
  if (before.value !== null && after.value !== null)
    return { text: streamPair(before.value, after.value, unit).join(' → '), small };
  if (after.value !== null) return { text: streamText(after.value, unit), small };
  return { text: '' };
}

/** A replay answers for the person that there is not: told and closed at once, in every row, and said once beside. */
const isOwnAnswer = ({ closed, answered_by }: IncidentResult): boolean => closed !== null && answered_by === null;

/** What was decided beyond telling it, and how it ended. */
function ends(result: BacktestResult, incident: IncidentResult): string[] {
  const own = result.decisions.filter(({ incident: id, type }) => id === incident.id && !isBookkeeping(type));
  const names = [...new Set(own.filter(({ type }) => type !== 'AlertDecided').map(({ type }) => decisionName(type)))];
  return [
    ...(names.length === 0 ? [] : [ROW.decided(names)]),
    ...(incident.answer === null || isOwnAnswer(incident)
      ? []
      : [ROW.answer(incident.answer, incident.answered_by ?? '')]),
    ...(incident.closed === null || incident.closed === incident.opened ? [] : [ROW.closed(dateText(incident.closed))]),
  ];
}
