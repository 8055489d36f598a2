/** What a reader of files assumed about a column, by its code; `value` is what stands behind the colon. */
const ASSUMED: Readonly<Record<string, (value: string) => string>> = {
  decimal: (mark) => `the decimal mark is ${markName(mark)}`,
  thousands: (mark) =>
    mark === 'indian' ? 'thousands and lakhs are set off by commas' : `thousands are set off by ${markName(mark)}`,
  percent: () => 'percent signs were taken off: 5 % is read as 5',
  currency: (sign) => `the currency sign ${sign} was taken off`,
  padded: () => 'blanks around the values were taken off',
  'leading-zeros': () => 'kept as text, because numbers have no zeros in front',
  'integers-too-long': () => 'kept as text: whole numbers too long for a number',
  'yes-no': () => 'yes and no are true and false',
  'date-order': (order) => DATE_ORDERS[order] ?? `dates are written ${order}`,
  'time-zone': () => 'times without a zone are in UTC, or in the zone of the contract',
  'two-digit-year': () => 'years of two digits: 69 to 99 are 1969 to 1999, the rest 2000 to 2068',
  'epoch-seconds': () => 'numbers are seconds since 1970, as the name says',
  'epoch-milliseconds': () => 'numbers are milliseconds since 1970, as the name says',
  missing: (words) => `these mean missing: ${list(words)}`,
  kept: (words) => `these were kept as values, not as missing: ${list(words)}`,
  mixed: (type) => `kept as text, although most values are ${TYPES[type] ?? type}`,
  pinned: (type) => `the contract says: ${type}`,
  'distinct-estimated': () => 'distinct values are estimated (about 2 % off)',
  'not-finite': (rows) => `NaN and Infinity count as missing (${rows} ${rows === '1' ? 'row' : 'rows'})`,
  'nested-as-json': () => 'lists and structures were read as JSON text',
  'text-of': (type) => `read as text: the type ${type} is no number and no time`,
  'decimal-as-double': () => 'decimals of more than 15 digits were rounded to 15',
};

const DATE_ORDERS: Readonly<Record<string, string>> = {
  iso: 'dates are written year-month-day',
  'year-first': 'dates begin with the year',
  'day-first': 'dates begin with the day',
  'month-first': 'dates begin with the month',
  'day-name': 'dates are a day and a month by name',
  'name-day': 'dates are a month by name and a day',
  'name-year': 'dates are a month by name and a year',
  compact: 'dates are eight digits, year first',
};

const TYPES: Readonly<Record<string, string>> = { number: 'numbers', timestamp: 'times', integer: 'whole numbers' };

const MARKS: Readonly<Record<string, string>> = {
  ',': 'a comma',
  '.': 'a point',
  "'": 'an apostrophe',
  ' ': 'a blank',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a bar',
  ':': 'a colon',
  '^': 'a caret',
};

/** The name of a sign, which is hard to see by itself. */
export const markName = (mark: string): string => MARKS[mark] ?? JSON.stringify(mark);

const list = (words: string): string => words.split(',').join(', ');

/** The sentence part for `code` or `code:value`; a code without words is shown as it is, so that nothing is hidden. */
export function assumedWords(assumed: string): string {
  const at = assumed.indexOf(':');
  const [code, value] = at < 0 ? [assumed, ''] : [assumed.slice(0, at), assumed.slice(at + 1)];
  return Object.hasOwn(ASSUMED, code) ? (ASSUMED[code]?.(value) ?? assumed) : assumed;
}

/** The codes that have words. */
export const ASSUMED_CODES: readonly string[] = Object.keys(ASSUMED);
