import { Problem } from '@holdfast/core/std/problem.ts';

/** How text is cut into rows and cells. */
export interface Cutting {
  /** One character, or `aligned`: columns that stand under each other, with any number of blanks between them. */
  readonly delimiter: string;
  readonly quote: '"' | "'" | null;
  readonly escape: 'doubled' | 'backslash';
}

export interface Row {
  readonly cells: string[];
  /** Where it begins, from 1. */
  readonly line: number;
  /** The first cell stood in quotes: then it is no comment, whatever it begins with. */
  readonly isQuoted: boolean;
  /** A quote inside a quoted cell was not doubled and was kept as it stands. */
  readonly isMended: boolean;
}

export interface SplitOptions {
  readonly path: string;
  /** The line of the first letter; 1 when it is left out. */
  readonly line?: number;
  readonly cellMax?: number;
  readonly rowMax?: number;
  readonly cellsMax?: number;
  /** Is given the number of empty lines beyond EMPTY_ROWS in a row; without it each of them is a row. */
  readonly takeEmpty?: (lines: number) => void;
}

export interface Splitter {
  add(text: string): void;
  /**
   * The last row, if it has no line end. `allowCut`: the text is a sample, so an open quote at its end means nothing.
   */
  end(options?: { readonly allowCut: boolean }): void;
}

/** Limits of TRUST ZB5. A quote that is never closed reaches the first of them. */
export const LIMITS = { cell: 2 ** 20, row: 2 ** 24, cells: 4096 } as const;

/**
 * So many empty lines in a row may matter one by one (footer.ts looks at fewer). Spreadsheets leave millions below a
 * table: ten million took twenty seconds as rows and take a tenth of a second counted.
 */
export const EMPTY_ROWS = 256;

/**
 * Cuts text that comes in pieces into rows; each is handed to `take` once. Line ends are CRLF, LF and CR. Memory: one
 * row. Problems: FILE_LIMIT, CSV_QUOTE_OPEN, CSV_NUL. A quote that is followed by neither a delimiter nor the end of
 * the line belongs to the cell, and the row says that it was mended.
 */
export function makeSplitter(cutting: Cutting, take: (row: Row) => void, options: SplitOptions): Splitter {
  const reader = cutting.delimiter === 'aligned' ? readAligned : readQuotable(cutting);
  const { path, cellMax = LIMITS.cell, rowMax = LIMITS.row, cellsMax = LIMITS.cells, takeEmpty } = options;
  let rest = '';
  let line = options.line ?? 1;
  let empty = 0;
  const beyond = (what: string, limit: number): Problem =>
    new Problem('FILE_LIMIT', { path, what, limit: String(limit), found: 'more', line });
  const takeRow = ({ cells, next, isQuoted, isMended, lines }: Reading, from: number): number => {
    if (next - from > rowMax) throw beyond('a row', rowMax);
    if (next - from > cellMax && cells.some((cell) => cell.length > cellMax)) throw beyond('a cell', cellMax);
    if (cells.length > cellsMax) throw beyond('columns', cellsMax);
    take({ cells, line, isQuoted, isMended });
    line += lines;
    empty = cells.length === 1 && cells[0] === '' && !isQuoted ? empty + 1 : 0;
    return next;
  };
  /** Where the empty lines end that begin at `at`, once there were so many that they are counted only. */
  const skipEmpty = (text: string, at: number): number => {
    if (takeEmpty === undefined || empty < EMPTY_ROWS) return at;
    const { next, lines } = emptyLines(text, at);
    if (lines > 0) takeEmpty(lines);
    line += lines;
    return next;
  };
  return {
    add(piece) {
      const nul = piece.indexOf('\0');
      if (nul >= 0) throw new Problem('CSV_NUL', { path, line: line + lineEnds(rest + piece.slice(0, nul)) });
      const text = rest === '' ? piece : rest + piece;
      let at = skipEmpty(text, 0);
      while (at < text.length) {
        const row = reader(text, at, false);
        if (row === null) break;
        at = skipEmpty(text, takeRow(row, at));
      }
      rest = text.slice(at);
      // A row that is not whole yet is looked at again with the next piece: the limits keep that cheap.
      if (rest.length > rowMax) throw beyond('a row', rowMax);
      if (rest.length > cellMax && isOneCell(rest, cutting, cellMax)) throw beyond('a cell', cellMax);
    },
    end({ allowCut } = { allowCut: false }) {
      for (let at = 0; at < rest.length; ) {
        const row = reader(rest, at, true);
        if (row === null) {
          if (allowCut) return;
          throw new Problem('CSV_QUOTE_OPEN', { path, line });
        }
        at = takeRow(row, at);
      }
      rest = '';
    },
  };
}

/**
 * All rows of a text, of many empty lines in a row the first EMPTY_ROWS. `isCut`: it is the beginning of a longer one,
 * so an open quote at its end means nothing.
 */
export function splitText(
  text: string,
  cutting: Cutting,
  options: SplitOptions & { readonly isCut?: boolean },
): readonly Row[] {
  const rows: Row[] = [];
  const splitter = makeSplitter(cutting, (row) => rows.push(row), { takeEmpty: () => {}, ...options });
  splitter.add(text);
  splitter.end({ allowCut: options.isCut ?? false });
  return rows;
}

