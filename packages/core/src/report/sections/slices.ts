import type { Cell, ForestBlock, Section, TableBlock } from '../blocks.ts';
import { type Cards, titleOf, unitOf } from '../cards.ts';
import { isEven, mainMeasurement, worstSlice } from '../headline-evaluate.ts';
import type { MeasurementResult, Result } from '../result.ts';
import { gapWords } from '../words/checks.ts';
import { axisUnit, bareValue, capital, count, headUnit, valueInterval, valueText } from '../words/numbers.ts';
import { FIGURE, HEADS, SECTION, slicesHeading } from '../words/sections.ts';
import { sliceName, whereWords } from '../words/slices.ts';
import { independenceNote } from './checks.ts';
import { groupFinding } from './groups.ts';

const SLICES_MAX = 30;
const METRICS_MAX = 4;
/** What people ask of groups first; others follow in the order of the result. */
const FIRST = ['accuracy', 'mae', 'selection-rate', 'recall', 'precision', 'bias', 'coverage'];

/** How good it is in each slice and group: dots with intervals, and the same in figures with three more metrics. */
export function slicesSection(result: Result, cards: Cards): Section | null {
  const sliced = result.measurements.filter((m) => m.slice !== null);
  if (sliced.length === 0) return null;
  const whole = mainMeasurement(result);
  const main = whole !== null && sliced.some((m) => m.entry === whole.entry && m.of === whole.of) ? whole : null;
  const entries = chooseEntries(sliced, main);
  const worst = main === null ? null : worstSlice(result, main, cards);
  const names = sortedSlices(sliced, main ?? sliced[0] ?? null, cards);
  const shown = names.slice(0, SLICES_MAX);
  const title = titleOf(main?.entry ?? entries[0] ?? '', cards);
  const drawn = main === null ? [] : forest({ main, shown, sliced }, result, cards);
  const where = worst === null ? null : whereWords(worst.slice);
  const finding = groupFinding(result, cards);
  const says = drawn.length > 0 ? [SECTION.slices(title)] : [];
  if (finding !== null) says.unshift(SECTION.groups, ...(where === null ? [] : [SECTION.weakest(where)]));
  return {
    id: 'slices',
    heading: finding ?? slicesHeading(where, main !== null && isEven(result, main, cards)),
    says,
    note: `${SECTION.slicesNote} ${independenceNote(result)}`,
    verdict: null,
    isBrief: result.comparison === null,
    blocks: [...drawn, table({ entries, shown, left: names.length - shown.length }, result, cards)],
  };
}

function chooseEntries(sliced: readonly MeasurementResult[], main: MeasurementResult | null): string[] {
  const present = [...new Set(sliced.filter((m) => m.of === null || m.of === main?.of).map((m) => m.entry))];
  const wanted = [...(main === null ? [] : [main.entry]), ...FIRST, ...present];
  return [...new Set(wanted.filter((entry) => present.includes(entry)))].slice(0, METRICS_MAX);
}

/** Names of the slices, worst first by the main metric; slices without a value last. */
function sortedSlices(sliced: readonly MeasurementResult[], main: MeasurementResult | null, cards: Cards): string[] {
  const names = [...new Set(sliced.flatMap((m) => (m.slice === null ? [] : [m.slice])))];
  if (main === null) return names;
  const sign = (cards.get(main.entry)?.better ?? 'higher') === 'lower' ? -1 : 1;
  const value = (name: string): number => {
    const found = sliced.find((m) => m.slice === name && m.entry === main.entry && m.of === main.of);
    return found?.value == null ? Number.MAX_VALUE : sign * found.value;
  };
  return names.sort((a, b) => value(a) - value(b));
}

function forest(
  of: { main: MeasurementResult; shown: readonly string[]; sliced: readonly MeasurementResult[] },
  result: Result,
  cards: Cards,
): ForestBlock[] {
  const { main } = of;
  const unit = unitOf(main.entry, result, cards);
  const scale = unit.unit === 'share' ? 100 : 1;
  const rows = of.shown.flatMap((name) => {
    const m = of.sliced.find((found) => found.slice === name && found.entry === main.entry && found.of === main.of);
    if (m === undefined || m.value === null) return [];
    const interval = valueInterval(m.interval, unit);
    const [low, high] = m.interval ?? [null, null];
    return [
      {
        name: sliceName(name),
        n: count(m.n),
        value: m.value * scale,
        low: low === null ? null : low * scale,
        high: high === null ? null : high * scale,
        limit: null,
        text: `${bareValue(m.value, unit)}${interval === '' ? '' : ` (${interval})`}`,
        verdict: null,
        isStrong: false,
      },
    ];
  });
  if (rows.length === 0) return [];
  const caption = capital(FIGURE.slices(titleOf(main.entry, cards)));
  const reference = main.value === null ? null : { value: main.value * scale, name: FIGURE.allRows };
  const words = { title: `${caption}.`, caption, explains: '' };
  return [
    {
      kind: 'forest',
      id: 'figure-slices',
      ...words,
      rows,
      sides: null,
      key: '',
      limitName: null,
      reference,
      unit: axisUnit(unit) === '' ? FIGURE.withInterval : FIGURE.unitWithInterval(axisUnit(unit)),
    },
  ];
}

function table(
  of: { entries: readonly string[]; shown: readonly string[]; left: number },
  result: Result,
  cards: Cards,
): TableBlock {
  const find = (entry: string, slice: string | null): MeasurementResult | undefined =>
    result.measurements.find((m) => m.entry === entry && m.slice === slice && m.of === null) ??
    result.measurements.find((m) => m.entry === entry && m.slice === slice);
  const cell = (entry: string, slice: string | null): Cell => measurementCell(find(entry, slice), result, cards);
  const size = (slice: string | null): string => {
    const known = result.slices.find((found) => found.name === slice)?.n;
    return count(slice === null ? result.rows.judged : (known ?? find(of.entries[0] ?? '', slice)?.n ?? 0));
  };
  const row = (slice: string | null) => ({
    cells: [{ text: sliceName(slice) }, { text: size(slice) }, ...of.entries.map((entry) => cell(entry, slice))],
    isHot: false,
    isTotal: slice === null,
  });
  return {
    kind: 'table',
    caption: SECTION.sameInFigures,
    unit: '',
    columns: [HEADS.slice, HEADS.n, ...of.entries.map((entry) => columnName(entry, result, cards))].map((name, i) => ({
      name,
      isNumber: i > 0,
    })),
    rows: [...of.shown.map(row), row(null)],
    rest: of.left > 0 ? SECTION.undrawn(of.left, 'slices') : null,
  };
}

/** "mean absolute error, rentals per hour": the head says the unit for all values below it. */
function columnName(entry: string, result: Result, cards: Cards): string {
  const unit = headUnit(unitOf(entry, result, cards));
  return unit === '' ? titleOf(entry, cards) : `${titleOf(entry, cards)}, ${unit}`;
}

/** Value with its interval below, or why there is none. */
function measurementCell(m: MeasurementResult | undefined, result: Result, cards: Cards): Cell {
  if (m === undefined) return { text: '' };
  if (m.value === null) return { text: '', small: gapWords(m.gap ?? 'too-few-rows') };
  const unit = unitOf(m.entry, result, cards);
  const small = valueInterval(m.interval, unit);
  const text = headUnit(unit) === '' ? valueText(m.value, unit) : bareValue(m.value, unit);
  return { text, ...(small === '' ? {} : { small }) };
}
