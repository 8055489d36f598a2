import { join } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Engine, EngineError, startEngine } from '../engine/engine.ts';
import { lazyEngine } from '../engine/lazy-engine.ts';
import { privateFolder } from '../engine/private-folder.ts';
import { engineOptions, type OpenedFiles } from '../reader.ts';
import { quoteText, type Relation } from '../relation/relation.ts';
import { streamEngine, streamTypedTable } from '../types/streamed-table.ts';
import { makeTypedTable, type TypedTable } from '../types/typed-table.ts';
import { type Cleaned, writeClean } from './clean.ts';
import { type LookedAtCsv, lookAtCsv } from './look-at-csv.ts';
import {
  cleanRows,
  hasAllLines,
  linesOf,
  type Plain,
  plainOf,
  readPlain,
  STREAMED_COLUMNS_MAX,
  textRowsOf,
  widthOf,
} from './read-plain.ts';
import { relationOf } from './relation-of.ts';

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
    const scanned = {
      scans: looked.map(scanRegular),
      rowsMax: linesOf(looked),
      plain: files.isReadAhead ? null : plainOf(looked),
    };
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
      const plain = cleanRows(targets, { width, rowsMax: rowsOf(cleaned) });
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
  const scan =
    scans.length === 1 ? (scans[0] ?? '') : `(${scans.map((one) => `SELECT * FROM ${one}`).join(' UNION ALL ')})`;
  const given = textRowsOf({ engine, scan, files, looked });
  if (files.use !== 'read' || given.names.length > STREAMED_COLUMNS_MAX) return makeTypedTable(given);
  return (
    (plain === null ? null : await readPlain(given, files, plain)) ??
    (await streamTypedTable(given, streamEngine(given, rowsMax))) ??
    makeTypedTable(given)
  );
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