const [LF, CR, SPACE] = [10, 13, 32];

/** How many line ends follow each other, without a CR at the end of the text: it may be half of a CRLF. */
function emptyLines(text: string, from: number): { readonly next: number; readonly lines: number } {
  let [next, lines] = [from, 0];
  for (; next < text.length; lines++) {
    const code = text.charCodeAt(next);
    if (code === LF) next++;
    else if (code === CR && next + 1 < text.length) next += text.charCodeAt(next + 1) === LF ? 2 : 1;
    else break;
  }
  return { next, lines };
}

interface Reading {
  readonly cells: string[];
  /** Where the next row begins. */
  readonly next: number;
  readonly isQuoted: boolean;
  readonly isMended: boolean;
  readonly lines: number;
}

/** Reads one row of a text; null when it is not whole: the text ends inside quotes, or more may follow. */
type RowReader = (text: string, from: number, isLast: boolean) => Reading | null;

function readQuotable(cutting: Cutting): RowReader {
  const cut = cutting.delimiter.charCodeAt(0);
  return (text, from, isLast) => {
    const cells: string[] = [];
    let [isQuoted, isMended, lines, at] = [false, false, 1, from];
    for (;;) {
      const open = cutting.quote === null ? -1 : quoteAt(text, at, cutting.quote, cut);
      let end: number;
      if (open < 0) {
        end = endOfPlain(text, at, cut);
        cells.push(text.slice(at, end));
      } else {
        const quoted = readQuoted(text, open, cutting, isLast);
        if (quoted === null) return null;
        if (cells.length === 0) isQuoted = true;
        if (quoted.lines > 0) lines += quoted.lines;
        isMended ||= quoted.isMended;
        cells.push(quoted.cell);
        end = quoted.end;
      }
      if (end < text.length && text.charCodeAt(end) === cut) {
        at = end + 1;
        continue;
      }
      // A CR at the end of a piece may be half of a CRLF.
      if (end + (text.charCodeAt(end) === CR ? 1 : 0) >= text.length && !isLast) return null;
      const isPair = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF;
      return { cells, next: Math.min(text.length, end + (isPair ? 2 : 1)), isQuoted, isMended, lines };
    }
  };
}

/** Where a quoted cell opens, after blanks; -1 when the cell is not quoted. */
function quoteAt(text: string, from: number, quote: string, cut: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE && cut !== SPACE) at++;
  return text[at] === quote ? at : -1;
}

function endOfPlain(text: string, from: number, cut: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === cut || code === LF || code === CR) return i;
  }
  return text.length;
}

function readQuoted(text: string, open: number, { delimiter, quote, escape: quoting }: Cutting, isLast: boolean) {
  const mark = quote ?? '"';
  let isMended = false;
  for (let at = open + 1; ; ) {
    const close = text.indexOf(mark, at);
    if (close < 0) return null;
    if (quoting === 'backslash' && backslashesBefore(text, close, open) % 2 === 1) {
      at = close + 1;
      continue;
    }
    if (quoting === 'doubled' && text[close + 1] === mark) {
      at = close + 2;
      continue;
    }
    let end = close + 1;
    while (text.charCodeAt(end) === SPACE) end++;
    if (end >= text.length && !isLast) return null;
    const after = text[end];
    if (after === undefined || after === delimiter || after === '\n' || after === '\r') {
      const raw = text.slice(open + 1, close);
      return { cell: unescaped(raw, mark, quoting), end, isMended, lines: lineEnds(raw) };
    }
    isMended = true;
    at = close + 1;
  }
}

function backslashesBefore(text: string, at: number, open: number): number {
  let count = 0;
  while (at - 1 - count > open && text[at - 1 - count] === '\\') count++;
  return count;
}

const unescaped = (raw: string, mark: string, quoting: Cutting['escape']): string =>
  quoting === 'doubled' ? raw.replaceAll(mark + mark, mark) : raw.replace(/\\(["'\\])/g, '$1');

/** One row a line; cells between blanks, or in double quotes. */
const readAligned: RowReader = (text, from, isLast) => {
  const end = endOfPlain(text, from, LF);
  if (end + (text.charCodeAt(end) === CR ? 1 : 0) >= text.length && !isLast) return null;
  const isPair = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF;
  const line = text.slice(from, end);
  const cells = [...line.matchAll(/"([^"]*)"|[^ \t]+/g)].map((match) => match[1] ?? match[0]);
  const next = Math.min(text.length, end + (isPair ? 2 : 1));
  return { cells: cells.length === 0 ? [''] : cells, next, isQuoted: /^\s*"/.test(line), isMended: false, lines: 1 };
};

/** Whether the unfinished row holds a cell beyond the limit: inside quotes, or without any delimiter for that long. */
function isOneCell(rest: string, { delimiter, quote }: Cutting, cellMax: number): boolean {
  const last = rest.lastIndexOf(delimiter === 'aligned' ? ' ' : delimiter);
  if (rest.length - last > cellMax) return true;
  const open = quote === null ? -1 : rest.indexOf(quote);
  return open >= 0 && rest.length - open > cellMax && rest.indexOf(quote ?? '', open + 1) < 0;
}

/** Line ends in a text: CRLF, LF or CR. */
export function lineEnds(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) count++;
  }
  return count;
}
