import { kindOfCell } from '../types/cell-kind.ts';
import { isBlank } from './dialect.ts';
import type { Row } from './split.ts';

/** A footer is looked for among this many rows at the end. */
export const FOOTER_ROWS = 64;

const TOTAL_WORDS =
  'totals?|sum|summe|gesamt(summe)?|insgesamt|suma|somme|totale|totaal|average|mean|mittelwert|durchschnitt';
const TOTAL = new RegExp(`^(grand |sub-?)?(${TOTAL_WORDS})\\s*:?$`, 'i');
const REMARK_WORDS =
  'sources?|notes?|quellen?(\\(n\\))?|fuentes?|nota|remarks?|footnotes?|fu(ß|ss)noten?|anmerkung(en)?';
const REMARK = new RegExp(`^(${REMARK_WORDS}|stand|updated|generated|exported|©|\\*+)(\\s|:|$)|^\\*{3,}`, 'i');

/**
 * How many of the last rows are a footer: totals, sources and notes, with empty rows before and between.
 * `isHierarchy`: rows in which only the first cell is filled are common in the file, so such rows tell nothing.
 */
export function footerLength(rows: readonly Row[], width: number, isHierarchy: boolean): number {
  let length = 0;
  for (let back = 1; back <= Math.min(rows.length, FOOTER_ROWS); back++) {
    const row = rows[rows.length - back]!; // ! back <= length
    if (isRemark(row, width, isHierarchy)) length = back;
    else if (!isBlank(row) && row.cells.some((cell) => cell.trim() !== '')) break;
  }
  if (length === 0) return 0;
  // Empty rows just before it belong to it.
  const isEmpty = (row: Row | undefined): boolean => row?.cells.every((cell) => cell.trim() === '') ?? false;
  while (length < rows.length && isEmpty(rows[rows.length - length - 1])) length++;
  return length === rows.length ? 0 : length;
}

function isRemark(row: Row, width: number, isHierarchy: boolean): boolean {
  const filled = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const first = filled[0] ?? '';
  if (filled.length === 0 || width < 2) return width < 2 && filled.length === 1 && TOTAL.test(first);
  if (TOTAL.test(first) && row.cells[0]?.trim() === first) return true;
  if (REMARK.test(first) && filled.length <= Math.max(1, width / 3)) return true;
  if (kindOfCell(first) !== 'text') return row.cells.length < width && /^\d+[.)]$/.test(first);
  if (row.cells.length < width) return row.cells.length * 2 <= width + 1 && /[\s:]/.test(first);
  return (
    !isHierarchy &&
    width >= 3 &&
    filled.length === 1 &&
    row.cells[0]?.trim() === first &&
    (first.length > 20 || first.includes(':'))
  );
}

/** Whether only the first of at least three cells is filled. */
export const isFirstOnly = (row: Row): boolean =>
  row.cells.length >= 3 && row.cells[0]?.trim() !== '' && row.cells.every((cell, j) => j === 0 || cell.trim() === '');
