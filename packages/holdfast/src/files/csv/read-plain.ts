import { statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Engine } from '../engine/engine.ts';
import type { OpenedFiles } from '../reader.ts';
import { valuesOf } from '../types/sample.ts';
import type { TextRows } from '../types/settle.ts';
import { streamTypedTable } from '../types/streamed-table.ts';
import type { TypedTable } from '../types/typed-table.ts';
import type { Marks } from './cut.ts';
import type { LookedAtCsv } from './look-at-csv.ts';
import { type RowsOfFile, streamParts } from './parts.ts';

/** Rows that may be read from their bytes. */
export interface Plain {
  readonly marks: Marks;
  readonly files: readonly RowsOfFile[];
  /** There are no more of them. */
  readonly rowsMax: number;
}

/** More columns at once hold many megabytes. */
export const STREAMED_COLUMNS_MAX = 256;

const [COMMA, QUOTE, LF] = [44, 34, 10];

/** The rows of clean copies. */
export const cleanRows = (copies: readonly string[], { width, rowsMax }: Size): Plain => ({
  marks: { delimiter: COMMA, quote: QUOTE, isCrlf: false, width },
  files: copies.map((path) => ({ path, begin: 0, size: statSync(path).size })),
  rowsMax,
});

interface Size {
  readonly width: number;
  readonly rowsMax: number;
}

/** The rows of regular files; null when they are not cut in the same way, or by letters that are no single bytes. */
export function plainOf(looked: readonly LookedAtCsv[]): Plain | null {
  const marks = looked.map(({ layout, lineEnd }): Marks => {
    const { delimiter, quote } = layout.cutting;
    return {
      delimiter: delimiter.charCodeAt(0),
      quote: quote === null ? -1 : quote.charCodeAt(0),
      isCrlf: lineEnd === 'CRLF',
      width: layout.names.length,
    };
  });
  const [first, ...rest] = marks;
  if (first === undefined || first.delimiter > 127 || rest.some((one) => !isDeepStrictEqual(one, first))) return null;
  const files = looked.map(({ file, layout }): RowsOfFile => {
    // The header of a regular file is one line at most.
    const header = layout.headerRows === 0 ? 0 : file.head.indexOf(LF) + 1;
    return { path: file.bytes, begin: header, size: file.size };
  });
  if (files.some(({ begin }, i) => begin === 0 && looked[i]?.layout.headerRows !== 0)) return null;
  return { marks: first, files, rowsMax: files.reduce((sum, { size }) => sum + size, 0) };
}

export interface Asked {
  readonly engine: Engine;
  readonly scan: string;
  readonly files: OpenedFiles;
  readonly looked: readonly LookedAtCsv[];
}

/** What is known about the rows of CSV files before all of them are read. */
export function textRowsOf({ engine, scan, files, looked }: Asked): TextRows {
  const { names, cutting } = looked[0]!.layout; // ! there is at least one file
  const rows = looked.flatMap((one) => one.sample);
  return {
    engine,
    scan,
    path: files.located.path,
    names,
    values: valuesOf(rows, names.length),
    pins: files.pins,
    hints: { decimal: cutting.delimiter === ';' ? ',' : null, dates: null },
    onRound: (round) => files.onProgress(Math.min(0.95, 0.6 + round * 0.1), 'types'),
  };
}

/** The typed columns, read without the engine; null when only the engine can. It then begins with what was known. */
export function readPlain(given: TextRows, files: OpenedFiles, plain: Plain): Promise<TypedTable | null> {
  const onProgress = (share: number): void => files.onProgress(0.6 + share * 0.35, 'types');
  const isUtc = (files.pins.timeZone ?? 'UTC') === 'UTC';
  const stream = streamParts({ ...plain, isUtc, signal: files.signal, onProgress });
  return streamTypedTable({ ...given, values: given.values.map((values) => new Map(values)) }, stream);
}

/**
 * Whether every line was seen: rows and line ends inside cells together are the lines of the files. DuckDB 1.5 has
 * been seen to give no rows, without an error, when it was told `new_line = '\\r\\n'`; so it is not told, and it is
 * counted after.
 */
export async function hasAllLines(looked: readonly LookedAtCsv[], table: TypedTable): Promise<boolean> {
  const headers = looked.reduce((sum, { layout }) => sum + layout.headerRows, 0);
  const lines = linesOf(looked) - headers;
  return table.rows === lines || table.rows + (await table.feeds()) === lines;
}

/** The lines of files. */
export const linesOf = (looked: readonly LookedAtCsv[]): number =>
  looked.reduce((sum, { file }) => sum + file.feeds + (file.tail.at(-1) === 10 ? 0 : 1), 0);

/** The columns of files that have the same ones. */
export const widthOf = (looked: readonly LookedAtCsv[]): number => looked[0]?.layout.names.length ?? 0;
