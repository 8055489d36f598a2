import type { BacktestResult, CausesResult, IncidentResult } from '../backtest-result.ts';
import type { Cell, Section, TableRow } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import type { Remark } from '../remarks.ts';
import { BACK_HEADS, ROW } from '../words/backtest.ts';
import { momentText } from '../words/backtest-dates.ts';
import { CAUSES, causeName, partWords } from '../words/causes.ts';
import { type BacktestParts, numberOf } from './fall.ts';
import { markKind } from './marks.ts';
import { whatMoved } from './member.ts';

const INCIDENTS_MAX = 30;
/** Causes of one incident that are shown; all are in the JSON. */
const CAUSES_MAX = 3;
/** Lines of a short form. */
const SHORT_MAX = 3;

/** What may lie behind each incident, most likely first, with the part of the change that goes with it. */
export function causesSection(result: BacktestResult, cards: Cards): Section | null {
  const told = result.incidents.filter(({ causes }) => causes !== null);
  if (told.length === 0) return null;
  const shown = told.slice(0, INCIDENTS_MAX);
  const heads = [BACK_HEADS.no, BACK_HEADS.told, CAUSES.head, CAUSES.part];
  return {
    id: 'causes',
    heading: CAUSES.heading,
    says: [CAUSES.say],
    note: CAUSES.note,
    verdict: null,
    isBrief: false,
    blocks: [
      {
        kind: 'table',
        caption: CAUSES.heading,
        unit: '',
        columns: heads.map((name, i) => ({ name, isNumber: i === 3 })),
        rows: shown.flatMap((incident) => rows(result, incident, cards)),
        rest: told.length > shown.length ? ROW.moreIncidents(told.length - shown.length) : null,
      },
    ],
  };
}

function rows(result: BacktestResult, incident: IncidentResult, cards: Cards): TableRow[] {
  const { causes } = incident;
  if (causes === null) return [];
  const isHot = incident.group === 'performance' && incident.kind === 'fell';
  const number: Cell = { text: String(numberOf(result, incident)), ring: markKind(incident) };
  const told: Cell = { text: momentText(incident.opened, result.window.unit) };
  const small = [`${whatMoved(result, incident, cards)}.`, ...lookedFor(causes)].join(' ');
  if (causes.causes.length === 0) {
    const cell = { text: CAUSES.noneFound, small };
    return [{ cells: [number, told, cell, { text: '' }], isHot, isTotal: false }];
  }
  return causes.causes.slice(0, CAUSES_MAX).map((cause, k) => ({
    cells: [
      ...(k === 0 ? [number, told] : [{ text: '' }, { text: '' }]),
      k === 0 ? { text: cause.words, small } : { text: cause.words },
      { text: partWords(cause, causes) },
    ],
    isHot: isHot && k === 0,
    isTotal: false,
  }));
}

/** What it is not, and what nobody could look at; of performance alone: there people ask. */
const lookedFor = ({ of, excluded, unseen }: CausesResult): string[] =>
  of !== 'loss'
    ? []
    : [
        ...(excluded.length === 0 ? [] : [CAUSES.excluded(excluded.map(causeName))]),
        ...(unseen.length === 0 ? [] : [CAUSES.unseen(unseen.map(causeName))]),
      ];

/** The first cause of an incident with its part: "Inputs moved ... (98 % of the loss)"; null where none was found. */
export function firstCause({ causes }: IncidentResult): string | null {
  const [first] = causes?.causes ?? [];
  if (causes === null || first === undefined) return null;
  return first.explains === null ? first.words : `${first.words} (${partWords(first, causes)})`;
}

/** The first causes for forms that leave the section out; those of performance before others. */
export function causesInShort(parts: BacktestParts): Remark[] {
  const isOfPerformance = ({ group }: IncidentResult): number => Number(group === 'performance');
  const told = [...parts.incidents].sort((a, b) => isOfPerformance(b) - isOfPerformance(a));
  return told.slice(0, SHORT_MAX).flatMap((incident) => {
    if (incident.causes === null) return [];
    const text = firstCause(incident) ?? CAUSES.none;
    return [{ head: CAUSES.short, text: CAUSES.ofIncident(numberOf(parts, incident), text) }];
  });
}
