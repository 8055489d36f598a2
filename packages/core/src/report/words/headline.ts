import type { ComparisonLine, MoneyLine } from '../result.ts';
import {
  differenceText,
  fixed,
  intervalText,
  money,
  moneyDecimals,
  pairText,
  roundText,
  timesIn,
  timesInHundred,
  type Unit,
  valueText,
} from './numbers.ts';
import { shorten, whereWords } from './slices.ts';

/** The sentences at the top of every report: what is so and for whom, in words that need no statistics. */

/** The other model in a sentence: an alias is a word of the house ("the champion"), all else stands for itself. */
export const otherWords = (other: string | undefined): string =>
  other === undefined
    ? 'the other model'
    : /^[a-z][a-z ]*$/.test(other)
      ? `the ${shorten(other, 40)}`
      : shorten(other, 40);

/** How the answer begins, by verdict. */
export const OPENING = {
  fail: 'Do not release.',
  warn: 'You may release, with a warning.',
  pass: 'You may release.',
  unknown: 'Not decided yet.',
} as const;

/** The first sentences must be read in one breath. */
const MOST_WORDS = 20;
/** How many words a text has, parted by blanks. */
export const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** The first variant of at most 20 words; the last, when none is: callers end with one that always is. */
export const shortest = (variants: readonly string[]): string =>
  variants.find((text) => countWords(text) <= MOST_WORDS) ?? variants.at(-1) ?? '';

/** Sentences about a slice: with its name in words, in quotes, or without, whichever is short enough. */
export function aboutSlice(slice: string | null, sentence: (where: string) => string): string {
  if (slice === null) return sentence('');
  const name = shorten(slice, 40);
  return shortest([sentence(` ${whereWords(slice)}`), sentence(` in “${name}”`), sentence(' in one slice')]);
}

/** Sentences about a slice whose condition is in words already. */
export const aboutWhere = (words: string, sentence: (where: string) => string): string =>
  shortest([sentence(` where ${words}`), sentence(' in one kind of rows')]);

/** Whether a sentence made by `aboutSlice` says which slice it means. */
export const namesSlice = (sentence: string, slice: string): boolean =>
  sentence.includes(whereWords(slice)) || sentence.includes(`“${shorten(slice, 40)}”`);

/** Two shares of 100 with as many decimals as they need to differ. */
export function twoOfHundred(a: number, b: number): [string, string] {
  for (let decimals = 0; decimals < 4; decimals++) {
    const pair: [string, string] = [fixed(a * 100, decimals), fixed(b * 100, decimals)];
    if (pair[0] !== pair[1]) return pair;
  }
  return [fixed(a * 100, 1), fixed(b * 100, 1)];
}

/** A share of answers that are right, compared. */
export function rightCompared(line: { candidate: number; other: number; slice: string | null }, other: string): string {
  const [ours, theirs] = twoOfHundred(line.candidate, line.other);
  return aboutSlice(line.slice, (where) => `It is right ${ours} times in 100${where}; ${other} ${theirs}.`);
}

/** How often it is wrong, and where. */
export const wrongTimes = (wrong: number, slice: string | null): string =>
  aboutSlice(slice, (where) => `It is wrong ${timesIn(wrong)}${where}.`);

/** "It is right 87 times in 100", "It is off by 2.762 hours on average", "Its ROC AUC is 0.9219"; no full stop. */
export function qualityClause(entry: string, title: string, value: number, unit: Unit): string {
  if (entry === 'accuracy') return `It is right ${timesInHundred(value)}`;
  if (entry === 'mae') return `It is off by ${roundText(value, unit)} on average`;
  if (unit.unit === 'money') return `It costs ${valueText(value, unit)} a row`;
  return `Its ${title} is ${valueText(value, unit)}`;
}

/** "only 58", after a sentence that counts in 100. */
export const onlyOfHundred = (share: number): string => `only ${fixed(share * 100, 0)}`;

/** By how much a metric is worse than that of the other model. */
export const worseBy = (
  title: string,
  difference: number,
  slice: string | null,
  of: { other: string; unit: Unit },
): string =>
  aboutSlice(slice, (where) =>
    of.unit.unit === 'money'
      ? `It costs ${amountOf(difference, of.unit)} a row more than ${of.other}${where}.`
      : `Its ${title} is worse than that of ${of.other} by ${amountOf(difference, of.unit)}${where}.`,
  );

const amountOf = (difference: number, unit: Unit): string =>
  differenceText(Math.abs(difference), unit).replace('+', '');

/** An undecided check that more rows would settle. */
export const needsRows = (title: string, slice: string | null, needs: string): string =>
  aboutSlice(slice, (where) => `Too few rows to decide about ${title}${where}: ${needs}.`);

/** An undecided check that more rows alone would not settle. */
export const cannotMeasure = (title: string, slice: string | null, why: string): string =>
  aboutSlice(slice, (where) => `The ${title}${where} cannot be decided: ${why}.`);

/**
 * What the comparison says of rows: "Of the 589 rows where … it is right in 58 of 100 cases; the champion 88." Rows
 * that the sentence before has just named are "those".
 */
