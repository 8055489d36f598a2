import { Problem } from '@holdfast/core/std/problem.ts';
import type { Note } from '../description.ts';
import { note } from '../note.ts';
import type { Pins } from '../pins.ts';
import { type CellKind, kindOfCell } from '../types/cell-kind.ts';
import { commonWidth, type DetectedCutting, isBlank } from './dialect.ts';
import { headerRowsAt } from './header.ts';
import { namesOf } from './names.ts';
import { type Row, splitText } from './split.ts';

/** Where things stand in a CSV file. */
export interface Layout {
  readonly cutting: DetectedCutting;
  readonly names: readonly string[];
  readonly headerRows: number;
  /** Lines before the header, comments and empty ones included. */
  readonly skippedLines: number;
  /** The line of the first row of data. */
  readonly firstLine: number;
  /** Lines that begin with it are no data; null when there are none. */
  readonly comment: string | null;
  readonly notes: readonly Note[];
}

const COMMENT = /^\s*(#|%|\/\/)/;

/** The layout of a file from its first rows. Problems: CSV_NO_TABLE, FILE_LIMIT. */
export function findLayout(rows: readonly Row[], cutting: DetectedCutting, pins: Pins, path: string): Layout {
  const leading = leadingComments(rows);
  const comment = leading.mark ?? strayCommentMark(rows);
  const told = rows.filter((row) => !isBlank(row) && row.line > (pins.skipRows ?? 0));
  const body = told.filter((row) => !isComment(row, comment));
  if (body.length === 0)
    throw new Problem(told.length === 0 ? 'FILE_EMPTY' : 'CSV_NO_TABLE', { path, found: 'no row' });
  const width = commonWidth(body.slice(0, 1000));
  const start = pins.skipRows === undefined ? startOf(body, width) : 0;
  const hidden = hiddenHeader(leading.rows, cutting, width, body.slice(start), path);
  if (hidden !== null && pins.headerRows === undefined) {
    return finish({
      rows: [hidden],
      data: body.slice(start),
      cutting,
      comment,
      path,
      skipped: hidden.line - 1,
      notes: [],
    });
  }
  const found = headerRowsAt(body, start, width, pins.headerRows);
  const header = body.slice(found.from, found.from + found.count);
  const data = body.slice(found.from + found.count);
  const first = header[0] ?? data[0];
  const notes: Note[] = found.isAssumed ? [note('CSV_HEADER_ASSUMED', { path })] : [];
  return finish({ rows: header, data, cutting, comment, path, skipped: (first?.line ?? 1) - 1, notes });
}

/** Whether a row begins with the mark of comments, outside quotes. */
export const isComment = (row: Row, mark: string | null): boolean =>
  mark !== null && !row.isQuoted && (row.cells[0] ?? '').trimStart().startsWith(mark);

interface Found {
  readonly rows: readonly Row[];
  readonly data: readonly Row[];
  readonly cutting: DetectedCutting;
  readonly comment: string | null;
  readonly path: string;
  readonly skipped: number;
  readonly notes: readonly Note[];
}

function finish({ rows, data, cutting, comment, path, skipped, notes }: Found): Layout {
  const dataWidth = data.length === 0 ? 0 : commonWidth(data.slice(0, 1000));
  const { names, notes: naming } = namesOf(
    rows.map((row) => row.cells),
    dataWidth,
    data,
    path,
  );
  const after = data[0]?.line ?? (rows.at(-1)?.line ?? 0) + 1;
  const more: Note[] = [];
  if (skipped > cutting.sepLines) more.push(note('CSV_LINES_SKIPPED', { path, rows: skipped }));
  if (rows.length === 0) more.push(note('CSV_NO_HEADER', { path }));
  if (rows.length > 1) more.push(note('CSV_HEADER_MERGED', { path, rows: rows.length }));
  return {
    cutting,
    names,
    headerRows: rows.length,
    skippedLines: skipped,
    firstLine: after,
    comment,
    notes: [...more, ...notes, ...naming],
  };
}

/** Comments before anything else. */
function leadingComments(rows: readonly Row[]): { readonly mark: string | null; readonly rows: readonly Row[] } {
  const told = rows.filter((row) => !isBlank(row));
  const mark = told[0] && !told[0].isQuoted ? (COMMENT.exec(told[0].cells[0] ?? '')?.[1] ?? null) : null;
  if (mark === null) return { mark, rows: [] };
  const end = told.findIndex((row) => row.isQuoted || !(row.cells[0] ?? '').trimStart().startsWith(mark));
  // A file in which every row begins so has no comments, only such values.
  if (end < 0) return { mark: null, rows: [] };
  // Two names in the first line, of which the first begins with the mark, are a header (`#id,name`): it is left to
  // the header.
  return { mark, rows: told.slice(0, end) };
}

/** A mark that begins lines among the rows, of another width than theirs. */
function strayCommentMark(rows: readonly Row[]): string | null {
  const told = rows.filter((row) => !isBlank(row));
  const width = commonWidth(told);
  for (const mark of ['#', '//', '%']) {
    const marked = told.filter((row) => !row.isQuoted && (row.cells[0] ?? '').trimStart().startsWith(mark));
    if (marked.length > 0 && width > 1 && marked.every((row) => row.cells.length !== width)) return mark;
  }
  return null;
}

/** The first of the rows that belong together: of the common width, not empty, and so are most of the next ones. */
function startOf(body: readonly Row[], width: number): number {
  const isFull = (row: Row | undefined): boolean => {
    if (row === undefined || row.cells.length !== width) return false;
    return row.cells.filter((cell) => cell.trim() !== '').length >= Math.min(2, width);
  };
  for (let i = 0; i < body.length; i++) {
    const next = body.slice(i + 1, i + 5);
    if (isFull(body[i]) && next.filter((row) => row.cells.length === width).length * 2 >= next.length) return i;
  }
  return Math.max(
    0,
    body.findIndex((row) => row.cells.length === width),
  );
}

/**
 * The last comment as header, when it has a name for every column and the rows below are data; its delimiter may be
 * another.
 */
function hiddenHeader(
  comments: readonly Row[],
  cutting: DetectedCutting,
  width: number,
  data: readonly Row[],
  path: string,
): Row | null {
  const last = comments.at(-1);
  if (
    last === undefined ||
    width < 2 ||
    !data.slice(0, 20).some((row) => row.cells.some((cell) => isData(kindOfCell(cell))))
  )
    return null;
  const joined = last.cells
    .join(cutting.delimiter === 'aligned' ? ' ' : cutting.delimiter)
    .replace(/^\s*(#+|%+|\/\/)\s*/, '');
  for (const delimiter of [cutting.delimiter, ',', ';', '\t', '|', 'aligned']) {
    const [row] = splitText(joined, { ...cutting, delimiter }, { path });
    const cells = row?.cells.map((cell) => cell.trim()) ?? [];
    const isNames = cells.length === width && cells.every((cell) => cell !== '' && !isData(kindOfCell(cell)));
    // A row above the data that is all text is the header itself; then the comment only looks like one.
    const isTopText = data[0]?.cells.every((cell) => !isData(kindOfCell(cell))) ?? false;
    if (isNames && !isTopText) return { ...last, cells };
  }
  return null;
}

const isData = (kind: CellKind): boolean => kind === 'number' || kind === 'date' || kind === 'yes-no';
