import type { ProblemDetails } from '../../std/problem.ts';
import type { Sentences } from './problem-sentences.ts';

type FileCode = Exclude<
  Extract<
    keyof ProblemDetails,
    `FILE_${string}` | `FILES_${string}` | `CSV_${string}` | `PIN_${string}` | `COLUMN_${string}`
  >,
  'FILE_EXISTS' | 'FILE_UNWRITABLE'
>;

const rows = (n: number): string => `${n} ${n === 1 ? 'row' : 'rows'}`;
const where = (d: { path: string; line?: number | undefined }): string =>
  d.line === undefined ? d.path : `${d.path}, line ${d.line}`;

/** What people are told about files that cannot be read, and about what was found in files that can. */
export const FILE_WORDS: { readonly [C in FileCode]: (details: ProblemDetails[C]) => Sentences } = {
  FILE_MISSING: (d) => [`${d.path} cannot be opened`, d.found, 'Check the path; a pattern with * goes in quotes.'],
  FILE_EMPTY: (d) => [`${d.path} has no rows`, d.found, 'Give a file with a header and at least one row below it.'],
  FILE_KIND: (d) => [
    `${d.path} is no table that can be read`,
    d.found,
    'Give CSV, TSV, Parquet, JSON lines or Arrow, plain or as .gz.',
  ],
  FILES_DIFFER: (d) => [
    `${d.path} does not have the columns of ${d.first}`,
    d.found,
    'Give files of one kind and with the same columns, or read them one by one.',
  ],
  FILE_DAMAGED: (d) => [
    `${where(d)} is damaged`,
    d.found,
    'Write or fetch the file again; it cannot be read as it is.',
  ],
  FILE_LIMIT: (d) => [
    `${where(d)} has ${d.what} beyond the limit of ${d.limit}`,
    d.found,
    'Split the file, or check its delimiter and quotes: a limit is often reached because a quote is never closed.',
  ],
  FILE_STOPPED: (d) => [`reading ${d.path} was stopped`, d.found, 'Give a smaller file or more time and memory.'],
  CSV_NO_TABLE: (d) => [
    `no table was found in ${d.path}`,
    d.found,
    'Name the delimiter and the number of header rows in the contract under columns.',
  ],
  CSV_CELLS: (d) => [
    `${where(d)} has ${d.found} cells where ${d.expected} were expected`,
    `${rows(d.rows)} of this kind`,
    'Put the cell that holds the delimiter in quotes, or name another delimiter.',
  ],
  CSV_QUOTE_OPEN: (d) => [
    `${where(d)} opens a quote that is never closed`,
    'the end of the file inside quotes',
    'Close the quote, or double it.',
  ],
  CSV_QUOTE_STRAY: (d) => [
    `${where(d)} has text after a closing quote`,
    `${rows(d.rows)} of this kind`,
    'Double the quotes inside a quoted cell.',
  ],
  CSV_NUL: (d) => [
    `${where(d)} holds a NUL byte`,
    'a byte that no text has',
    'Give the file as UTF-8 text; it may be binary, or UTF-16 cut in the middle.',
  ],
  CSV_ENCODING: (d) => [
    `${d.path} cannot be read as ${d.encoding}`,
    d.found,
    'Name the encoding in the contract: utf-8, utf-16le, windows-1252, macintosh or another that browsers know.',
  ],
  PIN_COLUMN: (d) => [
    `a type is set for column "${d.column}", which is not in ${d.path}`,
    d.found,
    'Correct the name.',
  ],
  PIN_TYPE: (d) => [
    `column "${d.column}" of ${d.path} cannot be read as ${d.type}`,
    `${rows(d.rows)} that are no ${d.type}${d.line === undefined ? '' : `, the first in data row ${d.line}`}`,
    'Set another type for it, or add the word for a missing value to columns.missing.',
  ],
  CSV_STRAY_BYTES: (d) => [
    `${d.path} is UTF-8 with ${d.lines} lines that are not`,
    `the first is line ${d.line}`,
    `These bytes were read as ${d.encoding}; save the file as UTF-8 to be sure.`,
  ],
  CSV_ENCODING_ASSUMED: (d) => [
    `the encoding of ${d.path} is not stated`,
    `bytes that read best as ${d.encoding}`,
    'Look at the names and examples; name the encoding in the contract if they are wrong.',
  ],
  CSV_NAMES_REPEATED: (d) => [
    `column name "${d.column}" comes ${d.times} times in ${d.path}`,
    'the same name again',
    `The later ones were renamed to "${d.renamed}" and so on.`,
  ],
  CSV_NAMES_EMPTY: (d) => [
    `column ${d.at} of ${d.path} has no name`,
    'an empty header cell',
    `It was named "${d.renamed}".`,
  ],
  CSV_NO_HEADER: (d) => [
    `${d.path} has no header`,
    'a first row that looks like the rows below it',
    'Columns were named column1, column2 and so on.',
  ],
  CSV_HEADER_ASSUMED: (d) => [
    `the first row of ${d.path} was taken for the header`,
    'text in every column, so nothing tells a header from a row',
    'Set header_rows: 0 if it is a row.',
  ],
  CSV_HEADER_MERGED: (d) => [
    `${d.path} has ${d.rows} header rows`,
    'names in more than one row',
    'The names were joined with " / ".',
  ],
  CSV_ROWS_SHORT: (d) => [
    `${rows(d.rows)} of ${d.path} end early`,
    `the first is line ${d.line} with ${d.found} cells of ${d.expected}`,
    'The cells that are not there were read as missing.',
  ],
  CSV_ROWS_LONG: (d) => [
    `${rows(d.rows)} of ${d.path} have empty cells after the last column`,
    `the first is line ${d.line} with ${d.found} cells of ${d.expected}`,
    'The empty cells were left out.',
  ],
  CSV_ROWS_EMPTY: (d) => [
    `${rows(d.rows)} of ${d.path} are empty`,
    `the first is line ${d.line}`,
    'They were left out.',
  ],
  CSV_LINES_SKIPPED: (d) => [
    `${d.rows} lines before the header of ${d.path} were left out`,
    'titles or comments',
    'Set skip_rows if they are data.',
  ],
  CSV_COMMENTS: (d) => [
    `${rows(d.rows)} of ${d.path} begin with ${d.mark} and were left out`,
    `the first is line ${d.line}`,
    'Put the cell in quotes if it is data.',
  ],
  CSV_FOOTER: (d) => [
    `${d.rows} lines at the end of ${d.path} were left out`,
    `totals or notes from line ${d.line} on`,
    'Remove them from the file, or quote the first cell if they are data.',
  ],
  CSV_QUOTE_MENDED: (d) => [
    `${rows(d.rows)} of ${d.path} have quotes inside a quoted cell that are not doubled`,
    `the first is line ${d.line}`,
    'They were kept as they stand; double them to be sure.',
  ],
  COLUMN_MIXED: (d) => [
    `column "${d.column}" mixes ${d.type} values and text`,
    `${rows(d.rows)} of ${d.of} that are no ${d.type}`,
    `It was kept as text; set types: {"${d.column}": ${d.type}} and the words for missing values to change that.`,
  ],
  COLUMN_DATE_ORDER: (d) => [
    `the dates of column "${d.column}" can be read day first or month first`,
    'no day above 12 in any row',
    `They were read ${d.assumed}; write dates as 2024-12-31 to be sure.`,
  ],
  COLUMN_DECIMAL: (d) => [
    `the numbers of column "${d.column}" can be read in two ways`,
    `a "${d.mark}" before three digits in every row that has one`,
    `It was read as the ${d.assumed}; pin decimal in the contract if that is wrong.`,
  ],
  COLUMN_NOT_FINITE: (d) => [`column "${d.column}" holds NaN or Infinity`, rows(d.rows), 'They count as missing.'],
  COLUMN_TEXT_NUMBERS: (d) => [
    `column "${d.column}" is text in ${d.path} but nearly all of it is ${d.type}`,
    rows(d.rows),
    `Set types: {"${d.column}": ${d.type}} to read it so.`,
  ],
};
