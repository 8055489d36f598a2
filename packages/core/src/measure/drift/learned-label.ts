import { asFeature } from '../../table/as-features.ts';
import { findColumn, isMissing, rowsOf, type Table } from '../../table/table.ts';
import type { LearnedLabel } from './label-importance.ts';

/** Of more classes a small model learns nothing that a ranking should hang on. */
const CLASSES_MAX = 20;
/** Whole numbers of so few values are classes; of more they are amounts. */
const CODES_MAX = 10;

/**
 * The label of a table as a learner takes it, and the rows that have one; null for text of more than 20 classes, and
 * where all rows are labelled alike. `isNumber`: numbers are amounts, whatever they look like.
 */
export function learnedLabel(
  table: Table,
  name: string,
  { isNumber }: { readonly isNumber: boolean },
): { readonly label: LearnedLabel; readonly rows: Int32Array } | null {
  const column = findColumn(table, name);
  if (column === null) return null;
  const rows = rowsOf(Uint8Array.from({ length: table.n }, (_, i) => (isMissing(column, i) ? 0 : 1)));
  const feature = asFeature(column);
  const cells = feature.kind === 'number' ? feature.values : feature.codes;
  const values = Float64Array.from(rows, (i) => cells[i]!); // ! a row
  const found = [...new Set(values)].sort((a, b) => a - b);
  if (found.length < 2) return null;
  const isAmount = isNumber || found.length > CODES_MAX || found.some((value) => !Number.isInteger(value));
  if (feature.kind === 'number' && isAmount && found.length > 2) return { label: { target: values, classes: 0 }, rows };
  if (found.length > CLASSES_MAX) return null;
  const codes = new Map(found.map((value, code) => [value, code]));
  return { label: { target: values.map((value) => codes.get(value)!), classes: found.length }, rows }; // ! found
}
