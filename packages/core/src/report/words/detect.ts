import type { ByChance } from '../../measure/detect.ts';
import { count, fixed, plural } from './numbers.ts';

const TOGETHER = 'Values that hang together from row to row (weather, prices) make it speak too, without a change.';

/** What is said of a run of a detector. */
export const DETECT_SAYS = {
  head: (title: string, column: string): string => `${title} over "${column}"`,
  rows: (n: number, missing: number): string =>
    `${plural(n, 'value')}${missing === 0 ? '' : `, ${plural(missing, 'row')} without one left out`}`,
  found: (changes: number): string => (changes === 0 ? 'No change was told.' : `${plural(changes, 'change')} told.`),
  chance: ({ mean, least, most, copies }: ByChance): string => {
    const tells = mean < 10 ? fixed(mean, 1) : count(mean);
    const range = `${least} to ${most} in ${copies} copies`;
    return `On the same values in random order, where nothing changes, it tells ${tells} on average (${range}).`;
  },
  /** Whether what it told is more than it tells of nothing; values that hang together run up the count as well. */
  beside: (changes: number, most: number): string => {
    if (changes === 0) return '';
    if (changes <= most) return 'That is as many: these changes may be chance.';
    return `It tells more here. ${TOGETHER}`;
  },
  promise:
    'It keeps no promise about false alarms: it looks at every row with a limit made for one look. `holdfast backtest` watches under a budget.',
  row: 'row',
  when: 'time',
  before: 'mean before',
  after: 'mean after',
  more: (rest: number): string => `and ${count(rest)} more: --json lists all`,
} as const;
