import type { Dialect, Note } from '../description.ts';
import type { Engine } from '../engine/engine.ts';
import type { Relation } from '../relation/relation.ts';
import type { Decision } from '../types/decide.ts';
import type { TypedTable } from '../types/typed-table.ts';
import type { Cleaned } from './clean.ts';
import type { LookedAtCsv } from './look-at-csv.ts';

/** The relation of CSV files whose rows are typed, with all that is to be told about them. */
export function relationOf(
  engine: Engine,
  looked: readonly LookedAtCsv[],
  table: TypedTable,
  cleaned: readonly Cleaned[],
): Relation {
  const notes: Note[] = [
    ...looked.flatMap((one) => [...one.encoding.notes, ...one.layout.notes]),
    ...cleaned.flatMap((one) => one.notes),
    ...table.notes,
  ];
  const footer = cleaned.reduce((sum, one) => sum + one.footerRows, 0);
  const dialect = dialectOf(looked[0]!, table, footer); // ! there is at least one file
  return { engine, from: table.from, rows: table.rows, table: table.table, columns: table.readings, dialect, notes };
}

function dialectOf(
  { encoding, layout, lineEnd }: LookedAtCsv,
  { decisions, words }: TypedTable,
  footerRows: number,
): Dialect {
  const { delimiter, quote, escape: quoting } = layout.cutting;
  return {
    encoding: encoding.name,
    delimiter: delimiter === 'aligned' ? ' ' : delimiter,
    quote,
    escape: quote === null ? 'none' : quoting,
    header_rows: layout.headerRows,
    skipped_rows: layout.skippedLines,
    footer_rows: footerRows,
    decimal: commonest(decisions.map(decimalOf)) ?? '.',
    thousands: commonest(decisions.map(thousandsOf)),
    null_words: words,
    comment: layout.comment,
    line_end: lineEnd,
  };
}

const decimalOf = ({ form }: Decision): string | null =>
  'style' in form && form.as === 'number' ? form.style.decimal : null;
const thousandsOf = ({ form }: Decision): string | null =>
  'style' in form && form.style.thousands !== ''
    ? form.style.thousands === 'indian'
      ? ','
      : form.style.thousands
    : null;

function commonest(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
