import type { Finding } from '../../measure/fairness/compare.ts';
import type { RateId } from '../../measure/fairness/rates.ts';
import type { Aim } from '../../measure/fairness/thresholds.ts';
import { count, percent, pluralWord } from './numbers.ts';
import { shorten } from './slices.ts';

/** What a rate is called in a table, and how a sentence says what happens to people. */
export const RATE_WORDS: Readonly<Record<RateId, { readonly name: string; readonly verb: string }>> = {
  recall: { name: 'cases found', verb: 'Cases are found' },
  'false-negative-rate': { name: 'cases missed', verb: 'Cases are missed' },
  'false-positive-rate': { name: 'false alarms', verb: 'Others are taken for cases' },
  accuracy: { name: 'right answers', verb: 'Answers are right' },
  precision: { name: 'yes that was right', verb: 'A yes is right' },
  calibration: { name: 'cases beyond scores', verb: 'Scores say too little' },
  'selection-rate': { name: 'answered yes', verb: 'The answer is yes' },
  'mean-score': { name: 'mean score', verb: 'The mean score is' },
  mae: { name: 'mean error', verb: 'It is off by' },
  bias: { name: 'bias', verb: 'It says too much by' },
  'mean-prediction': { name: 'mean prediction', verb: 'It predicts' },
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

/** "sex", "sex × race": columns that are looked at together. */
export const byWords = (columns: readonly string[]): string =>
  columns.map((column) => shorten(column, 30).replaceAll('_', ' ')).join(' × ');

/** What a report says of groups of people. */
export const FAIRNESS = {
  sure: (by: readonly string[]): string => `Not equally good for all: sure differences by ${listed(by)}`,
  untold: 'Whether it is equally good for all cannot be told',
  none: 'No sure difference between groups',
  alone: 'There are no two groups to compare',
  worst: (verb: string, of: { low: string; high: string; values: readonly [string, string] }): string =>
    `${verb}: ${of.values[0]} for ${of.low}, ${of.values[1]} for ${of.high}.`,
  most: (apart: string): string => `All that these rows rule out is a difference of more than ${apart}.`,
  note: (fewest: number): string =>
    `Intervals hold for all groups of a line at once. “By chance” is how far groups lie apart where chance alone decides who is in which. Groups of fewer than ${fewest} rows, and rates of fewer than 10, are not compared. A difference is no verdict: only a check of the contract judges one.`,
  caption: (rate: string, by: string): string => `${rate}, by ${by}`,
  title: (rate: string, by: string): string => `${rate}, by ${by}, with intervals that hold for all groups at once.`,
  all: 'all rows',
  withInterval: 'with interval',
  inFigures: 'How far groups lie apart',
  unit: (label: string | null): string =>
    label === null
      ? 'of 100; apart in points, with interval'
      : `apart, with interval${label === '' ? '' : `; ${label}`}`,
  heads: {
    asked: 'rate',
    least: 'least',
    most: 'most',
    apart: 'apart',
    byChance: 'by chance',
    finding: 'is it sure',
  },
  line: (rate: string, by: string): string => `${by}: ${rate}`,
  sureOf: (apart: string): string => `sure: ${apart}`,
  rest: (n: number): string => `${pluralWord(n, 'more line')} in the JSON.`,
} as const;

/** A finding in the words of a table. */
export const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  'sure-difference': 'sure',
  'no-sure-difference': 'not sure',
  'cannot-be-told': 'cannot be told',
};

/** "about 58,000 rows would": what it takes to tell. */
export const needsWords = (rows: number): string => `about ${roughly(rows)} rows would`;

/** Two digits: nobody knows the third of a number of rows that are still to come. */
const roughly = (rows: number): string => count(Number(rows.toPrecision(2)));

