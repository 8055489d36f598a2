import type { IncidentResult } from '../backtest-result.ts';
import type { Cards } from '../cards.ts';
import type { IncidentMark, MarkKind } from '../history-blocks.ts';
import { type BacktestParts, numberOf } from './fall.ts';
import { whatMoved } from './member.ts';

/** How an incident is drawn: filled where performance fell or rose, hollow where something else moved. */
export const markKind = ({ group, kind }: IncidentResult): MarkKind => (group === 'performance' ? kind : 'moved');

/** Incidents as marks on an axis of time, in their order. */
export const marksOf = (parts: BacktestParts, incidents: readonly IncidentResult[], cards: Cards): IncidentMark[] =>
  incidents.map((incident) => ({
    number: numberOf(parts, incident),
    at: incident.opened,
    kind: markKind(incident),
    title: whatMoved(parts, incident, cards),
  }));
