/** How times of a column are written that are read from bytes. */
export interface TimeMarks {
  /** Positions at which year, month and day begin, where days and months have two digits. */
  readonly order: 'iso' | 'day-first' | 'month-first';
  /** Of ISO dates both `-` and `/` are read. */
  readonly separator: number;
  /** Whether a text may be a day, and what time may follow it. */
  readonly times: ReadonlySet<string>;
}

const [PLUS, MINUS, POINT, SLASH, ZERO, COLON, T, Z, SPACE] = [43, 45, 46, 47, 48, 58, 84, 90, 32];
const DAY_MS = 86_400_000;

/**
 * The milliseconds of an ISO time that stands in the bytes: a day of four, two and two digits, then perhaps hours and
 * minutes, seconds, up to six decimals, and a zone as `Z`, `+01:00`. Without a zone it is UTC. NaN for anything else,
 * which says nothing.
 */
export function isoTimeIn(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length < 10) return Number.NaN;
  const separator = bytes[from + 4];
  if ((separator !== MINUS && separator !== SLASH) || bytes[from + 7] !== separator) return Number.NaN;
  const day = dayOf(pair(bytes, from) * 100 + pair(bytes, from + 2), pair(bytes, from + 5), pair(bytes, from + 8));
  if (length === 10) return day;
  const between = bytes[from + 10];
  if (between !== SPACE && between !== T) return Number.NaN;
  return day + clockIn(bytes, from + 11, to, day);
}

/** The milliseconds of a day such as `31/12/2024`, and of hours, minutes and seconds after a blank. NaN as above. */
export function localTimeIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  { order, separator, times }: TimeMarks,
): number {
  const length = to - from;
  if (length < 10 || bytes[from + 2] !== separator || bytes[from + 5] !== separator) return Number.NaN;
  const [first, second] = [pair(bytes, from), pair(bytes, from + 3)];
  const year = pair(bytes, from + 6) * 100 + pair(bytes, from + 8);
  const day = order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second);
  const time = length === 10 ? '' : length === 16 ? ' %H:%M' : length === 19 ? ' %H:%M:%S' : null;
  if (time === null || !times.has(time) || (length > 10 && bytes[from + 10] !== SPACE)) return Number.NaN;
  return length === 10 ? day : day + clockIn(bytes, from + 11, to, day);
}

function clockIn(bytes: Uint8Array, from: number, to: number, day: number): number {
  if (to - from < 5 || bytes[from + 2] !== COLON) return Number.NaN;
  const [hour, minute] = [pair(bytes, from), pair(bytes, from + 3)];
  let [time, at] = [hour * 3600 + minute * 60, from + 5];
  let decimals = 0;
  if (at < to && bytes[at] === COLON) {
    if (to - at < 3) return Number.NaN;
    const second = pair(bytes, at + 1);
    if (!(second < 60)) return Number.NaN;
    time += second;
    at += 3;
    if (at < to && bytes[at] === POINT) {
      decimals = millisecondsIn(bytes, at + 1, to);
      // What is below a millisecond is cut towards the past, or towards 1970: after it these are the same, in any zone.
      if (decimals % 1 !== 0 && day < DAY_MS) return Number.NaN;
      while (at < to && (bytes[at] === POINT || isDigit(bytes[at]))) at++;
    }
  }
  if (!(hour < 24) || !(minute < 60)) return Number.NaN;
  return time * 1000 + Math.floor(decimals) - zoneIn(bytes, at, to);
}

/** Up to six decimals of a second. */
function millisecondsIn(bytes: Uint8Array, from: number, to: number): number {
  let [value, at] = [0, from];
  for (; at < to && isDigit(bytes[at]); at++) value = value * 10 + bytes[at]! - ZERO; // ! at < to
  const digits = at - from;
  return digits === 0 || digits > 6
    ? Number.NaN
    : digits <= 3
      ? value * 10 ** (3 - digits)
      : value / 10 ** (digits - 3);
}

function zoneIn(bytes: Uint8Array, from: number, to: number): number {
  if (from === to) return 0;
  const sign = bytes[from];
  if (sign === Z) return from + 1 === to ? 0 : Number.NaN;
  if ((sign !== PLUS && sign !== MINUS) || to - from !== 6 || bytes[from + 3] !== COLON) return Number.NaN;
  const [hour, minute] = [pair(bytes, from + 1), pair(bytes, from + 4)];
  if (!(hour < 15) || !(minute < 60)) return Number.NaN;
  const offset = (hour * 60 + minute) * 60_000;
  return sign === PLUS ? offset : -offset;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= ZERO + 9;

/** Two digits as a number, or NaN. */
function pair(bytes: Uint8Array, at: number): number {
  const [a, b] = [bytes[at]! - ZERO, bytes[at + 1]! - ZERO]; // ! the caller has looked at the length
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : Number.NaN;
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Milliseconds since 1970 of a day of the calendar, or NaN where there is no such day after the year 0. */
function dayOf(year: number, month: number, day: number): number {
  if (!(year >= 1) || !(month >= 1) || !(month <= 12) || !(day >= 1)) return Number.NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > DAYS[month - 1]! + (isLeap && month === 2 ? 1 : 0)) return Number.NaN; // ! a month
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const inYear = DAYS_BEFORE[month - 1]! + (isLeap && month > 2 ? 1 : 0) + day - 1; // ! as above
  return (before * 365 + leaps + inYear - 719_162) * DAY_MS;
}
