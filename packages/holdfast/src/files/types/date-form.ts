/** In which order the parts of a date stand. */
export type DateOrder =
  | 'iso'
  | 'year-first'
  | 'day-first'
  | 'month-first'
  | 'day-name'
  | 'name-day'
  | 'name-year'
  | 'compact';

/** One way in which a text is a date. */
export interface ParsedDate {
  readonly order: DateOrder;
  readonly separator: string;
  readonly yearDigits: 2 | 4;
  /** How the month is named: `Jan` or `January`. */
  readonly name: 'short' | 'long' | null;
  /** The time as a pattern of strptime, with what stands before it; empty when there is none. */
  readonly time: string;
  readonly hasZone: boolean;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const NAMES = `(${MONTHS.map((month) => `${month}|${month.slice(0, 3)}`).join('|')})`;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:([.,])(\d{1,9}))?)?( ?[AaPp][Mm])?`;
const TIME = String.raw`(?:(,? |T)${CLOCK}( ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?`;

const NUMERIC = new RegExp(String.raw`^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})${TIME}$`);
const DAY_NAME = new RegExp(String.raw`^(\d{1,2})([- ])${NAMES}\2(\d{2}|\d{4})${TIME}$`, 'i');
const NAME_DAY = new RegExp(String.raw`^${NAMES}\.? (\d{1,2}), ?(\d{4})${TIME}$`, 'i');
const NAME_YEAR = new RegExp(String.raw`^${NAMES}([- ])(\d{4})$`, 'i');
const COMPACT = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/**
 * The ways in which a text is a date: none, one, or two where day and month cannot be told apart. Compact dates
 * (20240131) only on request.
 */
export function parseDate(text: string, { allowCompact } = { allowCompact: false }): readonly ParsedDate[] {
  if (text.length < 6 || text.length > 40) return [];
  const numeric = NUMERIC.exec(text);
  if (numeric) return numericDates(numeric);
  const named = DAY_NAME.exec(text);
  if (named) {
    const [, day = '', separator = ' ', month = '', year = ''] = named;
    const written = { order: 'day-name', separator, year, name: nameOf(month) } as const;
    return dated(written, timeOf(named, 5), [fullYear(year), monthOf(month), Number(day)]);
  }
  const us = NAME_DAY.exec(text);
  if (us) {
    const [, month = '', day = '', year = ''] = us;
    const written = { order: 'name-day', separator: ', ', year, name: nameOf(month) } as const;
    return dated(written, timeOf(us, 4), [Number(year), monthOf(month), Number(day)]);
  }
  const month = NAME_YEAR.exec(text);
  if (month) {
    const [, name = '', separator = ' ', year = ''] = month;
    return dated({ order: 'name-year', separator, year, name: nameOf(name) }, NO_TIME, [
      Number(year),
      monthOf(name),
      1,
    ]);
  }
  if (!allowCompact || !COMPACT.test(text)) return [];
  return dated({ order: 'compact', separator: '', year: '2000', name: null }, NO_TIME, [
    Number(text.slice(0, 4)),
    Number(text.slice(4, 6)),
    Number(text.slice(6)),
  ]);
}

function numericDates(match: RegExpExecArray): readonly ParsedDate[] {
  const [, a = '', separator = '', b = '', c = ''] = match;
  const time = timeOf(match, 5);
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) {
    const order = separator === '.' ? 'year-first' : 'iso';
    return c.length > 2 ? [] : dated({ order, separator, year: a, name: null }, time, [first, second, third]);
  }
  if (a.length > 2 || (c.length !== 2 && c.length !== 4)) return [];
  // 24-01-02 is the second of January or the 24th: no evidence tells.
  if (c.length === 2 && separator === '-') return [];
  // Numbers of versions look like this, dates have two digits each.
  if (c.length === 2 && separator === '.' && a.length + b.length < 4) return [];
  const written = { separator, year: c, name: null };
  return [
    ...dated({ ...written, order: 'day-first' }, time, [fullYear(c), second, first]),
    ...dated({ ...written, order: 'month-first' }, time, [fullYear(c), first, second]),
  ];
}

interface Written {
  readonly order: DateOrder;
  readonly separator: string;
  readonly year: string;
  readonly name: ParsedDate['name'];
}

/** The date as it was written, if there is such a day and such a time. */
function dated(
  { year, ...written }: Written,
  time: Time | null,
  [y, m, d]: readonly [number, number, number],
): readonly ParsedDate[] {
  if (time === null || (time.hasZone && written.order !== 'iso') || !isDay(y, m, d)) return [];
  return [{ ...written, yearDigits: year.length === 2 ? 2 : 4, time: time.pattern, hasZone: time.hasZone }];
}

/** Strptime reads 69 to 99 as the last century. */
const fullYear = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 69 ? 2000 : 1900);
const nameOf = (month: string): ParsedDate['name'] => (month.length === 3 ? 'short' : 'long');

interface Time {
  readonly pattern: string;
  readonly hasZone: boolean;
}

const NO_TIME: Time = { pattern: '', hasZone: false };

function timeOf(match: RegExpExecArray, from: number): Time | null {
  const [before, hour, minute, second, point, , half, zone] = match.slice(from);
  if (before === undefined || hour === undefined) return NO_TIME;
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)];
  if (m > 59 || s > 59 || (half === undefined ? h > 23 : h < 1 || h > 12)) return null;
  const seconds = second === undefined ? '' : point === undefined ? ':%S' : `:%S${point}%f`;
  const tail = half === undefined ? '' : half.startsWith(' ') ? ' %p' : '%p';
  return { pattern: `${before}${half === undefined ? '%H' : '%I'}:%M${seconds}${tail}`, hasZone: zone !== undefined };
}

const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

/** Whether there is such a day. */
function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1) return false;
  const days = [
    31,
    (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return day <= (days[month - 1] ?? 0);
}

/** The pattern of strptime for a date as it was parsed. */
export function datePattern({ order, separator: s, yearDigits, name, time }: ParsedDate): string {
  const year = yearDigits === 2 ? '%y' : '%Y';
  const month = name === 'long' ? '%B' : '%b';
  const date = {
    iso: `${year}${s}%m${s}%d`,
    'year-first': `${year}${s}%m${s}%d`,
    'day-first': `%d${s}%m${s}${year}`,
    'month-first': `%m${s}%d${s}${year}`,
    'day-name': `%d${s}${month}${s}${year}`,
    'name-day': `${month} %d, ${year}`,
    'name-year': `${month}${s}${year}`,
    compact: '%Y%m%d',
  }[order];
  return date + time;
}
