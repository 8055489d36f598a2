import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Dialect, Note } from '../description.ts';
import { type Engine, EngineError, startEngine } from '../engine/engine.ts';
import { lazyEngine } from '../engine/lazy-engine.ts';
import { privateFolder } from '../engine/private-folder.ts';
import { engineOptions, type OpenedFiles } from '../reader.ts';
import { quoteText, type Relation } from '../relation/relation.ts';
import type { Decision } from '../types/decide.ts';
import { valuesOf } from '../types/sample.ts';
import type { TextRows } from '../types/settle.ts';
import { streamEngine, streamTypedTable } from '../types/streamed-table.ts';
import { makeTypedTable, type TypedTable } from '../types/typed-table.ts';
import { type Cleaned, writeClean } from './clean.ts';
import type { Marks } from './cut.ts';
import { type LookedAtCsv, lookAtCsv } from './look-at-csv.ts';
import { type RowsOfFile, streamParts } from './parts.ts';

/**
 * CSV files as one relation. A file that is plain UTF-8 and regular is read by the engine as it is, under a dialect
 * that is stated to it; any other becomes a clean copy first. When the engine refuses a file that looked regular, so
 * does this: it makes the copy, which names the line. Problems: those of looking, cleaning and typing.
 */
export async function openCsv(files: OpenedFiles): Promise<Relation> {
  const looked: LookedAtCsv[] = [];
  for (const file of files.located.files) looked.push(await lookAtCsv(file, files.pins));
  checkSame(looked);
  const isRegular = looked.every((one) => one.isRegular);
  if (isRegular) {
    const relation = await openRegular(files, looked);
    if (relation !== null) return relation;
  }
  return openCleaned(files, looked);
}

function checkSame(looked: readonly LookedAtCsv[]): void {
  const [first, ...rest] = looked;
  for (const { file, layout } of rest) {
    const names = first?.layout.names ?? [];
    if (layout.names.length === names.length && layout.names.every((name, j) => name === names[j])) continue;
    const found = `columns ${layout.names.slice(0, 6).join(', ')}`;
    throw new Problem('FILES_DIFFER', { path: file.path, first: first?.file.path ?? '', found });
  }
}

/** Null when the engine finds that the file is not regular after all. */
async function openRegular(files: OpenedFiles, looked: readonly LookedAtCsv[]): Promise<Relation | null> {
  const paths = looked.map((one) => one.file.bytes);
  const engine = lazyEngine(() => startEngine(paths, engineOptions(files, widthOf(looked))));
  try {
    const scanned = { scans: looked.map(scanRegular), rowsMax: linesOf(looked), plain: plainOf(looked) };
    const table = await typed(engine, files, looked, scanned);
    if (!(await hasAllLines(looked, table))) {
      await engine.close();
      return null;
    }
    return relationOf(engine, looked, table, []);
  } catch (error) {
    await engine.close();
    if (error instanceof EngineError && /^(Invalid Input|Conversion) Error/.test(error.message)) return null;
    throw error;
  }
}

/**
 * Whether the engine saw every line: rows and line ends inside cells together are the lines of the files. DuckDB
 * 1.5 has been seen to give no rows, without an error, when it was told `new_line = '\\r\\n'`; so it is not told,
 * and it is counted after.
 */
async function hasAllLines(looked: readonly LookedAtCsv[], table: TypedTable): Promise<boolean> {
  const headers = looked.reduce((sum, { layout }) => sum + layout.headerRows, 0);
  const lines = linesOf(looked) - headers;
  return table.rows === lines || table.rows + (await table.feeds()) === lines;
}

const linesOf = (looked: readonly LookedAtCsv[]): number =>
  looked.reduce((sum, { file }) => sum + file.feeds + (file.tail.at(-1) === 10 ? 0 : 1), 0);

async function openCleaned(files: OpenedFiles, looked: readonly LookedAtCsv[]): Promise<Relation> {
  const folder = privateFolder();
  try {
    const size = looked.reduce((sum, one) => sum + one.file.size, 0);
    let done = 0;
    const cleaned: Cleaned[] = [];
    const targets = looked.map((_, i) => join(folder.path, `${i}.csv`));
    for (const [i, one] of looked.entries()) {
      const onBytes = (bytes: number): void => files.onProgress(((done += bytes) / size) * 0.6, 'clean');
      const target = targets[i]!; // ! one target a file
      cleaned.push(
        await writeClean({ ...one, bytes: one.file.bytes, path: one.file.path, target, onBytes, signal: files.signal }),
      );
    }
    const width = widthOf(looked);
    const engine = lazyEngine(() => startEngine(targets, engineOptions(files, width)));
    try {
      const scans = targets.map((target, i) => scanClean(target, width, cleaned[i]?.rowBytesMax ?? 0));
      const plain = { marks: { delimiter: COMMA, quote: QUOTE, isCrlf: false, width }, files: targets.map(wholeFile) };
      const table = await typed(engine, files, looked, { scans, rowsMax: rowsOf(cleaned), plain });
      checkRows(cleaned, table, files.located.path);
      folder.remove();
      return relationOf(engine, looked, table, cleaned);
    } catch (error) {
      await engine.close();
      throw error;
    }
  } finally {
    folder.remove();
  }
}

/** The engine must see exactly the rows that were written: the last guard against a silent misreading. */
function checkRows(cleaned: readonly Cleaned[], table: TypedTable, path: string): void {
  const written = rowsOf(cleaned);
  if (written === table.rows) return;
  throw new Problem('FILE_DAMAGED', { path, found: `${table.rows} rows where ${written} were counted` });
}

