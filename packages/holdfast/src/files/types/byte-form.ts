import type { Cells } from '../csv/cut.ts';
import { type NumberMarks, numberIn } from './byte-number.ts';
import { isoTimeIn, localTimeIn, type TimeMarks } from './byte-time.ts';
import { type Form, wholeRule } from './form.ts';

/**
 * How cells of one form become numbers without the engine. It must never differ from `convertSql`: what it is not sure
 * of it says, and then the engine reads the file.
 */
export interface ByteForm {
  /** Writes the number of each cell; NaN where it is not written in the usual way, and where there is no text. */
  quick(cells: Cells, j: number, values: Float64Array): void;
  /** The number of any text; null where the engine gives null too, `unsure` where that is not known. */
  slow(text: string): number | null | 'unsure';
  /** Numbers of more digits than the quick way reads are no exception, and `Number` may read them. */
  readonly isLongPlain: boolean;
}

/** The same as `convertSql` for forms that are common; null for others. Times only in UTC. */
export function byteFormOf(form: Form, { isUtc }: { readonly isUtc: boolean }): ByteForm | null {
  switch (form.as) {
    case 'text':
    case 'big-integer':
      return null;
    case 'boolean':
      return yesNo(form.words);
    case 'timestamp':
      return isUtc ? timestamp(form) : null;
    default:
      return number(form);
  }
}

type NumberForm = Extract<Form, { readonly as: 'number' | 'integer' }>;

const code = (mark: string): number => mark.charCodeAt(0);

function number(form: NumberForm): ByteForm | null {
  const { style, unit, isRough, as } = form;
  const isPlain = style.decimal === '.' && style.thousands === '' && unit === '' && !isRough;
  if (style.thousands === 'indian') return null;
  const marks: NumberMarks = {
    decimal: as === 'integer' ? 0 : code(style.decimal),
    thousands: style.thousands === '' ? 0 : code(style.thousands),
    isCanonical: isPlain && as === 'integer',
  };
  const slow = !isPlain ? styledNumber(form) : as === 'integer' ? plainInteger : plainNumber;
  // A unit stands in most cells of its column: without it at their ends they are read like others.
  const isUsual = unit === '' && !isRough;
  const bare: One = (bytes, from, to) => numberIn(bytes, from, to, marks);
  const one = unit.length === 1 && code(unit) < 128 ? withUnit(bare, code(unit)) : bare;
  return {
    quick: isUsual ? (...of) => numbers(...of, marks) : each(isRough ? withoutBlanks(one) : one),
    slow,
    isLongPlain: isPlain && as === 'number',
  };
}

/** The number in the bytes of one cell, or NaN. */
type One = (bytes: Uint8Array, from: number, to: number) => number;

const withUnit =
  (one: One, unit: number): One =>
  (bytes, from, to) =>
    bytes[from] === unit ? one(bytes, from + 1, to) : one(bytes, from, bytes[to - 1] === unit ? to - 1 : to);

const SAFE = Number.MAX_SAFE_INTEGER;

