import type { Changes, CheckChange, MeasurementChange } from '../changes.ts';
import { plural } from './numbers.ts';

/** What a report says of two evaluations, or of one beside what was accepted. */
export const CHANGES = {
  what: 'what changed',
  nothing: 'Nothing changed that its interval does not allow.',
  worse: (n: number): string => `${plural(n, 'check')} got worse.`,
  better: (n: number): string => `${plural(n, 'check')} got better, none worse.`,
  moved: (n: number): string =>
    `No verdict changed; ${plural(n, 'figure')} moved beyond ${n === 1 ? 'its' : 'their'} interval.`,
  other: 'No verdict changed, but what was asked or given did.',
  actions: {
    fail: 'Look at the checks that fail now and did not.',
    unknown: 'Find out why a check that was decided no longer is.',
    pass: 'Nothing has to be done.',
    changed: 'See whether the change was meant.',
  },
  words: { fail: 'Worse', unknown: 'Undecided', pass: 'No worse' },
  checks: 'Checks',
  checksSay: 'Verdict and value before and now.',
  checksHeads: ['check', 'what', 'before', 'now'],
  figures: 'Figures',
  figuresSay: 'A figure moved when each value lies outside of the interval of the other.',
  figuresHeads: ['figure', 'before', 'now'],
  given: 'What was given',
  givenHeads: ['what', 'file', 'rows', 'digest'],
  sideBefore: (role: string): string => `${role}, before`,
  sideNow: (role: string): string => `${role}, now`,
  none: 'none',
  contract: 'contract',
  allSame: 'Same files, same contract.',
  noFigures: 'No figure moved beyond its interval.',
  noChecks: 'No check changed.',
  accepted: 'Since it was accepted',
  acceptedNothing: 'As it was accepted',
  acceptedSay: (path: string): string => `What was accepted is in ${path}; \`holdfast gate --accept\` writes it anew.`,
  more: (n: number): string => `${plural(n, 'more', 'more')}; all are in the JSON.`,
  compared: (checks: number, figures: number): string =>
    `${plural(checks, 'check')} and ${plural(figures, 'figure')} stand on both sides.`,
  written: (path: string): string => `accepted ${path}`,
} as const;

const KINDS: Readonly<Record<CheckChange['kind'] | MeasurementChange['kind'], string>> = {
  worse: 'worse',
  better: 'better',
  expectation: 'asked otherwise',
  moved: 'moved',
  added: 'new',
  removed: 'gone',
  lost: 'no value now',
  found: 'a value now',
};

/** What became of a check or figure, in a word. */
export const changeWord = (kind: CheckChange['kind'] | MeasurementChange['kind']): string => KINDS[kind];

/** What became of the contract; null where it is the same, or there was none. */
export function contractWords(contract: Changes['contract']): string | null {
  if (contract === 'other') return 'another text than before';
  if (contract === 'added') return 'there was none before';
  return contract === 'removed' ? 'there is none now' : null;
}
