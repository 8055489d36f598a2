import type { BacktestResult } from '../backtest-result.ts';
import type { Section } from '../blocks.ts';
import { BACK_HEADS, BACKTEST, STORY } from '../words/backtest.ts';
import { momentText } from '../words/backtest-dates.ts';
import { decisionName, isBookkeeping } from '../words/backtest-decisions.ts';
import { SECTION } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

const DECISIONS_MAX = 40;

/** What control decided, in the order of time, and how anybody can check it. */
export function decidedSection(result: BacktestResult): Section {
  // The opening and closing of incidents is in their table; here is what was done.
  const acts = result.decisions.filter(({ type }) => !isBookkeeping(type));
  const shown = acts.slice(0, DECISIONS_MAX);
  const heads = [BACK_HEADS.at, BACK_HEADS.incident, BACK_HEADS.decided, BACK_HEADS.why];
  const number = (id: string): string => {
    const at = result.incidents.findIndex((incident) => incident.id === id);
    return at < 0 ? shorten(id, 60) : String(at + 1);
  };
  const { path, head, events, decisions } = result.ledger;
  return {
    id: 'decided',
    heading: STORY.decisions(acts.length),
    says: [
      STORY.decisionsSay,
      ...(path === null ? [STORY.noLedger] : [STORY.verifySay(STORY.verify(shorten(path, 120)))]),
    ],
    note: `${STORY.decisionsNote} ${BACKTEST.head(events, head)} ${BACKTEST.decided(decisions)}`,
    verdict: null,
    isBrief: false,
    blocks:
      acts.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: STORY.decisions(acts.length),
              unit: '',
              columns: heads.map((name) => ({ name, isNumber: false })),
              rows: shown.map(({ at, type, incident, words }) => ({
                cells: [
                  { text: momentText(at, result.window.unit) },
                  { text: number(incident) },
                  { text: decisionName(type) },
                  { text: shorten(words, 300) },
                ],
                isHot: false,
                isTotal: false,
              })),
              rest: acts.length > shown.length ? SECTION.undrawn(acts.length - shown.length, 'decisions') : null,
            },
          ],
  };
}
