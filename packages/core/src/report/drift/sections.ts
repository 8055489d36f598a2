import { MAIN_ENTRY } from '../../measure/drift/column-drift.ts';
import { isApart } from '../../measure/drift/told-apart.ts';
import type { Cell, Section, TableBlock, TableRow } from '../blocks.ts';
import { type Cards, titleOf } from '../cards.ts';
import type { ColumnMeasurement, ColumnResult, DriftResult } from '../drift-result.ts';
import { DRIFT, nameText } from '../words/drift.ts';
import { capital, count, fixed, percent } from '../words/numbers.ts';
import { changeOf, movedOf, toldOf } from './headline.ts';

const plainSection = { note: '', verdict: null, isBrief: true } as const;
const SHOWN_MAX = 60;
/** Where nothing moved, so many columns show how little. */
const NEAREST = 3;

/** Columns that moved, by what matters; where none did, those that come closest. */
export function columnsSection(result: DriftResult): Section | null {
  const moved = movedOf(result);
  const nearest = [...result.columns].sort((a, b) => (b.excess ?? -1) - (a.excess ?? -1)).slice(0, NEAREST);
  const shown = (moved.length > 0 ? moved : nearest).slice(0, SHOWN_MAX);
  if (shown.length === 0) return null;
  const heading = moved.length > 0 ? DRIFT.columns : DRIFT.nearest;
  const hasImportance = result.importanceRows !== null;
  const { columnsHeads: heads } = DRIFT;
  const weighs = hasImportance ? [heads.weighs] : [];
  const names = [
    heads.column,
    heads.change,
    heads.drift,
    heads.chance,
    ...weighs,
    ...(moved.length > 0 ? [heads.size] : []),
  ];
  return {
    ...plainSection,
    id: 'columns',
    heading,
    says: [DRIFT.columnsSay, DRIFT.columnsSayMoved, ...(hasImportance ? [DRIFT.weighsSay] : [])],
    blocks: [
      table(
        heading,
        names.map((name, i) => ({ name, isNumber: i > 1 && name !== heads.size })),
        shown.map((column) => row(columnCells(column, result, hasImportance).slice(0, names.length))),
        moved.length > shown.length ? DRIFT.undrawn(moved.length - shown.length) : null,
      ),
    ],
  };
}

function columnCells(column: ColumnResult, result: DriftResult, hasImportance: boolean): Cell[] {
  const main = measurementOf(result, column.name, MAIN_ENTRY);
  const role = DRIFT.roleWords[column.role];
  return [
    { text: nameText(column.name), ...(role !== '' && { small: role }) },
    { text: changeOf(result, column) },
    { text: main?.value == null ? '' : fixed(main.value, 3) },
    { text: main?.noise == null ? '' : fixed(main.noise, 3) },
    ...(hasImportance
      ? [{ text: column.importance === null || column.role !== 'feature' ? '' : percent(column.importance, 0) }]
      : []),
    { text: DRIFT.size[main?.severity ?? 'none'] },
  ];
}

const measurementOf = (result: DriftResult, column: string, entry: string): ColumnMeasurement | null =>
  result.measurements.find((one) => one.column === column && one.entry === entry) ?? null;

/** Differences of columns, of writing and of time, a line each. */
export function schemaSection(result: DriftResult): Section | null {
  const items = toldOf(result).map((text) => `${text}.`);
  if (items.length === 0) return null;
  const said = [result.headline.sentence, ...result.headline.support].join(' ');
  const isBrief = items.some((text) => !said.includes(text));
  const blocks = [{ kind: 'list', caption: DRIFT.schema, items } as const];
  return { ...plainSection, id: 'schema', heading: DRIFT.schema, isBrief, says: [DRIFT.schemaSay], blocks };
}

/** A share is told where it differs by so much, however many rows make it sure. */
const SHARE_LEAST = 0.001;

/** Shares of missing, new and outside values that are not as in the reference, the largest difference first. */
export function sharesSection({ measurements }: DriftResult): Section | null {
  const isOther = ({ interval, reference, value }: ColumnMeasurement): boolean =>
    interval !== undefined &&
    reference !== undefined &&
    value !== null &&
    (reference < interval[0] || reference > interval[1]) &&
    Math.abs(value - reference) >= SHARE_LEAST;
  const difference = ({ value, reference = 0 }: ColumnMeasurement): number => Math.abs((value ?? 0) - reference);
  const found = measurements.filter(isOther).sort((a, b) => difference(b) - difference(a));
  if (found.length === 0) return null;
  const rows = found.slice(0, SHOWN_MAX).map(({ column, entry, reference = 0, value, interval, n }) =>
    row([
      { text: nameText(column) },
      { text: DRIFT.shareWords[entry as keyof typeof DRIFT.shareWords] }, // as: shares alone have an interval
      { text: percent(reference) },
      { text: percent(value ?? 0) },
      { text: interval === undefined ? '' : `${fixed(100 * interval[0], 1)} to ${percent(interval[1])}` },
      { text: count(n) },
    ]),
  );
  const columns = DRIFT.sharesHeads.map((name, i) => ({ name, isNumber: i > 1 }));
  const rest = found.length > rows.length ? DRIFT.undrawn(found.length - rows.length) : null;
  const block = { ...table(DRIFT.shares, columns, rows, rest), briefRows: 8 };
  return { ...plainSection, id: 'shares', heading: DRIFT.shares, says: [DRIFT.sharesSay], blocks: [block] };
}