/** As a program writes it, and nothing else, is converted. */
function plainInteger(text: string): number | null {
  if (!/^(0|-?[1-9]\d{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= SAFE ? value : null;
}

function plainNumber(text: string): number | null | 'unsure' {
  // Without a digit it is at most a number without bounds, which is left too. Other letters are in no number, nor are
  // two points, or a sign after a digit.
  if (!/\d/.test(text) || !/^[\d+\-.eE_\s]*$/.test(text) || /\d[+-]|\..*\./.test(text)) return null;
  return decimalOf(text) ?? 'unsure';
}

const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** The number of a text that `Number` reads as any other reader; null where it is not surely one. */
function decimalOf(text: string): number | null {
  if (!DECIMAL.test(text)) return null;
  const value = Number(text);
  const size = Math.abs(value);
  // Near the ends of the range readers differ in what they call zero or without bounds.
  return (size > 1e-290 && size < 1e290) || /^-?[0.]+$/.test(text) ? value : null;
}

/** The rule of a query as a pattern of JavaScript, whose blanks are more. */
const ruleHere = (form: NumberForm): string =>
  wholeRule(form).replaceAll('\\s', '\\t\\n\\f\\r ').replaceAll('\\x{a0}', '\\xa0').replaceAll('\\x{202f}', '\\u202f');

function styledNumber(form: NumberForm): ByteForm['slow'] {
  const { style, unit, isRough, as } = form;
  const rule = new RegExp(`^(?:${ruleHere(form)})$`);
  const groups = { '': null, ',': /,/g, '.': /\./g, "'": /['’]/g, ' ': /[ \u00a0\u202f]/g, indian: /,/g }[
    style.thousands
  ];
  return (text) => {
    if (!rule.test(text)) return null;
    let digits = unit === '' ? text : text.replaceAll(unit, '');
    if (groups !== null) digits = digits.replace(groups, '');
    if (style.decimal === ',') digits = digits.replaceAll(',', '.');
    if (unit !== '' || isRough) digits = digits.replaceAll('−', '-').replace(/[\t\n\f\r \u00a0\u202f]/g, '');
    const value = decimalOf(digits.replace(/^\+/, ''));
    if (value === null) return 'unsure';
    return as === 'integer' && Math.abs(value) > SAFE ? null : value;
  };
}

function yesNo(words: 'true' | 'yes' | '1'): ByteForm {
  const [yes, no] = ({ true: ['true', 'false'], yes: ['yes', 'no'], '1': ['1', '0'] } as const)[words];
  const [one, zero] = [Buffer.from(yes), Buffer.from(no)];
  return {
    quick: each((bytes, from, to) => (isAt(bytes, from, to, one) ? 1 : isAt(bytes, from, to, zero) ? 0 : Number.NaN)),
    slow(text) {
      if (!/^[\x20-\x7e]*$/.test(text)) return 'unsure';
      const word = text.replace(/^ +| +$/g, '').toLowerCase();
      return word === yes ? 1 : word === no ? 0 : null;
    },
    isLongPlain: false,
  };
}

function isAt(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}

function timestamp({ dates, isPadded }: Extract<Form, { readonly as: 'timestamp' }>): ByteForm | null {
  const [first] = dates;
  if (first === undefined) return null;
  if (dates.every((date) => date.order === 'iso')) {
    const isOther = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && !/[-/]/.test(text[4] ?? '');
    return timeForm(isPadded ? each(withoutBlanks(isoTimeIn)) : isoTimes, (text) =>
      isOther(isPadded ? text.replace(/^ +/, '') : text) ? null : 'unsure',
    );
  }
  const { order, separator, yearDigits } = first;
  if (order !== 'day-first' && order !== 'month-first') return null;
  const isOne = dates.every((date) => date.order === order && date.separator === separator && date.yearDigits === 4);
  if (!isOne || yearDigits !== 4 || separator.length !== 1) return null;
  const marks: TimeMarks = { order, separator: code(separator), times: new Set(dates.map((date) => date.time)) };
  const one: One = (bytes, from, to) => localTimeIn(bytes, from, to, marks);
  // All patterns have digits.
  return timeForm(each(isPadded ? withoutBlanks(one) : one), (text) =>
    /^[\x20-\x7e]*$/.test(text) && !/\d/.test(text) ? null : 'unsure',
  );
}

const timeForm = (quick: ByteForm['quick'], slow: ByteForm['slow']): ByteForm => ({ quick, slow, isLongPlain: false });

/** The common loops stand by themselves, so that what they call is a part of them: that halves their time. */
function numbers({ bytes, places, rows, width }: Cells, j: number, values: Float64Array, marks: NumberMarks): void {
  for (let i = 0, k = j * 2; i < rows; i++, k += width * 2) {
    values[i] = numberIn(bytes, places[k]!, places[k + 1]!, marks); // ! a cell
  }
}

function isoTimes({ bytes, places, rows, width }: Cells, j: number, values: Float64Array): void {
  for (let i = 0, k = j * 2; i < rows; i++, k += width * 2) {
    values[i] = isoTimeIn(bytes, places[k]!, places[k + 1]!); // ! a cell
  }
}

const each =
  (one: One): ByteForm['quick'] =>
  ({ bytes, places, rows, width }, j, values) => {
    for (let i = 0, k = j * 2; i < rows; i++, k += width * 2) {
      values[i] = one(bytes, places[k]!, places[k + 1]!); // ! a cell
    }
  };

const withoutBlanks =
  (one: One): One =>
  (bytes, from, to) => {
    let [first, last] = [from, to];
    while (first < last && bytes[first] === 32) first++;
    while (last > first && bytes[last - 1] === 32) last--;
    return one(bytes, first, last);
  };
