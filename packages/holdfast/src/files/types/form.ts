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

/**
 * An expression that is the DOUBLE of a text, or null where the text does not have the form. It never guesses. The
 * usual way of writing goes first in each: measured on 2.5 million rows, a test of two letters costs a tenth of a
 * pattern.
 */
export function convertSql(form: Form, c: string, zone: { readonly isUtc: boolean } = { isUtc: true }): string {
  const { first, value } = convertSteps(form, c, zone);
  return value(`(${first})`);
}

/**
 * The same in two steps, so that a query casts once what it looks at several times: the engine does not see that by
 * itself.
 */
export function convertSteps(form: Form, c: string, { isUtc }: { readonly isUtc: boolean }): Steps {
  switch (form.as) {
    case 'text':
    case 'big-integer':
      return whole(c);
    case 'boolean':
      return whole(booleanSql(form.words, c));
    case 'timestamp':
      return whole(timestampSql(form.dates, form.isPadded ? `trim(${c})` : c, isUtc));
    default:
      return numberSteps(form, c);
  }
}

export interface Steps {
  readonly first: string;
  /** The value, from a name or expression of the first step. */
  value(first: string): string;
}

const whole = (sql: string): Steps => ({ first: sql, value: (first) => first });

function booleanSql(words: 'true' | 'yes' | '1', c: string): string {
  const [yes, no] = { true: ['true', 'false'], yes: ['yes', 'no'], '1': ['1', '0'] }[words];
  const slow = `CASE lower(trim(${c})) WHEN '${yes}' THEN 1.0::DOUBLE WHEN '${no}' THEN 0.0::DOUBLE END`;
  return `CASE WHEN ${c} = '${yes}' THEN 1.0::DOUBLE WHEN ${c} = '${no}' THEN 0.0::DOUBLE ELSE ${slow} END`;
}

function numberSteps(form: Extract<Form, { style: NumberStyle }>, c: string): Steps {
  const { style, unit, isRough, as } = form;
  const isPlain = style.decimal === '.' && style.thousands === '' && unit === '' && !isRough;
  if (isPlain && as === 'integer') {
    // Written back it must be the same text: so 007, +5, 1_000 and 5.0, which the cast takes, are left to be looked at.
    const value = (p: string): string =>
      `CASE WHEN ${p}::VARCHAR = ${c} AND abs(${p}) <= ${SAFE} THEN ${p}::DOUBLE END`;
    return { first: `try_cast(${c} AS BIGINT)`, value };
  }
  if (isPlain) {
    // The cast also takes 1_000, and +-5 as -5.
    const value = (p: string): string =>
      `CASE WHEN isfinite(${p}) AND NOT contains(${c}, '_') AND NOT contains(${c}, '+-') THEN ${p} END`;
    return { first: `try_cast(${c} AS DOUBLE)`, value };
  }
  const range = (p: string): string => (as === 'integer' ? ` AND abs(${p}) <= ${SAFE}` : '');
  const rule = quoteText(wholeRule(form));
  return {
    first: `try_cast(${digitsSql(style, unit, isRough, c)} AS DOUBLE)`,
    value: (p) => `CASE WHEN isfinite(${p})${range(p)} AND regexp_full_match(${c}, ${rule}) THEN ${p} END`,
  };
}

/** The text with nothing but sign, digits, point and exponent. */
function digitsSql(style: NumberStyle, unit: string, isRough: boolean, c: string): string {
  let sql = c;
  const drop = (mark: string): void => {
    sql = `replace(${sql}, ${quoteText(mark)}, '')`;
  };
  if (unit !== '') drop(unit);
  const marks = { '': [], ',': [','], indian: [','], '.': ['.'], "'": ["'", '’'], ' ': [' ', '\u00a0', '\u202f'] }[
    style.thousands
  ];
  for (const mark of marks) drop(mark);
  if (style.decimal === ',') sql = `replace(${sql}, ',', '.')`;
  if (unit === '' && !isRough) return sql;
  return `regexp_replace(replace(${sql}, '−', '-'), '[\\s\\x{a0}\\x{202f}]', '', 'g')`;
}

/** The rule of a whole cell; blanks are allowed around it, one unit at most, before or after. In the syntax of RE2. */
export function wholeRule({ style, unit, as }: Extract<Form, { style: NumberStyle }>): string {
  const blank = '[\\s\\x{a0}\\x{202f}]*';
  const sign = `[-+−]?${blank}`;
  const exponent = as === 'integer' ? '' : '(?:[eE][+-]?\\d{1,5})?';
  const body = bodyRule(style, { allowDecimals: as !== 'integer' }) + exponent;
  const mark = unit.replace(/[$.%]/g, '\\$&');
  const ways = [`${sign}${body}`];
  if (unit !== '')
    ways.push(`${mark}${blank}${sign}${body}`, `${sign}${mark}${blank}${body}`, `${sign}${body}${blank}${mark}`);
  return `${blank}(?:${ways.join('|')})${blank}`;
}

function timestampSql(dates: readonly ParsedDate[], c: string, isUtc: boolean): string {
  const zoned = isUtc ? 'TIMESTAMP' : 'TIMESTAMPTZ';
  if (!dates.every((date) => date.order === 'iso')) {
    // %Y takes two digits too, and would read 8/15/11 as the year 11: each pattern gets only texts with its digits.
    const parsed = (digits: 2 | 4): string => {
      const patterns = new Set(dates.filter((date) => (date.yearDigits === 2) === (digits === 2)).map(datePattern));
      return patterns.size === 0 ? 'NULL' : `try_strptime(${c}, [${[...patterns].map(quoteText).join(', ')}])`;
    };
    const time = `CASE WHEN regexp_matches(${c}, '[0-9]{4}') THEN ${parsed(4)} ELSE ${parsed(2)} END`;
    return `epoch_ms((${time})::${zoned})::DOUBLE`;
  }
  // The cast also takes years of two digits, words and eras: a year of four digits must stand first, and no bracket.
  const guard = `substr(${c}, 5, 1) IN ('-', '/') AND NOT contains(${c}, '(')`;
  const comma = dates.some((date) => date.time.includes(',')) ? `replace(${c}, ',', '.')` : c;
  // It does not take a zone after minutes.
  const seconds = `regexp_replace(${comma}, '^(.{10}[T ][0-9]{2}:[0-9]{2})( ?[Z+-].*)$', '\\1:00\\2')`;
  const instant = `coalesce(try_cast(${comma} AS TIMESTAMPTZ), try_cast(${seconds} AS TIMESTAMPTZ))`;
  const slow = `CASE WHEN ${guard} THEN epoch_ms(${instant})::DOUBLE END`;
  if (!isUtc) return slow;
  // A text of 10 or 19 letters with a colon before the last two has no zone, which the quick cast would overlook.
  const isShort = `strlen(${c}) = 19 AND substr(${c}, 17, 1) = ':' AND substr(${c}, 5, 1) = '-'`;
  const isDay = `strlen(${c}) = 10 AND substr(${c}, 5, 1) = '-' AND substr(${c}, 8, 1) = '-'`;
  const quick = dates.every((date) => date.time === '') ? isDay : isShort;
  return `CASE WHEN ${quick} THEN epoch_ms(try_cast(${c} AS TIMESTAMP))::DOUBLE ELSE ${slow} END`;
}
