import type { ColumnType } from '../description.ts';
import { quoteText } from '../relation/relation.ts';
import { datePattern, type ParsedDate } from './date-form.ts';
import { bodyRule, type NumberStyle } from './number-form.ts';

/** How the texts of one column are read. */
export type Form =
  | {
      readonly as: 'number' | 'integer';
      readonly style: NumberStyle;
      /** A currency or the percent sign; empty when there is none. */
      readonly unit: string;
      /** Some are padded, have a plus sign or the like, so that the fast way does not do. */
      readonly isRough: boolean;
    }
  | { readonly as: 'timestamp'; readonly dates: readonly ParsedDate[]; readonly isPadded: boolean }
  | { readonly as: 'boolean'; readonly words: 'true' | 'yes' | '1' }
  | { readonly as: 'big-integer' }
  | { readonly as: 'text' };

/** The type of a table's column for a form. */
export const typeOfForm = (form: Form): ColumnType => form.as;

/** Whether the column is stored as a number, with what is none beside it. */
export const isConverted = (form: Form): boolean => form.as !== 'text' && form.as !== 'big-integer';

const SAFE = Number.MAX_SAFE_INTEGER;

/** An expression that is the DOUBLE of a text, or null where the text does not have the form. It never guesses. */
export function convertSql(form: Form, c: string): string {
  switch (form.as) {
    case 'text':
    case 'big-integer':
      return c;
    case 'boolean':
      return booleanSql(form.words, c);
    case 'timestamp':
      return timestampSql(form.dates, form.isPadded ? `trim(${c})` : c);
    default:
      return numberSql(form, c);
  }
}

function booleanSql(words: 'true' | 'yes' | '1', c: string): string {
  const [yes, no] = { true: ['true', 'false'], yes: ['yes', 'no'], '1': ['1', '0'] }[words];
  return `CASE lower(trim(${c})) WHEN '${yes}' THEN 1.0::DOUBLE WHEN '${no}' THEN 0.0::DOUBLE END`;
}

function numberSql(form: Extract<Form, { style: NumberStyle }>, c: string): string {
  const { style, unit, isRough, as } = form;
  const isPlain = style.decimal === '.' && style.thousands === '' && unit === '' && !isRough;
  if (isPlain && as === 'integer') {
    // Written back it must be the same text: so 007, +5, 1_000 and 5.0, which the cast takes, are left to be looked at.
    const whole = `try_cast(${c} AS BIGINT)`;
    return `CASE WHEN ${whole}::VARCHAR = ${c} AND abs(${whole}) <= ${SAFE} THEN ${whole}::DOUBLE END`;
  }
  const double = (text: string): string => `try_cast(${text} AS DOUBLE)`;
  if (isPlain) return `CASE WHEN isfinite(${double(c)}) AND NOT contains(${c}, '_') THEN ${double(c)} END`;
  const value = double(digitsSql(style, unit, isRough, c));
  const range = as === 'integer' ? ` AND abs(${value}) <= ${SAFE}` : '';
  return `CASE WHEN regexp_full_match(${c}, ${quoteText(wholeRule(form))}) AND isfinite(${value})${range} THEN ${value} END`;
}

/** The text with nothing but sign, digits, point and exponent. */
function digitsSql(style: NumberStyle, unit: string, isRough: boolean, c: string): string {
  let sql = c;
  const drop = (mark: string): void => {
    sql = `replace(${sql}, ${quoteText(mark)}, '')`;
  };
  if (unit !== '') drop(unit);
  const marks = { '': [], ',': [','], indian: [','], '.': ['.'], "'": ["'", '’'], ' ': [' ', '\u00a0', '\u202f'] }[style.thousands];
  for (const mark of marks) drop(mark);
  if (style.decimal === ',') sql = `replace(${sql}, ',', '.')`;
  if (unit === '' && !isRough) return sql;
  return `regexp_replace(replace(${sql}, '−', '-'), '[\\s\\x{a0}]', '', 'g')`;
}

/** The rule of a whole cell; blanks are allowed around it, one unit at most, before or after. */
function wholeRule({ style, unit, as }: Extract<Form, { style: NumberStyle }>): string {
  const mark = unit === '' ? '' : `(?:${unit.replace(/[$.%]/g, '\\$&')})?`;
  const blank = '[\\s\\x{a0}]*';
  const exponent = as === 'integer' ? '' : '(?:[eE][+-]?\\d{1,3})?';
  const body = bodyRule(style, { allowDecimals: as !== 'integer' });
  return `${blank}${mark}${blank}[-+−]?${blank}${mark}${blank}${body}${exponent}${blank}${mark}${blank}`;
}

function timestampSql(dates: readonly ParsedDate[], c: string): string {
  const isIso = dates.every((date) => date.order === 'iso');
  if (isIso) {
    // The cast also takes years of two digits, words and eras: a year of four digits must stand first, and no bracket.
    const guard = `substr(${c}, 5, 1) IN ('-', '/') AND NOT contains(${c}, '(')`;
    const comma = dates.some((date) => date.time.includes(',')) ? `replace(${c}, ',', '.')` : c;
    return `CASE WHEN ${guard} THEN epoch_ms(try_cast(${comma} AS TIMESTAMPTZ))::DOUBLE END`;
  }
  const patterns = [...new Set(dates.map(datePattern))];
  return `epoch_ms(try_strptime(${c}, [${patterns.map(quoteText).join(', ')}])::TIMESTAMPTZ)::DOUBLE`;
}
