import { ROWS_LEAST } from '../../measure/drift/column-drift.ts';
import { isApart } from '../../measure/drift/told-apart.ts';
import { sum } from '../../stats/sum.ts';
import type { ColumnResult, DriftResult } from '../drift-result.ts';
import { changeText, DRIFT, differenceText, formatText, timesText } from '../words/drift.ts';

type Parts = Omit<DriftResult, 'headline'>;

/** The share of cells of a column that have no value, on both sides. */
export function missingOf(
  { measurements }: Pick<Parts, 'measurements'>,
  name: string,
): readonly [number, number] | null {
  const found = measurements.find(({ entry, column }) => entry === 'missing-share' && column === name);
  return found?.value == null || found.reference === undefined ? null : [found.reference, found.value];
}

/** What changed in a column, in a few words. */
export const changeOf = (parts: Pick<Parts, 'measurements'>, column: ColumnResult): string =>
  changeText(column, missingOf(parts, column.name));

/** Columns that moved, in the order of what matters. */
export const movedOf = ({ columns }: Pick<Parts, 'columns'>): readonly ColumnResult[] =>
  columns.filter(({ state }) => state === 'moved');

/** What is told of the columns of both files before anything that moved. */
export const toldOf = ({ differences, formats, times }: Parts): readonly string[] => [
  ...formats.map(formatText),
  ...differences.map(differenceText),
  ...times.map(timesText),
];

/** What a person reads first: what moved and what moved most, then what stands beside it, and the one action. */
export function driftHeadline(parts: Parts): DriftResult['headline'] {
  return { sentence: sentenceOf(parts), support: supportOf(parts), action: actionOf(parts) };
}

function sentenceOf(parts: Parts): string {
  const { columns, formats, differences } = parts;
  const [first] = movedOf(parts);
  if (columns.length === 0) return DRIFT.nothing;
  if (first !== undefined)
    return DRIFT.moved(movedOf(parts).length, columns.length, first.name, changeOf(parts, first));
  const known = columns.filter(({ state }) => state === 'still');
  if (known.length === 0) return DRIFT.few(leastRows(parts));
  const [format] = formats;
  if (format !== undefined) return DRIFT.stillBut(formatText(format));
  const [difference] = differences.filter(isTold);
  return difference === undefined ? DRIFT.still(known.length) : DRIFT.stillBut(differenceText(difference));
}

/** Whether a difference stands in the answer: what was not compared, or changes nothing, follows in its section. */
const isTold = ({ what }: DriftResult['differences'][number]): boolean =>
  !['reordered', 'own-value-a-row', 'texts-of-their-own', 'texts-not-kept'].includes(what);

const leastRows = ({ inputs }: Parts): number => Math.min(...inputs.map(({ rows }) => rows));

/** Differences that stand in the answer; the others follow in their section. */
const TOLD_MAX = 2;

function supportOf(parts: Parts): string[] {
  const { columns, inputs, apart, importanceOf, importanceRows } = parts;
  const said: string[] = [];
  const [reference, current] = inputs;
  if (reference !== undefined && reference.digest === current?.digest) said.push(DRIFT.same);
  const moved = movedOf(parts);
  for (const column of moved.slice(1)) {
    if (column.role === 'label') said.push(DRIFT.label(column.name, changeOf(parts, column)));
    if (column.role === 'prediction') said.push(DRIFT.answers(column.name, changeOf(parts, column)));
  }
  const told = [...parts.formats.map(formatText), ...parts.differences.filter(isTold).map(differenceText)].filter(
    (text) => !sentenceOf(parts).includes(text),
  );
  for (const text of told.slice(0, TOLD_MAX)) said.push(`${text}.`);
  if (told.length > TOLD_MAX) said.push(`And ${DRIFT.more(told.length - TOLD_MAX)}.`);
  const unknown = columns.filter(({ state }) => state === 'unknown').length;
  if (unknown > 0 && unknown < columns.length) said.push(DRIFT.unknownToo(unknown));
  if ('gap' in apart) said.push(DRIFT.apartGap(apart.gap, apart.n));
  else said.push(isApart(apart) ? DRIFT.apart(apart.value, apart.interval) : DRIFT.apartNot);
  const [first] = moved;
  if (first !== undefined && importanceRows !== null && importanceOf !== null) {
    const hangsOn = unmovedMatter(columns);
    if (hangsOn !== null) said.push(DRIFT.elsewhere(importanceOf, hangsOn));
    else if ((first.importance ?? 0) < LITTLE) said.push(DRIFT.little(importanceOf, first.name));
    said.push(DRIFT.ranked(importanceOf, importanceRows));
  } else if (first !== undefined) {
    said.push('gap' in apart && apart.gap === 'no-rows' ? DRIFT.rankedByChance : DRIFT.rankedAlone);
  }
  return said;
}

/** Less than this share of what is learned of the label is hardly anything. */
const LITTLE = 0.01;

/** The feature that weighs most, where nothing hangs on those that moved, and it did not. */
function unmovedMatter(columns: Parts['columns']): string | null {
  const features = columns.filter(({ role }) => role === 'feature');
  const moved = features.filter(({ state }) => state === 'moved').map(({ importance }) => importance ?? 0);
  const [most] = [...features].sort((a, b) => (b.importance ?? 0) - (a.importance ?? 0));
  return sum(moved) < LITTLE && most?.state === 'still' && (most.importance ?? 0) > 0 ? most.name : null;
}

function actionOf(parts: Parts): string {
  const [first] = movedOf(parts);
  if (first !== undefined) return DRIFT.lookFirst(first.name);
  if (leastRows(parts) < ROWS_LEAST) return DRIFT.collect;
  if (parts.formats.length > 0) return DRIFT.alike;
  return parts.differences.some(isTold) ? DRIFT.lookColumns : DRIFT.none;
}
