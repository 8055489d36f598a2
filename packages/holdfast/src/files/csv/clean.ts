import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Note } from '../description.ts';
import { note } from '../note.ts';
import { isBlank } from './dialect.ts';
import type { Encoding } from './encoding.ts';
import { FOOTER_ROWS, footerLength, isFirstOnly } from './footer.ts';
import { isComment, type Layout } from './layout.ts';
import { makeSplitter, type Row } from './split.ts';

export interface CleanOptions {
  /** The bytes, and the path that people know them by. */
  readonly bytes: string;
  readonly path: string;
  readonly encoding: Encoding;
  readonly layout: Layout;
  /** Where the copy goes. */
  readonly target: string;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
}

export interface Cleaned {
  readonly rows: number;
  readonly footerRows: number;
  /** At least the bytes of the longest row of the copy. */
  readonly rowBytesMax: number;
  readonly notes: readonly Note[];
}

interface Irregular {
  rows: number;
  line: number;
  found: number;
}

/** Letters that are written at once. */
const BATCH = 1 << 18;

/**
 * Writes the rows of a CSV file as a copy that can be read in one way only: UTF-8, commas, doubled quotes, LF, no
 * header, no footer, every row of the same width. What was left out or filled up is counted and told. Memory: some
 * rows. Problems: CSV_CELLS when rows have more than the header names, and those of the splitter.
 */
export async function writeClean(options: CleanOptions): Promise<Cleaned> {
  const { path, encoding, layout, target, signal } = options;
  const output = createWriteStream(target, { mode: 0o600 });
  const failed = once(output, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  const sorter = makeSorter(layout, path);
  const splitter = makeSplitter(layout.cutting, sorter.take, { path, takeEmpty: sorter.takeEmpty });
  const decoder = encoding.decoder();
  const write = async (isLast: boolean): Promise<void> => {
    const text = sorter.written(isLast);
    if (text !== '' && !output.write(text)) await Promise.race([once(output, 'drain'), failed]);
  };
  let skip = encoding.mark;
  try {
    const source = createReadStream(options.bytes, { highWaterMark: BATCH, ...(signal && { signal }) });
    // as: a stream without an encoding gives bytes
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const bytes = skip > 0 ? chunk.subarray(skip) : chunk;
      skip = 0;
      splitter.add(decodeOrThrow(() => decoder.add(bytes), options));
      await write(false);
      options.onBytes(chunk.length);
    }
    splitter.add(decodeOrThrow(() => decoder.end(), options));
    splitter.end();
    const cleaned = sorter.end();
    await write(true);
    output.end();
    await Promise.race([once(output, 'close'), failed]);
    return cleaned;
  } catch (error) {
    output.destroy();
    throw signal?.aborted
      ? new Problem('FILE_STOPPED', { path, found: 'it was interrupted' }, { cause: error })
      : error;
  }
}

function decodeOrThrow(decode: () => string, { path, encoding }: CleanOptions): string {
  try {
    return decode();
  } catch (error) {
    throw new Problem(
      'CSV_ENCODING',
      { path, encoding: encoding.name, found: 'bytes that are none of its letters' },
      { cause: error },
    );
  }
}

