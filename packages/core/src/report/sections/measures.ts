import type { ForestBlock, ForestRow, Section, TableRow } from '../blocks.ts';
import { type Cards, titleOf, unitOf } from '../cards.ts';
import type { MeasurementResult, Result } from '../result.ts';
import { gapWords } from '../words/checks.ts';
import { FACT } from '../words/facts.ts';
import { bareValue, capital, count, headUnit, valueInterval, valueText } from '../words/numbers.ts';
import { FIGURE, HEADS, methodWords, SECTION } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';
import { independenceNote, levelsNote } from './checks.ts';

/** One figure by class or level for many classes would be a page of its own. */
const ROWS_MAX = 80;

/** Every figure over all rows with interval, n and method; those between 0 and 1 are drawn too. */
export function measuresSection(result: Result, cards: Cards): Section | null {
  const overall = result.measurements.filter((m) => m.slice === null && !isQuality(m, cards));
  if (overall.length === 0) return null;
  const shown = overall.slice(0, ROWS_MAX);
  return {
    id: 'measures',
    heading: SECTION.measures,
    says: [SECTION.measuresSay],
    note: `${levelsNote(result)} ${independenceNote(result)}`.trim(),
    verdict: null,
    isBrief: result.command !== 'gate' || result.checks.length === 0,
    blocks: [
      ...forest(shown, result, cards),
      {
        kind: 'table',
        caption: SECTION.measures,
        unit: '',
        columns: [HEADS.metric, HEADS.value, HEADS.interval, HEADS.n, HEADS.method].map((name, i) => ({
          name,
          isNumber: i > 0 && i < 4,
        })),
        rows: shown.map((m) => row(m, result, cards)),
        rest: overall.length > shown.length ? SECTION.undrawn(overall.length - shown.length, 'figures') : null,
      },
    ],
  };
}

/** What the rows themselves are like: nothing of it is about the model. */
export function qualitySection(result: Result, cards: Cards): Section | null {
  const found = result.measurements.filter((m) => m.slice === null && isQuality(m, cards));
  if (found.length === 0) return null;
  const isBare = found.every((m) => m.interval === null);
  return {
    id: 'quality',
    heading: SECTION.quality,
    says: [SECTION.qualitySay],
    note: '',
    verdict: null,
    isBrief: false,
    blocks: [
      {
        kind: 'table',
        caption: SECTION.quality,
        unit: '',
        columns: [HEADS.metric, HEADS.value, ...(isBare ? [] : [HEADS.interval])].map((name, i) => ({
          name,
          isNumber: i > 0,
        })),
        rows: found.map((m) => {
          const { cells, ...rest } = row(m, result, cards);
          return { ...rest, cells: cells.slice(0, isBare ? 2 : 3) };
        }),
        rest: null,
      },
    ],
  };
}

const isQuality = (m: MeasurementResult, cards: Cards): boolean => cards.get(m.entry)?.family === 'quality';

/** "F1, macro", "recall, class 3". */
const measureName = (m: MeasurementResult, cards: Cards): string =>
  m.of === null ? titleOf(m.entry, cards) : `${titleOf(m.entry, cards)}, ${shorten(m.of, 40)}`;

function row(m: MeasurementResult, result: Result, cards: Cards): TableRow {
  const unit = unitOf(m.entry, result, cards);
  const term = cards.has(m.entry) ? { term: m.entry } : {};
  const isGap = m.value === null;
  const method = m.method === null ? '' : methodWords(m.method);
  const small = isGap ? gapWords(m.gap ?? 'too-few-rows') : headUnit(unit);
  const text = m.value === null ? '' : headUnit(unit) === '' ? valueText(m.value, unit) : bareValue(m.value, unit);
  return {
    cells: [
      { text: capital(measureName(m, cards)), ...term, ...(small === '' ? {} : { small }) },
      { text },
      { text: m.value !== null && m.interval === null ? FACT.noInterval : valueInterval(m.interval, unit) },
      { text: count(m.n) },
      { text: m.interval === null ? '' : method },
    ],
    isHot: false,
    isTotal: false,
  };
}

/** Shares of whole rows, on one axis from 0 to 100 %. */
function forest(shown: readonly MeasurementResult[], result: Result, cards: Cards): ForestBlock[] {
  const rows = shown.flatMap((m): ForestRow[] => {
    const unit = unitOf(m.entry, result, cards);
    if (unit.unit !== 'share' || m.value === null || m.value < 0 || m.value > 1) return [];
    const interval = valueInterval(m.interval, unit);
    const [low, high] = m.interval ?? [null, null];
    return [
      {
        name: measureName(m, cards),
        n: count(m.n),
        value: m.value * 100,
        low: low === null ? null : low * 100,
        high: high === null ? null : high * 100,
        limit: null,
        text: `${valueText(m.value, unit)}${interval === '' ? '' : ` (${interval})`}`,
        verdict: null,
        isStrong: false,
      },
    ];
  });
  if (rows.length < 2) return [];
  const words = { title: `${FIGURE.measures}.`, caption: FIGURE.measures, explains: '' };
  return [
    {
      kind: 'forest',
      id: 'figure-measures',
      ...words,
      rows: rows.slice(0, 20),
      sides: null,
      key: '',
      limitName: null,
      reference: null,
      unit: FIGURE.withInterval,
    },
  ];
}