/** So many features at most, those by which at least one answer in 2,000 is told. */
const [FEATURES_MAX, FEATURE_SHARE_LEAST] = [10, 0.0005];

/** What a learner tells both sides by; null where it was not asked. */
export function apartSection({ apart, randomFeatures }: DriftResult): Section | null {
  if ('gap' in apart) return null;
  const said = isApart(apart);
  const rows = apart.features
    .filter(({ share }) => share >= FEATURE_SHARE_LEAST)
    .slice(0, FEATURES_MAX)
    .map(({ name, share }) => row([{ text: nameText(name) }, { text: percent(share) }]));
  const columns = DRIFT.togetherHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const heading = DRIFT.together(said);
  const second = randomFeatures === null ? [] : [DRIFT.randomFeatures(randomFeatures)];
  return {
    ...plainSection,
    id: 'together',
    heading,
    isBrief: said,
    says: [
      said ? DRIFT.apart(apart.value, apart.interval) : DRIFT.apartNot,
      DRIFT.togetherSay(apart.fitted, apart.n),
      ...second,
    ],
    blocks: said && rows.length > 0 ? [{ ...table(heading, columns, rows, null), briefRows: 5 }] : [],
  };
}

/** Pairs of numbers whose correlation changed; null where none did. */
export function pairsSection({ pairs }: DriftResult): Section | null {
  if (pairs.length === 0) return null;
  const rows = pairs
    .slice(0, SHOWN_MAX)
    .map(({ first, second, reference, current, interval, n }) =>
      row([
        { text: DRIFT.pair(first, second) },
        { text: fixed(reference, 2) },
        { text: fixed(current, 2) },
        { text: `${fixed(interval[0], 2)} to ${fixed(interval[1], 2)}` },
        { text: count(n) },
      ]),
    );
  const columns = DRIFT.pairsHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const block = { ...table(DRIFT.pairs, columns, rows, null), briefRows: 4 };
  return { ...plainSection, id: 'pairs', heading: DRIFT.pairs, says: [DRIFT.pairsSay], blocks: [block] };
}

/** Every distance of every column, folded away. */
export function allSection(result: DriftResult, cards: Cards): Section | null {
  const entries = [
    ...new Set(result.measurements.filter(({ noise }) => noise !== undefined).map(({ entry }) => entry)),
  ];
  if (entries.length === 0) return null;
  const shown = result.columns.slice(0, 4 * SHOWN_MAX);
  const byKey = new Map(result.measurements.map((one) => [`${one.entry}\n${one.column}`, one]));
  const rows = shown.map(({ name }) =>
    row([
      { text: nameText(name) },
      ...entries.map((entry): Cell => {
        const found = byKey.get(`${entry}\n${name}`);
        if (found?.value == null) return { text: '' };
        return { text: fixed(found.value, 4), small: fixed(found.noise ?? 0, 4) };
      }),
    ]),
  );
  const columns = ['column', ...entries].map((name, i) => ({
    name: i === 0 ? name : capital(titleOf(name, cards)),
    isNumber: i > 0,
  }));
  const rest = result.columns.length > shown.length ? DRIFT.undrawn(result.columns.length - shown.length) : null;
  const block = { ...table(DRIFT.all, columns, rows, rest), fold: DRIFT.allFold(shown.length) };
  return { ...plainSection, id: 'all', heading: DRIFT.all, isBrief: false, says: [DRIFT.allSay], blocks: [block] };
}

/** What nobody said and the program took. */
export function takenSection({ assumed }: DriftResult): Section | null {
  if (assumed.length === 0) return null;
  const rows = assumed.map(({ what, value, why }) => row([what, nameText(value), why].map((text) => ({ text }))));
  const columns = DRIFT.assumedHeads.map((name) => ({ name, isNumber: false }));
  const block = table(DRIFT.assumed, columns, rows, null);
  return { ...plainSection, id: 'assumed', heading: DRIFT.assumed, isBrief: false, says: [], blocks: [block] };
}

const row = (cells: readonly Cell[]): TableRow => ({ cells, isHot: false, isTotal: false });

const table = (
  caption: string,
  columns: TableBlock['columns'],
  rows: readonly TableRow[],
  rest: string | null,
): TableBlock => ({ kind: 'table', caption, unit: '', columns, rows, rest });
