import { type Column, isMissing } from './table.ts';

const YES = ['1', 'true', 'yes', 'y', 't'];

/** By row 1 where a column says yes: a number that is not 0, or 1, true, yes, y, t in any case. Missing is no. */
export function flagsOf(column: Column): Uint8Array {
  if (column.kind === 'number')
    return Uint8Array.from(column.values, (value, i) => Number(value !== 0 && !isMissing(column, i)));
  const says = column.levels.map((level) => Number(YES.includes(level.trim().toLowerCase())));
  return Uint8Array.from(column.codes, (code) => says[code] ?? 0);
}
