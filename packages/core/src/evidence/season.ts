import type { Tick } from './stream.ts';

/**
 * The shape of a stream's expectation over time. `none`: one level. `day-of-week`: for daily windows, a level for each
 * day of the week and one for holidays. `hour-of-week`: for hourly windows, a level for each hour of a working day and
 * of a weekend or holiday. `year`: a level and a yearly wave of two harmonics, for weekly windows when the reference
 * spans a year or more; `day-of-week-and-year`: both, for daily ones.
 */
export type Season = 'none' | 'day-of-week' | 'hour-of-week' | 'year' | 'day-of-week-and-year';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The mean length of a Gregorian year. */
const YEAR = 365.2425 * DAY;

interface Shape {
  /** Levels, of which one applies to a window. */
  readonly cells: number;
  readonly waves: number;
  /** Windows before a stream may raise an alarm: three cycles (STATISTICS 2.3), twelve windows without a cycle. */
  readonly warmUp: number;
}

const SHAPES: Readonly<Record<Season, Shape>> = {
  none: { cells: 1, waves: 0, warmUp: 12 },
  'day-of-week': { cells: 8, waves: 0, warmUp: 21 },
  'hour-of-week': { cells: 48, waves: 0, warmUp: 504 },
  year: { cells: 1, waves: 4, warmUp: 12 },
  'day-of-week-and-year': { cells: 8, waves: 4, warmUp: 21 },
};

/** How many levels and wave coefficients a season has, and its least warm-up in windows. */
export const shapeOf = (season: Season): Shape => SHAPES[season];

/** The season that fits windows of this length beside a reference of that length, both in milliseconds. */
export function seasonFor({ windowMs, referenceMs }: { windowMs: number; referenceMs: number }): Season {
  const isYear = referenceMs >= YEAR;
  if (windowMs === DAY) return isYear ? 'day-of-week-and-year' : 'day-of-week';
  if (windowMs === HOUR) return 'hour-of-week';
  return isYear && windowMs === 7 * DAY ? 'year' : 'none';
}

/** Which level applies to the window. */
export function cellOf(season: Season, { start, zoneOffsetMs = 0, isHoliday = false }: Tick): number {
  if (shapeOf(season).cells === 1) return 0;
  const local = start + zoneOffsetMs;
  // The epoch began on a Thursday; 0 is Monday.
  const day = (((Math.floor(local / DAY) + 3) % 7) + 7) % 7;
  if (season !== 'hour-of-week') return isHoliday ? 7 : day;
  const hour = ((Math.floor(local / HOUR) % 24) + 24) % 24;
  return hour + (day >= 5 || isHoliday ? 24 : 0);
}

/** Sine and cosine of the first two harmonics of the year in the middle of the window; empty without a yearly wave. */
export function wavesOf(season: Season, { start, end }: Tick): number[] {
  if (shapeOf(season).waves === 0) return [];
  const angle = (2 * Math.PI * (start + (end - start) / 2)) / YEAR;
  return [Math.cos(angle), Math.sin(angle), Math.cos(2 * angle), Math.sin(2 * angle)];
}
