import { parseDate } from './date-form.ts';
import { nullWords } from './null-words.ts';
import { numberStyles } from './number-form.ts';

export type CellKind = 'missing' | 'number' | 'date' | 'yes-no' | 'text';

const { amongValues } = nullWords(undefined);

/** What one cell looks like by itself, in any style: for telling headers from rows and delimiters from text. */
export function kindOfCell(cell: string): CellKind {
  if (amongValues(cell)) return 'missing';
  const text = cell.trim();
  if (text.length > 60) return 'text';
  if (numberStyles(text).length > 0) return 'number';
  if (/^(true|false|yes|no)$/i.test(text)) return 'yes-no';
  return parseDate(text).length > 0 ? 'date' : 'text';
}
