import { parseInstant } from '../table/instant.ts';

/** How a score becomes a prediction: the positive class where `score operator limit` holds. */
export interface Threshold {
  readonly operator: '>' | '>=';
  readonly limit: number;
}

/** A promise of at most `count` in `perMs`. */
export interface AlarmBudget {
  readonly count: number;
  readonly perMs: number;
}

const DURATIONS = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 7 * 86_400_000],
]);
const SIZES = new Map([
  ['B', 1],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
]);

/** Milliseconds of `20ms`, `90s`, `30m`, `2h`, `7d` or `4w`; null for other text. */
export const parseDuration = (text: string): number | null => withUnit(text, DURATIONS);

/** Bytes of `200MB` (1000-based) or `1GiB` (1024-based); null for other text. */
export const parseSize = (text: string): number | null => withUnit(text, SIZES);

/** A share of `5%` or `0.05`, from 0 to 1; null for anything else. */
export function parseShare(value: string | number): number | null {
  const text = String(value).trim();
  const isPercent = text.endsWith('%');
  const number = parseNumber(isPercent ? text.slice(0, -1).trimEnd() : text);
  const share = number === null ? null : isPercent ? number / 100 : number;
  return share !== null && share >= 0 && share <= 1 ? share : null;
}

/**
 * The threshold of `> 0.5` or `>= 0.25`; null for other text. A bare number means "above": a classifier that takes the
 * likelier of two classes answers with the first one, the negative, on a tie.
 */
export function parseThreshold(value: string | number): Threshold | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { operator: '>', limit: value } : null;
  const match = /^(>=|>)?(.*)$/s.exec(value.trim());
  const limit = parseNumber((match?.[2] ?? '').trim());
  return limit === null ? null : { operator: match?.[1] === '>=' ? '>=' : '>', limit };
}

/** The budget of `1 per 90d`; null for other text. */
export function parseAlarmBudget(text: string): AlarmBudget | null {
  const [count, per, ...rest] = text.split(/\bper\b/);
  const number = parseNumber((count ?? '').trim());
  const perMs = parseDuration((per ?? '').trim());
  if (rest.length > 0 || number === null || perMs === null || number <= 0 || perMs <= 0) return null;
  return { count: number, perMs };
}

/** The last day on which something holds. */
export interface LastDay {
  /** As written: 2026-03-31. */
  readonly day: string;
  /** The first instant after it, in UTC. */
  readonly endMs: number;
}

/** The day of `2026-03-31`; null for other text. */
export function parseLastDay(text: string): LastDay | null {
  const day = text.trim();
  const start = day.length === 10 ? parseInstant(day) : null;
  return start === null ? null : { day, endMs: start + 86_400_000 };
}

/** The number that a plain decimal says; null for anything else, hexadecimal and infinity too. */
export const parseNumber = (text: string): number | null =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;

function withUnit(text: string, units: ReadonlyMap<string, number>): number | null {
  const match = /^([\d.]+)\s*([A-Za-z]+)$/.exec(text.trim());
  const number = parseNumber(match?.[1] ?? '');
  const unit = units.get(match?.[2] ?? '');
  return number === null || unit === undefined ? null : number * unit;
}
