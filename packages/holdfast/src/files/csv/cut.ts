/** The bytes that cut one file, as they were found by looking at it. */
export interface Marks {
  readonly delimiter: number;
  /** -1 where nothing is quoted. */
  readonly quote: number;
  /** Lines end with CRLF, and none of them with LF alone. */
  readonly isCrlf: boolean;
  readonly width: number;
}

/** Cells of whole rows: where each begins and ends in the bytes, row by row, two numbers a cell. */
export interface Cells {
  bytes: Buffer;
  places: Int32Array;
  rows: number;
  readonly width: number;
  /** Positions in `places` of cells in which a quote stands doubled. */
  readonly doubled: number[];
}

export interface Span {
  readonly from: number;
  /** Rows that begin before it are cut. */
  readonly stop: number;
  /** Where the bytes end. A byte of room is behind them. */
  readonly end: number;
  /** The file ends there too. */
  readonly isLast: boolean;
}

/** Where the row after the last one begins; `more` when a row is not whole, null when a row is not plain. */
type CutTo = { readonly next: number; readonly isWhole: boolean } | null;

export const LF = 10;
const CR = 13;

export type Cutter = (cells: Cells, span: Span) => CutTo;

/** No more bytes belong to one row: longer ones are left to the engine and its limits. */
export const ROW_BYTES = 2 ** 20;

/**
 * Cuts rows on which all readers of CSV agree, and nothing else: the same number of cells in each, quotes only around
 * whole cells and doubled inside them, one kind of line end. About one nanosecond a byte.
 */
export function makeCutter(marks: Marks): Cutter {
  const isMark = new Uint8Array(256);
  for (const mark of [marks.delimiter, LF, CR, ...(marks.quote < 0 ? [] : [marks.quote])]) isMark[mark] = 1;
  return (cells, span) => cutRows(cells, span, marks, isMark);
}

function cutRows(cells: Cells, span: Span, { delimiter, quote, isCrlf, width }: Marks, isMark: Uint8Array): CutTo {
  const { from, stop, end, isLast } = span;
  const { bytes } = cells;
  bytes[end] = LF; // So that no search for a mark runs beyond the end.
  cells.rows = 0;
  cells.doubled.length = 0;
  let places = cells.places;
  let row = from;
  for (; row < stop; cells.rows++) {
    if ((cells.rows + 1) * width * 2 > places.length) places = widen(cells);
    const last = (cells.rows + 1) * width * 2;
    let [at, k] = [row, last - width * 2];
    for (;;) {
      let byte = bytes[at]!; // ! at <= end
      if (byte === quote) {
        const close = closeOf(bytes, at + 1, end, quote);
        if (close < 0) return isLast ? null : { next: row, isWhole: false };
        const isDoubled = close >= DOUBLED;
        places[k] = at + 1;
        at = isDoubled ? close - DOUBLED : close;
        if (isDoubled) cells.doubled.push(k);
        places[k + 1] = at++;
        byte = bytes[at]!; // ! as above
        if (isMark[byte] !== 1 || byte === quote) return null;
      } else {
        places[k] = at;
        while (isMark[byte] !== 1) byte = bytes[++at]!; // ! there is a mark at the end
        if (byte === quote) return null;
        places[k + 1] = at;
      }
      k += 2;
      if (byte !== delimiter) break;
      if (k === last) return null;
      at++;
    }
    const feed = bytes[at] === CR ? at + 1 : at;
    if (feed >= end && !isLast) return { next: row, isWhole: false };
    // The last line of a file may have no line end, but not half of one.
    if (k !== last || bytes[feed] !== LF || (at < end && feed > at !== isCrlf) || (feed === end && feed > at))
      return null;
    if (feed - row >= ROW_BYTES) return null;
    row = feed + 1;
  }
  return { next: Math.min(row, end), isWhole: true };
}

/** Is added to the place of a quote that closes a cell in which others stand doubled. */
const DOUBLED = 2 ** 30;

/** Where the quote stands that closes a cell; -1 when it is not among the bytes. */
function closeOf(bytes: Uint8Array, from: number, end: number, quote: number): number {
  let at = from;
  let doubled = 0;
  for (;;) {
    while (at < end && bytes[at] !== quote) at++;
    if (at >= end) return -1;
    if (bytes[at + 1] !== quote || at + 1 >= end) return at + doubled;
    doubled = DOUBLED;
    at += 2;
  }
}

function widen(cells: Cells): Int32Array {
  const wider = new Int32Array(Math.max(1 << 16, cells.places.length * 2));
  wider.set(cells.places);
  cells.places = wider;
  return wider;
}

/** Writes single quotes where they stand doubled, in the bytes themselves: those are not to be cut again. */
export function undouble({ bytes, places, doubled }: Cells, quote: number): void {
  for (const k of doubled) {
    const [from, to] = [places[k]!, places[k + 1]!]; // ! a cell that was cut
    let into = from;
    for (let at = from; at < to; at++) {
      bytes[into++] = bytes[at]!; // ! within the cell
      if (bytes[at] === quote) at++;
    }
    places[k + 1] = into;
  }
}
