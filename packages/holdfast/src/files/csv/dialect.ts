import { kindOfCell } from '../types/cell-kind.ts';
import { type Cutting, type Row, splitText } from './split.ts';

/** How a sample is best cut into rows and cells. */
export interface DetectedCutting extends Cutting {
  /** Lines of a `sep=;` line at the start. */
  readonly sepLines: number;
}

interface Candidate extends Cutting {
  readonly score: number;
}

/** Enough letters to know a dialect by; more cost time and say the same. */
const SAMPLE_LETTERS = 200_000;
const SAMPLE_ROWS = 400;
/** How likely a delimiter is before anything was seen: a colon stands in times and a blank in every text. */
const PRIOR: readonly (readonly [delimiter: string, prior: number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  [':', 0.6],
  ['aligned', 0.55],
];
/** What one column of honest cells scores: any delimiter must do better. */
const ONE_COLUMN = 0.32;

/**
 * The delimiter, quote and escape that cut a sample best: rows of one width, many cells, cells that are numbers,
 * dates or plain words (the idea of scoring shape times content is from van den Burg, Nazábal and Sutton, 2019). A
 * pinned delimiter is kept.
 */
export function detectCutting(sample: string, pinned: string | undefined, path: string): DetectedCutting {
  const sep = /^sep=(.)(\r\n|\n|\r)/i.exec(sample);
  const text = sample.slice(sep?.[0].length ?? 0, SAMPLE_LETTERS);
  const given = pinned ?? sep?.[1];
  const delimiters = given === undefined ? PRIOR : [[given === ' ' ? 'aligned' : given, 1] as const];
  let best: Candidate | null = null;
  for (const [delimiter, prior] of delimiters) {
    if (given === undefined && !text.includes(delimiter === 'aligned' ? ' ' : delimiter)) continue;
    for (const quoting of quotings(text, delimiter)) {
      const cutting = { delimiter, ...quoting };
      const score = prior * scoreCut(text, cutting, path);
      if (best === null || score > best.score) best = { ...cutting, score };
    }
  }
  const sepLines = sep ? 1 : 0;
  const one: Candidate = { delimiter: ',', quote: '"', escape: 'doubled', score: ONE_COLUMN * contentOf(text, path) };
  if (given === undefined && (best === null || best.score <= one.score)) return { ...one, sepLines };
  return { ...(best ?? one), sepLines };
}

/** Ways of quoting that the text gives a reason to try. */
function quotings(text: string, delimiter: string): readonly Pick<Cutting, 'quote' | 'escape'>[] {
  const found: Pick<Cutting, 'quote' | 'escape'>[] = [{ quote: '"', escape: 'doubled' }];
  if (delimiter === 'aligned') return found;
  if (text.includes('\\"')) found.push({ quote: '"', escape: 'backslash' });
  const d = delimiter.replace(/[|\\]/, '\\$&');
  if (new RegExp(`(^|[\\r\\n${d}])'[^'\\r\\n]*'([\\r\\n${d}]|$)`).test(text)) {
    found.push({ quote: "'", escape: text.includes("\\'") ? 'backslash' : 'doubled' });
  }
  if (text.includes('"')) found.push({ quote: null, escape: 'doubled' });
  return found;
}

function scoreCut(text: string, cutting: Cutting, path: string): number {
  const rows = sampleRows(text, cutting, path);
  if (rows.length === 0) return 0;
  const width = commonWidth(rows);
  if (width < 2) return 0;
  const same = rows.filter((row) => row.cells.length === width);
  let [clean, cells, mended] = [0, 0, 0];
  for (const row of same) {
    if (row.isMended) mended++;
    for (const cell of row.cells) {
      clean += cleanness(cell, cutting);
      cells++;
    }
  }
  return (same.length / rows.length) * ((width - 1) / width) * (clean / cells) * (1 - mended / same.length);
}

/** The same measure of content for a text of one column. */
function contentOf(text: string, path: string): number {
  const rows = sampleRows(text, { delimiter: '\u0001', quote: null, escape: 'doubled' }, path);
  if (rows.length === 0) return 0;
  return rows.reduce((sum, row) => sum + cleanness(row.cells[0] ?? '', null), 0) / rows.length;
}

/** Rows that say something: no empty lines, no comments, without the last, which may be cut. */
function sampleRows(text: string, cutting: Cutting, path: string): readonly Row[] {
  const wide = {
    cellMax: Number.POSITIVE_INFINITY,
    rowMax: Number.POSITIVE_INFINITY,
    cellsMax: Number.POSITIVE_INFINITY,
  };
  const rows = splitText(text, cutting, { path, isCut: true, ...wide }).filter(
    (row) => !isBlank(row) && !isRemark(row),
  );
  return (rows.length > 3 && text.length === SAMPLE_LETTERS ? rows.slice(0, -1) : rows).slice(0, SAMPLE_ROWS);
}

/** A row of an empty line. */
export const isBlank = (row: Row): boolean => row.cells.length === 1 && row.cells[0]?.trim() === '' && !row.isQuoted;

const isRemark = (row: Row): boolean => !row.isQuoted && /^\s*(#|%|\/\/)/.test(row.cells[0] ?? '');

/** The commonest number of cells; of two, the larger. */
export function commonWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  let [best, most] = [0, 0];
  for (const [width, count] of counts)
    if (count > most || (count === most && width > best)) [best, most] = [width, count];
  return best;
}

/**
 * 1 for a number, date or missing value, nearly 1 for plain words, little for a cell in which a delimiter or quote is
 * left.
 */
function cleanness(cell: string, cutting: Cutting | null): number {
  const text = cell.trim();
  if (kindOfCell(text) !== 'text') return 1;
  if (/^[\d.,]+( +[\d.,]+)+$/.test(text)) return 0.2;
  const isQuoteLeft =
    cutting === null
      ? /^"[^"]*".*"/.test(text.slice(0, -1))
      : text.length > 1 && /^["']|["']$/.test(text) && cutting.quote !== text[0];
  if (isQuoteLeft) return 0.2;
  if (/[;|\t]| {2}/.test(text)) return 0.4;
  return text.includes(',') ? 0.6 : 0.9;
}
