import type { BacktestResult } from '../backtest-result.ts';
import type { Block, ForestRow, Section } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import { COSTLY, historyLength } from '../words/backtest-sections.ts';
import { count, intervalText, money, moneyDecimals, signed } from '../words/numbers.ts';
import { shorten } from '../words/slices.ts';
import { numberOf } from './fall.ts';
import { whatMoved } from './member.ts';

/** What errors cost by the contract's prices, and what each incident cost a day; null without prices. */
export function costsSection(result: BacktestResult, cards: Cards): Section | null {
  const { costs } = result;
  if (costs === null) return null;
  const currency = costs.currency ?? 'money';
  const { reference, history } = costs.per_1000;
  const rows = forestRows(result, cards);
  const blocks: Block[] = rows.length === 0 ? [] : [forest(rows, currency)];
  return {
    id: 'costs',
    heading: COSTLY.total(money(costs.total, currency), historyLength(result.span)),
    says: [COSTLY.per1000(money(history, currency), reference === null ? null : money(reference, currency))],
    note: [COSTLY.note, costs.policy === '' ? '' : COSTLY.policy(shorten(costs.policy, 200))]
      .filter((said) => said !== '')
      .join(' '),
    verdict: null,
    isBrief: false,
    blocks,
  };
}

function forestRows(result: BacktestResult, cards: Cards): ForestRow[] {
  return result.incidents.flatMap((incident) => {
    const found = incident.cost_per_day;
    if (found === null) return [];
    const decimals = moneyDecimals(found.value);
    const interval = intervalText(found.interval, (end) => signed(end, decimals));
    return [
      {
        name: COSTLY.incident(numberOf(result, incident), whatMoved(result, incident, cards)),
        n: count(incident.after.n),
        value: found.value,
        low: found.interval?.[0] ?? null,
        high: found.interval?.[1] ?? null,
        limit: null,
        text: `${signed(found.value, decimals)}${interval === '' ? '' : ` (${interval})`}`,
        verdict: null,
        isStrong: incident.kind === 'fell',
      },
    ];
  });
}

const forest = (rows: readonly ForestRow[], currency: string): Block => ({
  kind: 'forest',
  id: 'figure-costs',
  title: COSTLY.perDayTitle,
  caption: COSTLY.perDay(currency),
  explains: '',
  rows,
  sides: COSTLY.sides,
  reference: null,
  limitName: null,
  key: COSTLY.key(currency),
  unit: COSTLY.unit(currency),
});
