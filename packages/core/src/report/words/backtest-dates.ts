import { countWord, plural, pluralWord } from './numbers.ts';

/** Dates and durations as people say them, in UTC, the same on every machine. Times are milliseconds. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The parts of a moment on the calendar; months count from 0. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A moment as a date; a time that is no date (not finite, or beyond the calendar) is null. */
export function civil(ms: number): Civil | null {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return null;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

/** "May", or "Jan" where there is little room. */
export const monthName = (month: number): string => MONTHS[month] ?? '';
/** The first three letters of a month. */
export const monthShort = (month: number): string => monthName(month).slice(0, 3);

/** "14:00". */
export const clockText = ({ hour, minute }: Civil): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** "5 May 1997", for tables and heads. */
export function dateText(ms: number): string {
  const at = civil(ms);
  return at === null ? 'no date' : `${at.day} ${monthShort(at.month)} ${at.year}`;
}

/** "5 May 1997", with the hour where windows are hours: "5 May 1997, 14:00". */
export function momentText(ms: number, unit: string): string {
  const at = civil(ms);
  return at === null || unit !== 'hour' ? dateText(ms) : `${dateText(ms)}, ${clockText(at)}`;
}

/** "1 July 1997", for sentences; without the year where the sentence has named it. */
export function dateWords(ms: number, besides: number | null = null): string {
  const at = civil(ms);
  if (at === null) return 'an unknown day';
  const isSaid = besides !== null && civil(besides)?.year === at.year;
  return `${at.day} ${monthName(at.month)}${isSaid ? '' : ` ${at.year}`}`;
}

/** A change is dated to two days at best: the last two days of a month are the next one to a reader. */
const NEAR = 2 * DAY;

/** "June 1997" in a history of many months, "12 June 1997" in a short one. */
export function sinceText(ms: number, span: { readonly start: number; readonly end: number }): string {
  if (span.end - span.start < 120 * DAY) return dateWords(ms);
  const at = civil(ms + NEAR);
  return at === null ? dateWords(ms) : `${monthName(at.month)} ${at.year}`;
}

/** "7 Jan 1997 to 6 Dec 1998"; the end is the last moment inside. */
export function spanText({ start, end }: { readonly start: number; readonly end: number }): string {
  return `${dateText(start)} to ${dateText(Math.max(start, end - 1))}`;
}

/** How long, in the largest unit that is fair: hours, days, months, years; counts as digits. */
export const durationText = (ms: number): string => durationOf(ms, plural);

/** The same with small counts as words: "four weeks", "eleven months". */
export function durationWords(ms: number): string {
  const weeks = Math.abs(ms) / (7 * DAY);
  if (weeks >= 2 && weeks <= 10 && Number.isInteger(weeks)) return `${countWord(weeks)} weeks`;
  return durationOf(ms, pluralWord);
}

function durationOf(ms: number, say: (n: number, one: string) => string): string {
  // A delay that is measured is a day although it lacks a minute.
  const days = Math.round(Math.abs(ms) / DAY);
  const long = Math.abs(Math.abs(ms) / DAY - days) < 0.02 && days > 0 ? days * DAY : Math.abs(ms);
  if (long < 2 * HOUR && !Number.isInteger(long / HOUR)) return say(Math.round(long / 60_000), 'minute');
  if (long < 2 * DAY && !Number.isInteger(long / DAY)) return say(Math.round(long / HOUR), 'hour');
  if (long < 60 * DAY) return say(Math.round(long / DAY), 'day');
  // Up to three years a count of months is the more exact and still read at a glance.
  if (long < 36 * MONTH) return say(Math.round(long / MONTH), 'month');
  return say(Math.round(long / (365.25 * DAY)), 'year');
}

/** A stretch that a promise or a step is named by: "90 days", "a week", "a day"; never in months. */
export function stretchText(ms: number): string {
  const days = ms / DAY;
  if (days === 7) return 'a week';
  if (days === 1) return 'a day';
  if (days >= 14 && days <= 70 && Number.isInteger(days / 7)) return `${countWord(days / 7)} weeks`;
  if (ms === HOUR) return 'an hour';
  return days >= 2 ? plural(Math.round(days), 'day') : durationText(ms);
}
