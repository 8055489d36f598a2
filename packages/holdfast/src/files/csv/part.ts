import { closeSync, openSync, readSync } from 'node:fs';
import { columnReader, type PartColumn } from '../types/byte-column.ts';
import type { Form } from '../types/form.ts';
import { type Cells, type Cutter, LF, type Marks, makeCutter, ROW_BYTES, type Span, undouble } from './cut.ts';

/** How the rows of some files are read. */
export interface Plan {
  readonly marks: Marks;
  readonly forms: readonly Form[];
  readonly isUtc: boolean;
}

/** A stretch of one file: the rows that begin in it. */
export interface Part {
  readonly path: string;
  readonly begin: number;
  readonly stop: number;
  /** Of the file. */
  readonly size: number;
  /** Where its first row begins; null where that is to be found. */
  readonly start: number | null;
}

/** The columns of a part; `start` and `next` say between which bytes they stood. */
export interface ReadPart {
  readonly start: number;
  readonly next: number;
  readonly rows: number;
  readonly columns: readonly PartColumn[];
}

/** Rows at the end of a part are mostly whole within so many bytes. */
const BEYOND = 1 << 16;
/** Places at which a row may begin that are tried, and the bytes that must be rows after one. */
const TRIES = 20;
const TRIED_BYTES = 1 << 13;

/** Reads a part; null when it is not plain, or its first row was not found. */
export type PartReader = (part: Part) => ReadPart | null;

/**
 * A function that reads parts under a plan; null when a column has a form that only the engine reads. Memory: twice a
 * part.
 */
export function makePartReader({ marks, forms, isUtc }: Plan): PartReader | null {
  const readers = forms.map((form) => columnReader(form, { isUtc }));
  const columnReaders = readers.filter((one) => one !== null);
  if (columnReaders.length < readers.length) return null;
  const cut = makeCutter(marks);
  const cells: Cells = { bytes: Buffer.alloc(0), places: new Int32Array(0), rows: 0, width: marks.width, doubled: [] };
  return (part) => {
    const found = cutPart(cut, cells, part);
    if (found === null) return null;
    undouble(cells, marks.quote);
    const columns: PartColumn[] = [];
    for (const [j, read] of columnReaders.entries()) {
      const column = read(cells, j);
      if (column === null) return null;
      columns.push(column);
    }
    return { ...found, rows: cells.rows, columns };
  };
}

/** Cuts the rows that begin in a part; null when they are not plain. */
function cutPart(cut: Cutter, cells: Cells, part: Part): Pick<ReadPart, 'start' | 'next'> | null {
  const { stop, size } = part;
  const from = part.start ?? Math.max(0, part.begin - 1);
  const most = Math.min(size, stop + ROW_BYTES + 1);
  if (cells.bytes.length < most - from + 1) cells.bytes = Buffer.allocUnsafeSlow(most - from + 1);
  const file = openSync(part.path, 'r');
  try {
    let filled = 0;
    // Most rows are short: what is far behind the part is read only where its last row is not whole.
    for (const to of new Set([Math.min(most, stop + BEYOND), most])) {
      if (!fill(file, cells.bytes.subarray(filled, to - from), from + filled)) return null;
      filled = to - from;
      const span: Span = { from: 0, stop: Math.max(0, stop - from), end: filled, isLast: to === size };
      const first = part.start === null ? firstRow(cut, cells, span) : 0;
      const done = first === null ? null : cut(cells, { ...span, from: first });
      if (first !== null && done?.isWhole) return { start: from + first, next: from + done.next };
      if (done === null && part.start !== null) return null;
    }
    return null;
  } finally {
    closeSync(file);
  }
}

/** Reads bytes from a place of a file; false when it became shorter. */
function fill(file: number, bytes: Buffer, place: number): boolean {
  for (let filled = 0; filled < bytes.length; ) {
    const count = readSync(file, bytes, filled, bytes.length - filled, place + filled);
    if (count === 0) return false;
    filled += count;
  }
  return true;
}

/**
 * Where the first row of a part begins, as far as its bytes tell: after a line end behind which stand rows. A line end
 * inside quotes may look so, therefore whoever puts parts together compares with the end of the part before.
 */
function firstRow(cut: Cutter, cells: Cells, span: Span): number | null {
  let at = cells.bytes.indexOf(LF) + 1;
  for (let tries = 0; tries < TRIES && at > 0 && at < span.stop; tries++) {
    const done = cut(cells, { ...span, from: at, stop: Math.min(span.stop, at + TRIED_BYTES) });
    if (done?.isWhole) return at;
    at = cells.bytes.indexOf(LF, at) + 1;
  }
  return null;
}
