import { markName } from './assumed.ts';
import { count, plural } from './numbers.ts';

/** How a text file was read, as far as people are told. */
interface Reading {
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string | null;
  readonly escape: string;
  readonly header_rows: number;
  readonly skipped_rows: number;
  readonly footer_rows: number;
  readonly decimal: string;
  readonly thousands: string | null;
  readonly comment: string | null;
  readonly line_end: string;
}

/** Heads of a description. */
export const DESCRIPTION_WORDS = {
  readAs: 'Read as',
  column: 'column',
  type: 'type',
  missing: 'missing',
  distinct: 'distinct',
  values: 'values',
  noValue: 'no value',
  assumed: 'Assumed',
  nothingAssumed: 'nothing: the file states its types',
  plainFile: 'nothing but the types',
  doubts: 'Doubts',
  noDoubts: 'none',
  next: 'Next',
  size: (rows: number, columns: number): string => `${plural(rows, 'row')}, ${plural(columns, 'column')}`,
  always: (value: string): string => `always ${value}`,
  range: (least: string, most: string): string => `${least} to ${most}`,
  moreColumns: (n: number): string => `and ${plural(n, 'more column')}; all with --json`,
  moreNames: (n: number): string => `and ${count(n)} more`,
  alike: (n: number, columns: readonly string[], all: number): string => {
    const listed = `${columns.join(', ')}${all > columns.length ? ` and ${count(all - columns.length)} more` : ''}`;
    return `the same ${plural(n, 'more time')}${columns.length === 0 ? '' : `, in ${listed}`}`;
  },
  line: (line: number): string => `line ${count(line)}`,
  nextIs: 'writes a contract for it',
} as const;

/** The dialect in words: what is usual briefly, what is not in full. */
export function readAsWords(reading: Reading): string {
  const { header_rows: headers, skipped_rows: skipped, footer_rows: footer } = reading;
  const parts = [
    reading.encoding,
    `cells apart by ${markName(reading.delimiter)}`,
    headers === 0 ? 'no header' : headers === 1 ? 'one header row' : `${headers} header rows`,
    skipped > 0 ? `${plural(skipped, 'line')} before it left out` : '',
    footer > 0 ? `${plural(footer, 'line')} at the end left out` : '',
    reading.comment === null ? '' : `comments begin with ${reading.comment}`,
    reading.quote === null
      ? 'no quotes'
      : `quotes are ${reading.quote}${reading.escape === 'backslash' ? ' (inside them \\)' : ''}`,
    `decimals after ${markName(reading.decimal)}`,
    reading.thousands === null ? '' : `thousands apart by ${markName(reading.thousands)}`,
    `lines end with ${reading.line_end}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
