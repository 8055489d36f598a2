import type { BacktestResult } from '../backtest-result.ts';
import type { Section, TableBlock } from '../blocks.ts';
import { quote } from '../repeat.ts';
import { BACK_HEADS, STORY } from '../words/backtest.ts';
import { momentText } from '../words/backtest-dates.ts';
import { decisionName, isBookkeeping } from '../words/backtest-decisions.ts';
import { count } from '../words/numbers.ts';
import { SECTION } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

const DECISIONS_MAX = 40;

/** What control decided, in the order of time, and how anybody can check it. */
export function decidedSection(result: BacktestResult): Section {
  // The opening and closing of incidents is in their table; here is what was done.
  const acts = result.decisions.filter(({ type }) => !isBookkeeping(type));
  const { path } = result.ledger;
  return {
    id: 'decided',
    heading: STORY.decisions(acts.length),
    says: [
      STORY.decisionsSay,
      path === null ? STORY.noLedger : STORY.verifySay(STORY.verify(quote(shorten(path, 120)))),
    ],
    note: STORY.decisionsNote,
    verdict: null,
    isBrief: false,
    blocks: [...(acts.length === 0 ? [] : [actsTable(result, acts)]), ledgerTable(result)],
  };
}

function actsTable(result: BacktestResult, acts: BacktestResult['decisions']): TableBlock {
  const shown = acts.slice(0, DECISIONS_MAX);
  const heads = [BACK_HEADS.at, BACK_HEADS.incident, BACK_HEADS.decided];
  const number = (id: string): string => {
    const at = result.incidents.findIndex((incident) => incident.id === id);
    return at < 0 ? shorten(id, 60) : String(at + 1);
  };
  return {
    kind: 'table',
    caption: STORY.decisions(acts.length),
    unit: '',
    columns: heads.map((name, i) => ({ name, isNumber: i === 1 })),
    rows: shown.map(({ at, type, incident, words }) => ({
      cells: [
        momentText(at, result.window.unit),
        number(incident),
        words === '' ? decisionName(type) : shorten(words, 300),
      ].map((text) => ({ text })),
      isHot: false,
      isTotal: false,
    })),
    rest: acts.length > shown.length ? SECTION.undrawn(acts.length - shown.length, 'decisions') : null,
  };
}

function ledgerTable({ ledger }: BacktestResult): TableBlock {
  const rows = [
    [STORY.ledgerEvents, count(ledger.events)],
    [STORY.ledgerHead, ledger.head],
    [STORY.ledgerDecisions, ledger.decisions],
  ];
  return {
    kind: 'table',
    caption: STORY.ledgerCaption,
    unit: '',
    columns: [BACK_HEADS.ledger, BACK_HEADS.value].map((name) => ({ name, isNumber: false })),
    rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })), isHot: false, isTotal: false })),
    rest: null,
  };
}
