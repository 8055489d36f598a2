import type { NothingFound } from '../../measure/slices/find.ts';
import type { QuestionId } from '../../measure/slices/questions.ts';
import { instantText, type Predicate } from '../../table/predicate.ts';
import { capital, fixed, pluralWord } from './numbers.ts';
import { shorten } from './slices.ts';

/** Conditions as a person says them: "age is below 26 and region is South". */
export const predicatesWords = (predicates: readonly Predicate[]): string =>
  predicates.map(predicateWords).join(' and ');

const VALUE_MAX = 40;

function predicateWords(predicate: Predicate): string {
  const column = shorten(predicate.column.replaceAll('_', ' '), VALUE_MAX);
  if (predicate.kind === 'missing') return `${column} is missing`;
  if (predicate.kind === 'is') {
    return predicate.value === ''
      ? `${column} is empty`
      : `${column} is ${shorten(String(predicate.value), VALUE_MAX)}`;
  }
  const { low, high, isAbove, isTime } = predicate;
  const text = (end: number): string => (isTime ? instantText(end) : String(end));
  const before = isTime ? 'before' : 'below';
  if (low === null) return high === null ? `${column} is known` : `${column} is ${before} ${text(high)}`;
  const after = isTime ? 'after' : 'above';
  if (high === null) return `${column} is ${isAbove ? after : isTime ? 'from' : 'at least'} ${text(low)}`;
  return isAbove
    ? `${column} is ${after} ${text(low)} and ${before} ${text(high)}`
    : `${column} is from ${text(low)} to ${before} ${text(high)}`;
}

/** What goes wrong, as a column of a table names it. */
export const WHAT: Readonly<Record<QuestionId, string>> = {
  error: 'wrong',
  miss: 'missed',
  'false-alarm': 'false alarm',
  'absolute-error': 'error',
  'squared-error': 'squared error',
  'log-loss': 'log loss',
  worse: 'worse',
  farther: 'farther off',
};

/** Of which rows a question is asked, beside the chart. */
export const ASKED: Readonly<Record<QuestionId, string>> = {
  error: 'Wrong answers, of 100',
  miss: 'Missed, of 100 to be found',
  'false-alarm': 'False alarms, of 100 to be left alone',
  'absolute-error': 'How far off it is',
  'squared-error': 'Squared error',
  'log-loss': 'Log loss',
  worse: 'Wrong now and right before, less the reverse, of 100',
  farther: 'How much farther off it is',
};

/** "twice", "3.4 times": how much larger. Empty where the other is nothing. */
export function timesWords(inside: number, outside: number): string {
  const ratio = inside / outside;
  if (!Number.isFinite(ratio)) return '';
  return Math.abs(ratio - 2) < 0.1 ? 'twice' : `${fixed(ratio, 1)} times`;
}

/** The finding: "Wrong 3.4 times as often where …", "Misses twice as many where …". */
export function foundHeading(question: QuestionId, words: string, times: string): string {
  const where = `where ${words}`;
  if (times === '') return `Worse ${where}`;
  if (question === 'error') return `Wrong ${times} as often ${where}`;
  if (question === 'miss') return `Misses ${times} as many ${where}`;
  if (question === 'false-alarm') return `Raises ${times} as many false alarms ${where}`;
  return `Off by ${times} as much ${where}`;
}

/** What a sentence says of a slice, with figures as texts. */
export function foundSentence(question: QuestionId, of: { inside: string; outside: string }): string {
  if (question === 'error') return `it is wrong in ${of.inside} of 100 cases; elsewhere ${of.outside}`;
  if (question === 'miss') return `it misses ${of.inside} of 100 that it should find; elsewhere ${of.outside}`;
  if (question === 'false-alarm')
    return `it raises a false alarm for ${of.inside} of 100 that it should leave; elsewhere ${of.outside}`;
  return `it is off by ${of.inside} on average; elsewhere ${of.outside}`;
}

/** Headings and sentences of the slices that were found. */
export const FOUND = {
  none: 'The search found no slice that is surely worse',
  slight: 'What the search found is hardly worse than the rest',
  impossible: 'No slices could be searched for',
  halves: (finding: string, confirming: string): string =>
    `Nobody declared these slices. They were searched for on ${finding}, and tried on ${confirming} that the search had not seen: all figures are of those.`,
  shadows: (n: number): string => `and ${pluralWord(n, 'slice')} worse only by its rows`,
  shadow: (words: string): string => `worse only by the rows where ${words}`,
  rows: (n: string): string => `${n} rows`,
  clusters: (n: string, clusters: string, by: 'cluster' | 'day'): string => `${n} rows of ${clusters} ${by}s`,
  read: 'Right of the line it is worse than elsewhere; hollow is not confirmed and may be chance.',
  note: (level: string): string => `Intervals hold for all slices together at ${level}; Holm's correction decides.`,
  exact: (possible: string, conditions: string, features: string, counted: string): string =>
    `All ${possible} slices of up to ${conditions} conditions on ${features} features were searched; ${counted} had to be counted.`,
  notExact: (counted: string): string =>
    `The search was cut off after ${counted} slices: what promised most came first, but a worse slice may have been missed.`,
  axis: 'points more than elsewhere',
  axisUnit: (unit: string): string => (unit === '' ? 'more than elsewhere' : `${unit} more than elsewhere`),
  elsewhere: 'as elsewhere',
  unit: (asked: string, unit: string): string =>
    `${asked.charAt(0).toLowerCase()}${asked.slice(1)}${unit === '' ? '' : `, ${unit}`}`,
  unconfirmed: (n: number): string =>
    `${capital(pluralWord(n, 'other'))} ${n === 1 ? 'was' : 'were'} found and not confirmed: that may be chance.`,
  caption: 'Slices that were found',
  heads: {
    where: 'where',
    what: 'what',
    n: 'n',
    inside: 'there',
    outside: 'elsewhere',
  },
  status: { confirmed: 'confirmed', 'not-confirmed': 'not confirmed', 'too-few-rows': 'too little to try' },
  fold: 'Conditions for the contract, and what each part adds',
  foldHeads: {
    where: 'condition',
    more: 'more than elsewhere',
    status: 'on other rows',
    parts: 'what each part adds',
    finding: 'where it was found',
  },
  part: (words: string, amount: string): string => `${words}: ${amount}`,
  support: (n: string, words: string, sentence: string): string =>
    `Searched for and confirmed: of ${n} rows where ${words} ${sentence}.`,
  supportShort: (n: string, sentence: string): string =>
    `That slice was searched for and confirmed on other rows: of ${n} ${sentence}.`,
} as const;

const GAPS: Readonly<Record<NothingFound['gap'], string>> = {
  'no-features': 'The table has no columns by which rows could be told apart.',
  'too-few-rows': 'There are too few rows to search on one half and confirm on the other: it takes 200.',
  'too-few-clusters': 'There are too few clusters to search on one half and confirm on the other: it takes twenty.',
  'no-errors': 'Among the rows that were searched there is no error.',
};

/** Why nothing was searched for. */
export const foundGapWords = (gap: NothingFound['gap']): string => GAPS[gap];