/** Puts each row where it belongs: header, comment, empty, data, footer. */
function makeSorter(layout: Layout, path: string) {
  const width = layout.names.length;
  const counts = { short: none(), long: none(), wide: none(), empty: none(), comments: none(), mended: none() };
  const last: Row[] = [];
  const lines: string[] = [];
  let [rows, firstOnly, footerRows, footerLine, lettersMax, line] = [0, 0, 0, 0, 0, 0];

  const keep = (row: Row): void => {
    const extra = row.cells.length - width;
    if (extra > 0) tally(row.cells.slice(width).every((cell) => cell.trim() === '') ? counts.long : counts.wide, row);
    if (extra < 0) tally(counts.short, row);
    if (row.isMended) tally(counts.mended, row);
    if (isFirstOnly(row)) firstOnly++;
    rows++;
    const written = lineOf(row.cells, width);
    lettersMax = Math.max(lettersMax, written.length);
    lines.push(written);
  };
  return {
    take(row: Row): void {
      line = row.line;
      if (row.line < layout.firstLine) return;
      if (isComment(row, layout.comment)) {
        tally(counts.comments, row);
        return;
      }
      last.push(row);
      if (last.length <= FOOTER_ROWS * 2) return;
      for (const one of last.splice(0, FOOTER_ROWS)) isBlank(one) ? tally(counts.empty, one) : keep(one);
    },
    /** More empty lines than a footer may hold: the first of them have been taken as rows, and tallied. */
    takeEmpty(count: number): void {
      if (line >= layout.firstLine) counts.empty.rows += count;
    },
    /** What is ready to be written. */
    written(isLast: boolean): string {
      if (!isLast && lines.length < 1000) return '';
      return lines.splice(0).join('');
    },
    end(): Cleaned {
      // Line ends at the end are nothing to tell.
      last.splice(last.findLastIndex((row) => !isBlank(row)) + 1);
      const isHierarchy = firstOnly > rows * 0.01 || last.filter(isFirstOnly).length > 3;
      footerRows = footerLength(last, width, isHierarchy);
      const footer = footerRows === 0 ? [] : last.splice(-footerRows);
      footerLine = footer.find((row) => !isBlank(row))?.line ?? 0;
      for (const one of last.splice(0)) isBlank(one) ? tally(counts.empty, one) : keep(one);
      if (counts.wide.rows > 0) {
        throw new Problem('CSV_CELLS', {
          path,
          line: counts.wide.line,
          found: counts.wide.found,
          expected: width,
          rows: counts.wide.rows,
        });
      }
      return {
        rows,
        footerRows,
        // A letter of UTF-16 takes three bytes at most.
        rowBytesMax: lettersMax * 3,
        notes: notesOf(counts, { path, width, mark: layout.comment ?? '', footerRows, footerLine }),
      };
    },
  };
}

const none = (): Irregular => ({ rows: 0, line: 0, found: 0 });

function tally(irregular: Irregular, row: Row): void {
  if (irregular.rows++ === 0) {
    irregular.line = row.line;
    irregular.found = row.cells.length;
  }
}

function lineOf(cells: readonly string[], width: number): string {
  let line = '';
  for (let j = 0; j < width; j++) {
    const cell = cells[j] ?? '';
    const isPlain = cell !== '' ? !/[",\r\n]/.test(cell) : width > 1;
    line += (j > 0 ? ',' : '') + (isPlain ? cell : `"${cell.replaceAll('"', '""')}"`);
  }
  return `${line}\n`;
}

interface About {
  readonly path: string;
  readonly width: number;
  readonly mark: string;
  readonly footerRows: number;
  readonly footerLine: number;
}

function notesOf(
  counts: Readonly<Record<'short' | 'long' | 'empty' | 'comments' | 'mended', Irregular>>,
  about: About,
): readonly Note[] {
  const { path, width: expected, mark } = about;
  const notes: Note[] = [];
  if (counts.short.rows > 0) notes.push(note('CSV_ROWS_SHORT', { path, expected, ...counts.short }));
  if (counts.long.rows > 0) notes.push(note('CSV_ROWS_LONG', { path, expected, ...counts.long }));
  if (counts.empty.rows > 0)
    notes.push(note('CSV_ROWS_EMPTY', { path, line: counts.empty.line, rows: counts.empty.rows }));
  if (counts.comments.rows > 0)
    notes.push(note('CSV_COMMENTS', { path, line: counts.comments.line, rows: counts.comments.rows, mark }));
  if (counts.mended.rows > 0)
    notes.push(note('CSV_QUOTE_MENDED', { path, line: counts.mended.line, rows: counts.mended.rows }));
  if (about.footerRows > 0) notes.push(note('CSV_FOOTER', { path, line: about.footerLine, rows: about.footerRows }));
  return notes;
}
