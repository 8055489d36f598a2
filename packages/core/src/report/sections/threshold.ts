import type { Block, CostBlock, Section, TableRow } from '../blocks.ts';
import type { Figures, Result } from '../result.ts';
import type { LineResult, ThresholdLines } from '../threshold-result.ts';
import { count, money, moneyDecimals, signed } from '../words/numbers.ts';
import { limitText, perThousand, savingText, THRESHOLD } from '../words/threshold.ts';

/** Where the line between yes and no should lie: the cheapest, what it saves, and what other lines find. */
export function thresholdSection({ thresholdChoice: choice }: Result, figures: Figures): Section | null {
  if (choice === undefined) return null;
  const bare = { id: 'threshold', note: '', verdict: null, blocks: [] };
  if ('gap' in choice) {
    if (choice.gap !== 'too-few-rows') return null;
    return { ...bare, heading: THRESHOLD.unknown, says: [THRESHOLD.tooFew(count(choice.n))], isBrief: false };
  }
  const isPriced = choice.saving !== null;
  return {
    ...bare,
    heading: headingOf(choice),
    says: saysOf(choice),
    isBrief: isPriced,
    blocks: [...(figures.costCurve ? [curveOf(choice, figures.costCurve)] : []), tableOf(choice)],
  };
}

/** What another threshold saves for sure, in money per 1,000 rows; null where that is not sure. */
export function sureSaving(
  choice: Result['thresholdChoice'],
): { readonly value: number; readonly limit: number } | null {
  if (choice === undefined || 'gap' in choice || choice.saving?.value == null) return null;
  const limit = lineOf(choice, 'cheapest')?.threshold ?? null;
  const isSure = choice.saving.interval !== null && choice.saving.interval[0] > 0;
  return isSure && limit !== null ? { value: choice.saving.value, limit } : null;
}

const lineOf = ({ lines }: ThresholdLines, id: LineResult['id']): LineResult | null =>
  lines.find((line) => line.id === id) ?? null;
const currencyOf = ({ currency }: ThresholdLines): string => currency ?? 'money';

function headingOf(choice: ThresholdLines): string {
  if (choice.saving === null) return THRESHOLD.noPrice;
  const sure = sureSaving(choice);
  return sure === null ? THRESHOLD.asGood : THRESHOLD.better(money(sure.value, currencyOf(choice)));
}

function saysOf(choice: ThresholdLines): string[] {
  const { saving, range, capacity } = choice;
  if (saving === null) return [THRESHOLD.noPriceSay];
  const said = [
    saving.value === null
      ? THRESHOLD.savingUnknown
      : THRESHOLD.saving(savingText(saving.value, saving.interval, currencyOf(choice))),
  ];
  const [low = null, high = null] = range ?? [];
  if (low !== null && high !== null) said.push(THRESHOLD.range(limitText(low), limitText(high)));
  if (capacity !== null) {
    const say = capacity.isCap ? THRESHOLD.capped : THRESHOLD.fits;
    said.push(say(count(capacity.perDay), count(capacity.rowsPerDay)));
  }
  return said;
}

const yesOf = ({ found, falseAlarms }: LineResult): number => (found + falseAlarms) / 10;

function curveOf(choice: ThresholdLines, curve: NonNullable<Figures['costCurve']>): CostBlock {
  const markOf = (id: LineResult['id'], name: string): CostBlock['marks'] => {
    const line = lineOf(choice, id);
    return line?.cost == null ? [] : [{ x: yesOf(line), y: line.cost, name }];
  };
  const { capacity } = choice;
  return {
    kind: 'cost',
    id: 'figure-cost',
    title: `${THRESHOLD.caption}. ${headingOf(choice)}.`,
    caption: THRESHOLD.caption,
    explains: THRESHOLD.explains,
    x: curve.map(({ share }) => 100 * share),
    y: curve.map(({ cost }) => 1000 * cost),
    marks: [...markOf('now', THRESHOLD.now), ...markOf('cheapest', THRESHOLD.cheapest)],
    cap: capacity?.isCap ? { x: (100 * capacity.perDay) / capacity.rowsPerDay, name: THRESHOLD.cap } : null,
    axes: THRESHOLD.axes(currencyOf(choice)),
  };
}

function tableOf(choice: ThresholdLines): Block {
  const { heads } = THRESHOLD;
  const isPriced = choice.saving !== null;
  const numbers = [
    heads.limit,
    heads.found,
    heads.missed,
    heads.falseAlarms,
    ...(isPriced ? [currencyOf(choice)] : []),
  ];
  return {
    kind: 'table',
    caption: THRESHOLD.unit,
    unit: THRESHOLD.unit,
    columns: [{ name: heads.line, isNumber: false }, ...numbers.map((name) => ({ name, isNumber: true }))],
    rows: choice.lines.map((line) => rowOf(line, isPriced)),
    rest: null,
  };
}

const NAMES: Readonly<Record<string, string>> = { now: THRESHOLD.now, cheapest: THRESHOLD.cheapest };

function rowOf(line: LineResult, isPriced: boolean): TableRow {
  const { id, threshold, found, missed, falseAlarms, cost } = line;
  const cells = [
    NAMES[id] ?? THRESHOLD.finds(id.replace('found-', '')),
    threshold === null ? (id === 'cheapest' ? THRESHOLD.nobody : '') : limitText(threshold),
    ...[found, missed, falseAlarms].map(perThousand),
    ...(isPriced ? [cost === null ? '' : signed(cost, moneyDecimals(cost)).replace('+', '')] : []),
  ];
  return { cells: cells.map((text) => ({ text })), isHot: false, isTotal: false };
}
