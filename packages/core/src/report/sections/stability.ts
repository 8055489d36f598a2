import type { Section, TableBlock } from '../blocks.ts';
import { type Cards, titleOf, unitOf } from '../cards.ts';
import type { Result } from '../result.ts';
import type { Bounded, SeedMetric, SeedsResult } from '../stability-result.ts';
import { gapWords } from '../words/checks.ts';
import { ofHundred } from '../words/churn.ts';
import { bareValue, capital, count, fixed, headUnit, plural, type Unit, valueText } from '../words/numbers.ts';
import { SECTION } from '../words/sections.ts';
import { sliceName } from '../words/slices.ts';
import { runFormula, runTitle, STABILITY } from '../words/stability.ts';

const SLICES_MAX = 12;
const ROWS_MAX = 10;
/** Of 100 answers, fewer than this are few. */
const FEW = 0.01;

/** How much of what the model answers is the luck of its seed. */
export function seedsSection(result: Result, cards: Cards): Section | null {
  const seeds = result.stability?.seeds;
  if (seeds === undefined) return null;
  return {
    id: 'seeds',
    heading: headingOf(seeds),
    says: saysOf(seeds, cards),
    note: STABILITY.note,
    verdict: null,
    isBrief: false,
    blocks: [
      metricsTable(seeds, result, cards),
      ...(seeds.churn === null ? [] : [answersTable(seeds)]),
      ...slicesTable(seeds),
      ...rowsTable(seeds),
    ],
  };
}

function headingOf({ churn, deviation }: SeedsResult): string {
  if (churn === null) return deviation?.value == null ? STABILITY.gap : STABILITY.off;
  if (churn.value === null) return STABILITY.gap;
  return churn.value < FEW ? STABILITY.steady : STABILITY.lucky(fixed(100 * churn.value, 1));
}

function saysOf({ names, n, metrics, excess, unstable, unmatched }: SeedsResult, cards: Cards): string[] {
  const [main] = metrics;
  const said = [STABILITY.say(names.length, n)];
  if (main?.parts) said.push(STABILITY.parts(titleOf(main.entry, cards), fixed(100 * main.parts.seed, 0)));
  if (unstable !== null) said.push(STABILITY.rowsSay(fixed(100 * unstable, 1)));
  if (excess?.value != null) {
    said.push(STABILITY.excess(fixed(100 * excess.value, 1), (excess.interval?.[0] ?? 0) > 0));
  }
  if (unmatched > 0) said.push(STABILITY.unmatched(plural(unmatched, 'row')));
  return said;
}

const table = (
  of: Pick<TableBlock, 'caption' | 'unit' | 'rows'> & { heads: readonly string[]; rest?: string | null; fold?: string },
): TableBlock => ({
  kind: 'table',
  caption: of.caption,
  unit: of.unit,
  columns: of.heads.map((name, i) => ({ name, isNumber: i > 0 })),
  rows: of.rows,
  rest: of.rest ?? null,
  ...(of.fold !== undefined && { fold: of.fold }),
});
const row = (cells: readonly (string | { text: string; small: string })[]): TableBlock['rows'][number] => ({
  cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
  isHot: false,
  isTotal: false,
});

function metricsTable(seeds: SeedsResult, result: Result, cards: Cards): TableBlock {
  const { what, least, most, spread } = STABILITY.heads;
  const rows = seeds.metrics.map((metric) => metricRow(metric, unitOf(metric.entry, result, cards), cards));
  return table({
    caption: STABILITY.figures,
    unit: STABILITY.figures,
    heads: [what, 'mean', least, most, spread],
    rows,
  });
}

function metricRow({ entry, gap, values, mean, overall, deviation }: SeedMetric, unit: Unit, cards: Cards) {
  const name = capital(titleOf(entry, cards));
  const text = (value: number): string => (headUnit(unit) === '' ? valueText(value, unit) : bareValue(value, unit));
  if (mean === null || deviation === null)
    return row([{ text: name, small: gapWords(gap ?? 'no-seeds') }, '', '', '', '']);
  const scale = unit.unit === 'share' ? 100 : 1;
  const digits = (value: number): string => String(Number((scale * value).toPrecision(3)));
  const ends = deviation.interval;
  const small = ends === null ? gapWords('no-interval') : `${digits(ends[0])} to ${digits(ends[1])}`;
  const spread = { text: `${digits(deviation.value ?? 0)}${scale === 100 ? ' points' : ''}`, small };
  const range = overall?.interval ?? null;
  const own = { text: text(mean), small: range === null ? '' : `${text(range[0])} to ${text(range[1])}` };
  return row([name, own, text(Math.min(...values)), text(Math.max(...values)), spread]);
}

function answersTable({ churn, excess, ambiguity, discrepancy, asGood }: SeedsResult): TableBlock {
  const all: readonly (readonly [string, Bounded | null])[] = [
    ['seed-churn', churn],
    ['excess-churn', excess],
    ['ambiguity', ambiguity],
    ['discrepancy', discrepancy],
  ];
  const rows = all.flatMap(([id, found]) => {
    if (found === null) return [];
    const isOfGood = id === 'ambiguity' || id === 'discrepancy';
    const of = isOfGood && asGood !== null ? ` (${plural(asGood, 'seed')} as good as the best)` : '';
    return [row([{ text: runTitle(id), small: `${runFormula(id)}${of}` }, ...shareCells(found)])];
  });
  const { what, value, interval } = STABILITY.heads;
  return table({ caption: STABILITY.answers, unit: STABILITY.answersUnit, heads: [what, value, interval], rows });
}

const shareCells = ({ value, gap, interval }: Bounded): string[] => [
  value === null ? gapWords(gap ?? 'no-seeds') : fixed(100 * value, 2),
  interval === null ? '' : `${ofHundred(interval[0])} to ${ofHundred(interval[1])}`.replaceAll('+', ''),
];

function slicesTable({ slices }: SeedsResult): TableBlock[] {
  if (slices.length === 0) return [];
  const sorted = [...slices].sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const shown = sorted.slice(0, SLICES_MAX);
  const rows = shown.map((line) => row([sliceName(line.slice), count(line.n), ...shareCells(line)]));
  const left = sorted.length - shown.length;
  return [
    table({
      caption: STABILITY.slices,
      unit: STABILITY.answersUnit,
      heads: ['slice', 'n', 'disagree', 'interval'],
      rows,
      rest: left > 0 ? SECTION.undrawn(left, 'slices') : null,
      fold: STABILITY.slices,
    }),
  ];
}

function rowsTable({ rows, churn }: SeedsResult): TableBlock[] {
  if (rows.length === 0) return [];
  const said = (value: number): string =>
    churn === null ? String(Number(value.toPrecision(3))) : fixed(100 * value, 0);
  return [
    table({
      caption: STABILITY.rows,
      unit: '',
      heads: churn === null ? STABILITY.rowHeadsNumbers : STABILITY.rowHeads,
      rows: rows
        .slice(0, ROWS_MAX)
        .map(({ id, row: at, instability }) => row([id ?? `row ${at + 1}`, said(instability)])),
      fold: STABILITY.rows,
    }),
  ];
}