const rowsOf = (cleaned: readonly Cleaned[]): number => cleaned.reduce((sum, one) => sum + one.rows, 0);

const widthOf = (looked: readonly LookedAtCsv[]): number => looked[0]?.layout.names.length ?? 0;

interface Scanned {
  readonly scans: readonly string[];
  /** No scan can give more rows. */
  readonly rowsMax: number;
  /** The same rows as bytes. */
  readonly plain: Plain | null;
}

async function typed(
  engine: Engine,
  files: OpenedFiles,
  looked: readonly LookedAtCsv[],
  { scans, rowsMax, plain }: Scanned,
): Promise<TypedTable> {
  const first = looked[0]!; // ! there is at least one file
  const { names, cutting } = first.layout;
  const rows = looked.flatMap((one) => one.sample);
  const given: TextRows = {
    engine,
    scan:
      scans.length === 1 ? (scans[0] ?? '') : `(${scans.map((scan) => `SELECT * FROM ${scan}`).join(' UNION ALL ')})`,
    path: files.located.path,
    names,
    values: valuesOf(rows, names.length),
    pins: files.pins,
    hints: { decimal: cutting.delimiter === ';' ? ',' : null, dates: null },
    onRound: (round) => files.onProgress(Math.min(0.95, 0.6 + round * 0.1), 'types'),
  };
  if (files.use === 'ask' || names.length > STREAMED_COLUMNS_MAX) return makeTypedTable(given);
  return (
    (await readPlain(given, files, plain, rowsMax)) ??
    (await streamTypedTable(given, streamEngine(given, rowsMax))) ??
    makeTypedTable(given)
  );
}

/** Read without the engine; null when only the engine can. Then it begins with what was known before. */
async function readPlain(given: TextRows, files: OpenedFiles, plain: Plain | null, rowsMax: number) {
  if (plain === null) return null;
  const { signal } = files;
  const onProgress = (share: number): void => files.onProgress(0.6 + share * 0.35, 'types');
  const stream = streamParts({
    ...plain,
    isUtc: (files.pins.timeZone ?? 'UTC') === 'UTC',
    rowsMax,
    signal,
    onProgress,
  });
  return streamTypedTable({ ...given, values: given.values.map((values) => new Map(values)) }, stream);
}

/** A query that hands out more columns at once holds many megabytes of them. */
const STREAMED_COLUMNS_MAX = 256;

interface Plain {
  readonly marks: Marks;
  readonly files: readonly RowsOfFile[];
}

const [COMMA, QUOTE, LF] = [44, 34, 10];

const wholeFile = (path: string): RowsOfFile => ({ path, begin: 0, size: statSync(path).size });

/** How regular files are cut; null when they are not cut in the same way, or by letters that are no single bytes. */
function plainOf(looked: readonly LookedAtCsv[]): Plain | null {
  const marks = looked.map(({ layout, lineEnd }): Marks => {
    const { delimiter, quote } = layout.cutting;
    const width = layout.names.length;
    return {
      delimiter: delimiter.charCodeAt(0),
      quote: quote === null ? -1 : quote.charCodeAt(0),
      isCrlf: lineEnd === 'CRLF',
      width,
    };
  });
  const [first, ...rest] = marks;
  if (first === undefined || first.delimiter > 127 || rest.some((one) => !isDeepStrictEqual(one, first))) return null;
  const files = looked.map(({ file, layout }): RowsOfFile => {
    // The header of a regular file is one line at most.
    const header = layout.headerRows === 0 ? 0 : file.head.indexOf(LF) + 1;
    return { path: file.bytes, begin: header, size: file.size };
  });
  return files.some(({ begin }, i) => begin === 0 && looked[i]?.layout.headerRows !== 0)
    ? null
    : { marks: first, files };
}

const columnList = (width: number): string =>
  `{${Array.from({ length: width }, (_, j) => `'c${j}': 'VARCHAR'`).join(', ')}}`;

/** A thread reads four lines of this size at a time, so they must be short for two threads to share a file. */
const LINE_BYTES = 2 ** 20;
const LINES_IN_BUFFER = 16;

/** A longer line is an error of the engine. Of regular files nobody knows the longest; then the clean copy tells it. */
const common = (lineBytes = LINE_BYTES): string =>
  `auto_detect = false, header = false, strict_mode = true, null_padding = false, compression = 'none',
  max_line_size = ${lineBytes}, buffer_size = ${Math.max(LINE_BYTES * LINES_IN_BUFFER, lineBytes * 2)}`;

function scanRegular({ file, layout }: LookedAtCsv): string {
  const { delimiter, quote } = layout.cutting;
  const q = quoteText(quote ?? '');
  const dialect = `skip = ${layout.firstLine - 1}, delim = ${quoteText(delimiter)}, quote = ${q}, escape = ${q}`;
  return `read_csv(${quoteText(file.bytes)}, ${common()}, ${dialect}, columns = ${columnList(layout.names.length)})`;
}

function scanClean(target: string, width: number, rowBytesMax: number): string {
  const dialect = `delim = ',', quote = '"', escape = '"', new_line = '\\n'`;
  const options = `${common(Math.max(LINE_BYTES, rowBytesMax))}, ${dialect}, columns = ${columnList(width)}`;
  return `read_csv(${quoteText(target)}, ${options})`;
}

function relationOf(
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
