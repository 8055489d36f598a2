import { Problem } from '@holdfast/core/std/problem.ts';
import type { LocatedFile } from '../locate.ts';
import type { Pins } from '../pins.ts';
import { commonWidth, detectCutting, isBlank } from './dialect.ts';
import { detectEncoding, type Encoding } from './encoding.ts';
import { footerLength } from './footer.ts';
import { findLayout, isComment, type Layout } from './layout.ts';
import { lineEnds, type Row, splitText } from './split.ts';

/** What both ends of a CSV file say about all of it. */
export interface LookedAtCsv {
  readonly file: LocatedFile;
  readonly encoding: Encoding;
  readonly layout: Layout;
  readonly lineEnd: 'LF' | 'CRLF' | 'CR' | 'mixed';
  /** Rows of data from the beginning and the end, for deciding types. */
  readonly sample: readonly Row[];
  /** Nothing speaks against letting the engine read the file as it is; it will refuse rows of another width. */
  readonly isRegular: boolean;
}

/**
 * The encoding, dialect and layout of a CSV file. Problems: FILE_EMPTY, CSV_ENCODING, CSV_NUL, CSV_NO_TABLE,
 * FILE_LIMIT.
 */
export async function lookAtCsv(file: LocatedFile, pins: Pins): Promise<LookedAtCsv> {
  const { path, head, size } = file;
  const encoding = await detectEncoding(file, pins.encoding);
  const isWhole = head.length >= size;
  const text = decodeHead(encoding, head, isWhole, path);
  if (text.trim() === '')
    throw new Problem('FILE_EMPTY', {
      path,
      found: isWhole ? 'nothing but blanks' : 'a megabyte of nothing but blanks',
    });
  const cutting = detectCutting(text, pins.delimiter, path);
  const afterSep = cutting.sepLines === 0 ? text : text.replace(/^.*?(\r\n|\n|\r)/, '');
  const all = splitText(afterSep, cutting, { path, line: cutting.sepLines + 1, isCut: !isWhole });
  const rows = isWhole ? all : all.slice(0, -1);
  const layout = findLayout(rows, cutting, pins, path);
  const data = rows.filter((row) => row.line >= layout.firstLine && !isBlank(row) && !isComment(row, layout.comment));
  const end = isWhole ? [] : tailRows(file, encoding, layout);
  const lineEnd = lineEndOf(text);
  const isRegular =
    encoding.isPlain &&
    encoding.mark === 0 &&
    (lineEnd === 'LF' || lineEnd === 'CRLF') &&
    loneReturns(text) === 0 &&
    cutting.escape === 'doubled' &&
    cutting.delimiter.length === 1 &&
    layout.names.length > 1 &&
    layout.headerRows <= 1 &&
    layout.comment === null &&
    layout.firstLine === layout.headerRows + 1 &&
    !hasPaddedQuote(text, cutting.delimiter) &&
    isEven(data, layout) &&
    (isWhole
      ? footerLength(data, layout.names.length, false) === 0
      : isEven(end, layout) && footerLength(end, layout.names.length, false) === 0) &&
    !file.hasEmptyLine;
  const sample = [...(isWhole ? withoutFooter(data, layout) : data), ...withoutFooter(end, layout)];
  return { file, encoding, layout, lineEnd, sample, isRegular };
}

function decodeHead(encoding: Encoding, head: Buffer, isWhole: boolean, path: string): string {
  const decoder = encoding.decoder();
  try {
    const text = decoder.add(head.subarray(encoding.mark));
    return isWhole ? text + decoder.end() : text;
  } catch (error) {
    throw new Problem(
      'CSV_ENCODING',
      { path, encoding: encoding.name, found: 'bytes that are none of its letters' },
      { cause: error },
    );
  }
}

/** Totals and notes say nothing about types. */
const withoutFooter = (rows: readonly Row[], { names }: Layout): readonly Row[] =>
  rows.slice(0, rows.length - footerLength(rows, names.length, false));

const isEven = (rows: readonly Row[], layout: Layout): boolean =>
  rows.every((row) => row.cells.length === layout.names.length && !row.isMended);

/** Quotes after a blank: the engine would take them for text. */
const hasPaddedQuote = (text: string, delimiter: string): boolean =>
  text.includes(`${delimiter} "`) || text.includes(`" ${delimiter}`);

/** The last rows of a long file: from the first line of its end that begins outside quotes, as far as one can see. */
function tailRows(file: LocatedFile, encoding: Encoding, layout: Layout): readonly Row[] {
  if (!encoding.isPlain) return [];
  const text = file.tail.toString('utf8');
  const width = layout.names.length;
  let best: readonly Row[] = [];
  for (let at = 0, k = 0; k < 20 && at >= 0; k++) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) break;
    const rows = splitText(text.slice(at), layout.cutting, { path: file.path, isCut: true }).filter(
      (row) => !isBlank(row),
    );
    if (rows[0]?.cells.length === width && commonWidth(rows) === width) return rows.slice(-FEW);
    if (rows.length > best.length) best = rows;
  }
  return best.slice(-FEW);
}

/** More rows of the end say nothing new. */
const FEW = 500;

function lineEndOf(text: string): LookedAtCsv['lineEnd'] {
  const pairs = text.split('\r\n').length - 1;
  const feeds = text.split('\n').length - 1;
  const returns = loneReturns(text);
  if (feeds === 0) return returns > 0 ? 'CR' : 'LF';
  // A few stand inside quotes of many files.
  if (returns > feeds * 0.05) return 'mixed';
  if (pairs === 0) return 'LF';
  return pairs === feeds ? 'CRLF' : 'mixed';
}

/** Without the last letter of a text that is cut: it may be half of a pair. */
const loneReturns = (text: string): number =>
  lineEnds(text) - (text.split('\n').length - 1) - (text.endsWith('\r') ? 1 : 0);