/** The four-fifths rule, which says nothing without its interval. */
export function fourFifths(by: string, value: number, interval: readonly [number, number] | null): string {
  const often = percent(value, 0);
  const start = `By ${by}, the group that hears yes least does so ${often} as often as the one that hears it most`;
  if (interval === null) return `${start}; an interval cannot be told, and so not whether that is four fifths.`;
  const [low, high] = interval;
  const ends = `${percent(low, 0)} to ${percent(high, 0)}`;
  if (high < 0.8) return `${start} (${ends}): surely less than four fifths.`;
  if (low >= 0.8) return `${start} (${ends}): surely at least four fifths.`;
  return `${start} (${ends}): whether that is less than four fifths cannot be told.`;
}

/** "Equalised odds by sex: the worse of both gaps is 7.4 points (4.1 to 9.8), their mean 6.9 points (3.2 to 9.0)." */
export const oddsWords = (by: string, worst: string, mean: string): string =>
  `Equalised odds by ${by} (cases found, false alarms): the worse of both gaps is ${worst}, their mean ${mean}.`;

/** "Too small to compare, by race: Other (12 rows)." */
export const suppressedWords = (by: string, groups: readonly { name: string; n: number }[], left: number): string => {
  const named = groups.map(({ name, n }) => `${shorten(name, 40)} (${pluralRows(n)})`);
  const rest = left > 0 ? ` and ${count(left)} more` : '';
  return `Not compared, by ${by}: ${named.join(', ')}${rest}.`;
};
const pluralRows = (n: number): string => `${count(n)} ${n === 1 ? 'row' : 'rows'}`;

/** How often rows that are most alike get the same answer. */
export const consistencyWords = (of: {
  value: string;
  interval: string;
  byChance: string;
  asked: number;
  among: number;
}): string =>
  `Of the five rows most like a row, ${of.value} get the same answer (${of.interval}); of any two rows ${of.byChance} do. Groups do not count as likeness; ${count(of.asked)} rows were asked among ${count(of.among)}.`;

/** Thresholds by group: what a person has to decide. */
export const BY_GROUP = {
  heading: 'Thresholds by group: a decision for a person',
  what: (by: string, now: string, then: string): string =>
    `By ${by}, thresholds of their own would bring cases found from ${now} to ${then} points apart.`,
  noCloser: (by: string, now: string, then: string): string =>
    `By ${by}, thresholds of their own would bring cases found no closer: ${now} points apart now, ${then} then.`,
  untold: 'What that costs cannot be told.',
  price: (amount: string, interval: string): string =>
    `Being equal costs ${amount} per 1,000 rows (${interval}) more than the one threshold that costs least.`,
  noPrice: (amount: string, interval: string): string =>
    `Whether being equal costs anything beside one threshold cannot be told: ${amount} per 1,000 rows (${interval}).`,
  say: 'Nothing here is applied. Deciding by group may itself be unlawful where this model is used: ask before you choose.',
  note: 'Gaps and prices are of rows that did not choose the thresholds. A price below 0 is a gain over how it is decided now; one threshold for all may gain as much.',
  asNow: (groups: readonly string[]): string =>
    `Decided as now, because a threshold takes 20 rows of each class: ${listed(groups.map((name) => shorten(name, 40)))}.`,
  caption: (by: string): string => `By ${by}`,
  wrong: (amount: string): string => `${amount} wrong answers`,
  heads: {
    thresholds: 'yes at',
    found: 'cases found, apart',
    yes: 'answered yes, apart',
    wrong: 'wrong answers',
  },
  unit: (currency: string | null): string => `points apart; ${currency ?? 'wrong answers'} per 1,000 rows beside now`,
  nobody: 'yes to nobody',
  limit: (group: string, limit: string): string => `${group}: ${limit}`,
} as const;

/** What thresholds are meant to make equal. */
export const AIM_WORDS: Readonly<Record<Aim, string>> = {
  now: 'as decided now',
  'one-threshold': 'one threshold, least price',
  'equal-recall': 'cases found equally often',
  'equal-selection': 'yes equally often',
};