export function lineSupport(
  line: ComparisonLine,
  title: string,
  of: { other: string; unit: Unit; entry: string; n: string; isNamed: boolean },
): string {
  const named = of.isNamed ? `Of those ${of.n} rows` : `Of the ${of.n} rows ${whereWords(line.slice)}`;
  const guard = line.guarded ? ', which the contract guards,' : '';
  const rows = line.slice === null ? `Over all ${of.n} rows` : `${named}${guard}`;
  if (line.candidate === null || line.other === null) return `${rows} there is no figure.`;
  if (of.entry === 'accuracy') {
    const [ours, theirs] = twoOfHundred(line.candidate, line.other);
    const same = ours === theirs ? `as ${of.other} is` : `${of.other} ${theirs}`;
    return `${rows} it is right in ${ours} of 100 cases; ${same}.`;
  }
  const [ours, theirs] = pairText(line.candidate, line.other, of.unit);
  const said =
    of.unit.unit === 'money'
      ? `it costs ${ours} a row`
      : of.entry === 'mae'
        ? `it is off by ${ours} on average`
        : `its ${title} is ${ours}`;
  return `${rows} ${said}; ${of.other} ${of.entry === 'mae' || of.unit.unit === 'money' ? '' : 'has '}${theirs}.`;
}

/** "It costs USD 401 more per 1,000 decisions where … (341 to 460)." */
export function moneySupport(line: MoneyLine, options: { readonly isNamed: boolean }): string {
  const amount = money(Math.abs(line.difference), line.currency);
  const more = line.difference > 0 ? 'more' : 'less';
  const interval = moneyInterval(line);
  const start = options.isNamed && line.slice !== null ? 'There it' : 'It';
  const where = options.isNamed && line.slice !== null ? '' : ` ${whereWords(line.slice)}`;
  const ends = eitherWay(line);
  if (ends !== null) return `${start} may cost ${ends[0]} less or ${ends[1]} more per 1,000 decisions${where}.`;
  return `${start} costs ${amount} ${more} per 1,000 decisions${where}${interval === '' ? '' : ` (${interval})`}.`;
}

/** The ends of an interval that holds zero, as amounts: cheaper, dearer; null where the direction is clear. */
export function eitherWay({ interval, currency }: MoneyLine): readonly [string, string] | null {
  const [low, high] = interval ?? [null, null];
  if (low === null || high === null || low >= 0 || high <= 0) return null;
  return [money(-low, currency), money(high, currency)];
}

/** The interval of an amount that is said without its sign: ends in the direction of the amount. */
export function moneyInterval(line: MoneyLine): string {
  if (line.interval === null) return '';
  const [low, high] = line.interval;
  const turned = line.difference < 0 ? ([negate(high), negate(low)] as const) : ([low, high] as const);
  return intervalText(turned, (end) => fixed(end, moneyDecimals(line.difference)));
}
const negate = (x: number | null): number | null => (x === null ? null : -x);

/** Sentences that support the first. */
export const SUPPORT = {
  nothingCompared: 'Nothing was compared: no other model was given.',
  noContract: 'There is no contract that says what must hold.',
  nothingJudged: 'The contract asks for nothing before a release.',
  tooSmall: (groups: string, isOne: boolean): string =>
    `${groups} ${isOne ? 'is' : 'are'} too small to decide; not guarded, so ${isOne ? 'it does' : 'they do'} not block.`,
  expired: (waivers: string, isOne: boolean): string =>
    `${waivers} ran out and ${isOne ? 'excuses' : 'excuse'} nothing any more.`,
  waived: (checks: string, isOne: boolean): string =>
    `${checks} failed and ${isOne ? 'is' : 'are'} waived; the waiver stands beside ${isOne ? 'it' : 'each'}.`,
  soFar: (difference: string, interval: string, margin: string): string =>
    `So far the difference is ${difference} (${interval}); a loss of ${margin} is allowed.`,
  difference: (difference: string, interval: string, rows: string): string =>
    `The difference is ${difference}${interval === '' ? '' : ` (${interval})`}, over ${rows} rows.`,
  otherFailures: (checks: string): string => `${checks} failed.`,
  allPass: (checks: string, isOne: boolean): string =>
    isOne ? 'The one check passes.' : `All ${checks} pass.`.replace('All two', 'Both'),
  evaluated: (rows: string): string => `Measured on ${rows}; nothing was judged, because this command only measures.`,
  setAside: (rows: string): string => `${rows} were set aside; the reasons stand below.`,
  asGood: 'about as good for every group',
  noneWorse: 'for no group surely worse',
  noSlices: 'No slices or groups were looked at.',
  nothingMeasured: 'Nothing could be measured.',
} as const;

/** The one thing to do. */
export const ACTION = {
  keep: (other: string): string => `Keep ${other}. Nothing has changed for users.`,
  keepNone: 'Keep what is in use now. Give the failed checks to whoever trained this model.',
  wrongRows: (wrong: string, n: string, { isSlice }: { readonly isSlice: boolean }): string =>
    `Tell whoever trained the challenger: ${isSlice ? 'there ' : ''}${wrong} of ${n} rows are wrong.`,
  collect: (rows: string): string => `Collect about ${rows} more labelled rows, then run the gate again.`,
  settle: 'Give what is missing, then run the gate again.',
  release: 'Release it.',
  releaseWarned: 'Read the warning; if you can live with it, release.',
  judge: 'To have it judged, write a contract with `holdfast init` and run `holdfast gate`.',
  writeContract: 'Write a contract with `holdfast init FILE`, then run the gate again.',
  addChecks: 'Add checks under release in the contract.',
} as const;
