import type { Severity } from '../../catalogue/severity.ts';
import type { Difference } from '../../profile/profile.ts';
import type { Delay, Right } from '../profile-facts.ts';
import { durationText } from './backtest-dates.ts';
import { count, fixed, percent, plural } from './numbers.ts';

/** Heads of a profile, and of a comparison with a reference. */
export const PROFILE_HEADS = {
  column: 'column',
  mass: 'distribution',
  missing: 'missing',
  distinct: 'distinct',
  outside: 'outside',
  drift: 'drift',
  noise: 'chance',
  moved: 'what moved',
} as const;

/** What a drift is called beside its value. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  none: '',
  moderate: 'moderate',
  severe: 'severe',
};

const DIFFERENCE_WORDS: Readonly<Record<Difference['what'], string>> = {
  missing: 'is in the reference and not here: nothing was counted',
  new: 'is not in the reference: nothing was counted',
  'other-kind': 'is text on the one side and numbers on the other: nothing was counted',
};

/** Sentences about a profile. */
export const PROFILE_SAYS = {
  size: (rows: number, columns: number): string => `${plural(rows, 'row')}, ${plural(columns, 'column')}`,
  kind: (isReference: boolean): string => (isReference ? 'reference' : 'window'),
  bytes: (whole: number, perColumn: number): string =>
    `${bytesText(whole)} in all; a window of it takes ${bytesText(perColumn)} a column`,
  written: (path: string): string => `Written to ${path}`,
  merged: (files: number): string => `${plural(files, 'profile')} put together`,
  difference: ({ column, what }: Difference): string => `${column} ${DIFFERENCE_WORDS[what]}`,
  drift: 'Jensen-Shannon distance from the reference; beside it what chance alone gives at these numbers of rows',
  always: (value: string): string => `always ${value}`,
  range: (least: string, greatest: string): string => `${least} to ${greatest}`,
  nothing: 'no value',
  rare: 'every value is rare',
  right({ n, value, interval }: Right, before: Right | null): string {
    const around = interval === null ? '' : ` (${percent(interval[0])} to ${percent(interval[1])})`;
    const then = before === null ? '' : `; in the reference in ${percent(before.value)}`;
    return `Right in ${percent(value)}${around} of ${plural(n, 'row')} with a label${then}`;
  },
  delay: ({ median, most, without }: Delay): string =>
    `Half of the labels had come within ${durationText(median)}, 95 of 100 within ${durationText(most)}` +
    `${without === 0 ? '' : `; ${plural(without, 'row')} without one`}`,
  more: (n: number): string => `and ${plural(n, 'more column')}; all with --json`,
} as const;

/** "512 bytes", "12.3 KB". */
function bytesText(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`;
  return bytes < 1e6 ? `${fixed(bytes / 1000, 1)} KB` : `${fixed(bytes / 1e6, 1)} MB`;
}
