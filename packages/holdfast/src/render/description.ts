import { quote } from '@holdfast/core/report/repeat.ts';
import { assumedWords } from '@holdfast/core/report/words/assumed.ts';
import { DESCRIPTION_WORDS, readAsWords } from '@holdfast/core/report/words/description.ts';
import { count, percent } from '@holdfast/core/report/words/numbers.ts';
import type { ColumnDescription, Description, Note } from '../files/description.ts';
import { paintWith, type Screen } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';

const WIDTH = 80;
/** Nobody reads on after so many lines; JSON has all. */
const COLUMNS_MAX = 200;
const NAMES_MAX = 12;
/** A longer name goes on below itself. */
const NAME_WIDTH_MAX = 28;
const INDENT = 9;
/** Notes of one code that are told in full. */
const ALIKE_MAX = 2;

/**
 * What is in a file, for a terminal of 80 columns: size, how it was read, the columns, what was assumed, what is in
 * doubt, what to do next. Names and values are stripped of whatever a terminal obeys. Ends with a line feed.
 */
export function renderDescription(
  path: string,
  description: Description,
  { isColored }: { readonly isColored: boolean },
): string {
  const screen: Screen = { width: WIDTH, paint: paintWith(isColored) };
  const parts = [
    titleLines(path, description, screen),
    columnLines(description, screen),
    assumedLines(description, screen),
    doubtLines(description, screen),
    nextLines(path, screen),
  ];
  return `${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}

function titleLines(path: string, { rows, columns, dialect }: Description, screen: Screen): string[] {
  const { width, paint } = screen;
  const size = DESCRIPTION_WORDS.size(rows, columns.length);
  const whole = `${plain(path)}  ${size}`;
  const title = columnsOf(whole) <= width ? [whole] : [...wrap(plain(path), width), size];
  const bold = title.map(paint.bold);
  return dialect === null
    ? bold
    : [...bold, ...headed(DESCRIPTION_WORDS.readAs, [plain(readAsWords(dialect))], screen)];
}

/** A word in the margin, and paragraphs that hang beside it. */
function headed(head: string, paragraphs: readonly string[], { width, paint }: Screen): string[] {
  const lines = paragraphs.flatMap((text) =>
    wrap(text, width - INDENT - 2).map((line, i) => (i === 0 ? line : `  ${line}`)),
  );
  return lines.map((line, i) => (i === 0 ? paint.bold(fit(head, INDENT)) : ' '.repeat(INDENT)) + line);
}

function columnLines({ rows, columns }: Description, { width, paint }: Screen): string[] {
  const shown = columns.slice(0, COLUMNS_MAX);
  const { column, type, missing, distinct, values } = DESCRIPTION_WORDS;
  const cells = shown.map((one) => [
    plain(one.name),
    one.type,
    missingText(one, rows),
    `${one.assumed.includes('distinct-estimated') ? '~' : ''}${count(one.distinct)}`,
    valuesText(one),
  ]);
  const table = [[column, type, missing, distinct, values], ...cells];
  const widest = (i: number): number => Math.max(...table.map((row) => columnsOf(row[i] ?? '')));
  const widths = [Math.min(widest(0), NAME_WIDTH_MAX), widest(1), widest(2), widest(3)];
  const left = width - widths.reduce((sum, one) => sum + one + 2, 0);
  const line = ([name = '', ...rest]: readonly string[]): string[] => {
    const [head = '', ...below] = wrap(name, widths[0] ?? NAME_WIDTH_MAX);
    const texts = [head, ...rest].slice(0, 4).map((text, i) => fit(text, widths[i] ?? 0, i < 2 ? 'left' : 'right'));
    return [[...texts, fit(rest[3] ?? '', left)].join('  '), ...below];
  };
  const more = columns.length - shown.length;
  return [
    ...line(table[0] ?? []).map(paint.dim),
    ...cells.flatMap(line),
    ...(more > 0 ? [paint.dim(DESCRIPTION_WORDS.moreColumns(more))] : []),
  ];
}

const missingText = ({ missing }: ColumnDescription, rows: number): string =>
  missing === 0 ? '-' : missing === rows ? '100 %' : percent(missing / rows);

function valuesText({ type, min, max, examples }: ColumnDescription): string {
  if (min === null || max === null) return DESCRIPTION_WORDS.noValue;
  const isRange = type === 'number' || type === 'integer' || type === 'timestamp';
  if (!isRange) return examples.map(exampleText).join(', ');
  const [least, most] =
    type === 'timestamp'
      ? [timeText(String(min), String(max)), timeText(String(max), String(min))]
      : [numberText(min), numberText(max)];
  return min === max ? DESCRIPTION_WORDS.always(least) : DESCRIPTION_WORDS.range(least, most);
}

/** Outer blanks and empty texts are made visible. */
const exampleText = (text: string): string => {
  const shown = plain(text);
  return shown === '' || shown.trim() !== shown ? JSON.stringify(shown) : shown;
};

const numberText = (value: number | string): string =>
  typeof value !== 'number' ? plain(value) : String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));

/** The day alone where both times are midnight; else to the minute. */
const timeText = (time: string, other: string): string => {
  const midnight = /T00:00:00\.000Z$/;
  if (!/^[+-]?\d{4,6}-\d\d-\d\dT/.test(time)) return plain(time);
  return midnight.test(time) && midnight.test(other)
    ? time.slice(0, time.indexOf('T'))
    : `${time.slice(0, time.indexOf('T') + 6).replace('T', ' ')}`;
};

/** What was assumed, each with the columns that it is about. */
function assumedLines({ columns, dialect }: Description, screen: Screen): string[] {
  const names = new Map<string, string[]>();
  for (const { name, assumed } of columns) {
    for (const code of assumed) names.set(code, [...(names.get(code) ?? []), plain(name)]);
  }
  const lines = [...names].map(([code, all]) => {
    const rest = all.length - NAMES_MAX;
    const listed = [...all.slice(0, NAMES_MAX), ...(rest > 0 ? [DESCRIPTION_WORDS.moreNames(rest)] : [])].join(', ');
    return `${listed}: ${plain(assumedWords(code))}`;
  });
  if (lines.length > 0) return headed(DESCRIPTION_WORDS.assumed, lines, screen);
  return headed(
    DESCRIPTION_WORDS.assumed,
    [dialect === null ? DESCRIPTION_WORDS.nothingAssumed : DESCRIPTION_WORDS.plainFile],
    screen,
  );
}

function doubtLines({ problems }: Description, screen: Screen): string[] {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const notes = codes.flatMap((code) => alikeTexts(problems.filter((note) => note.code === code)));
  return headed(DESCRIPTION_WORDS.doubts, notes.length === 0 ? [DESCRIPTION_WORDS.noDoubts] : notes, screen);
}

/** The first notes of one code in full; of the rest the columns. */
function alikeTexts(notes: readonly Note[]): string[] {
  const rest = notes.slice(ALIKE_MAX);
  const first = notes.slice(0, ALIKE_MAX).map(noteText);
  if (rest.length === 0) return first;
  const names = [...new Set(rest.flatMap(({ column }) => (column === null ? [] : [plain(column)])))];
  const [code = ''] = rest.map((note) => note.code);
  return [...first, `${code}: ${DESCRIPTION_WORDS.alike(rest.length, names.slice(0, NAMES_MAX), names.length)}`];
}

/** The place behind the sentence, where that does not name it. */
function noteText({ code, line, message }: Note): string {
  const text = plain(message);
  const place = line === null || text.includes(`line ${line}`) ? '' : ` (${DESCRIPTION_WORDS.line(line)})`;
  return `${code}: ${text}${place}`;
}

function nextLines(path: string, { width, paint }: Screen): string[] {
  const [first = '', ...more] = wrap(plain(`holdfast init ${quote(path)}`), width - INDENT);
  const about = DESCRIPTION_WORDS.nextIs;
  const isShort = more.length === 0 && columnsOf(first) + columnsOf(about) + 4 <= width - INDENT;
  const lines = isShort ? [`${first}    ${paint.dim(about)}`] : [first, ...more, paint.dim(about)];
  return lines.map(
    (line, i) => (i === 0 ? paint.bold(fit(DESCRIPTION_WORDS.next, INDENT)) : ' '.repeat(INDENT)) + line,
  );
}
