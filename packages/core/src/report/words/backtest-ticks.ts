import { civil, clockText, monthShort } from './backtest-dates.ts';

/** A place on an axis of time, with its words. */
export interface TimeTick {
  readonly at: number;
  readonly text: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** The epoch began on a Thursday: weeks are counted from the Monday after it. */
const MONDAY = 4 * DAY;

/** Equal steps up to two weeks; then months and years, which are not equal. */
const EQUAL = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, WEEK, 2 * WEEK];
const MONTHS = [1, 3, 6, 12, 24, 60, 120];

/** At most `most` round dates inside the span, in order; the first says its year, and so does each that begins one. */
export function timeTicks(start: number, end: number, most: number): TimeTick[] {
  if (!(end > start) || civil(start) === null || civil(end) === null) return [];
  for (const step of EQUAL) if ((end - start) / step <= most) return equalTicks(start, end, step);
  for (const months of MONTHS) {
    const found = monthTicks(start, end, months);
    if (found.length <= most && found.length > 0) return found;
  }
  return [];
}

function equalTicks(start: number, end: number, step: number): TimeTick[] {
  const origin = step >= WEEK ? MONDAY : 0;
  const found: TimeTick[] = [];
  for (let at = Math.ceil((start - origin) / step) * step + origin; at <= end; at += step) {
    const parts = civil(at);
    if (parts === null) continue;
    const day = `${parts.day} ${monthShort(parts.month)}`;
    const isMidnight = parts.hour === 0 && parts.minute === 0;
    const dated = found.length === 0 ? `${day} ${parts.year}` : day;
    found.push({ at, text: isMidnight ? dated : clockText(parts) });
  }
  return found;
}

function monthTicks(start: number, end: number, months: number): TimeTick[] {
  const first = civil(start);
  if (first === null) return [];
  const found: TimeTick[] = [];
  const from = Math.floor((first.year * 12 + first.month) / months) * months;
  for (let month = from; ; month += months) {
    const year = Math.floor(month / 12);
    const at = Date.UTC(year, month % 12, 1);
    if (!(at <= end)) return found;
    if (at < start) continue;
    const isYear = found.length === 0 || month % 12 === 0;
    const name = monthShort(month % 12);
    found.push({ at, text: months >= 12 ? String(year) : isYear ? `${name} ${year}` : name });
  }
}
