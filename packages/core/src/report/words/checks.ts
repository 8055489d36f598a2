import type { CheckResult, ComparisonLine, VerdictWord } from '../result.ts';
import {
  bareDifference,
  bareValue,
  capital,
  count,
  differenceText,
  headUnit,
  limitText,
  marginText,
  pairText,
  type Unit,
  valueText,
} from './numbers.ts';
import { shorten, sliceName } from './slices.ts';

/** The four verdicts as words and as what an operator should make of them. */
export const VERDICT_WORDS: Readonly<Record<VerdictWord, string>> = {
  pass: 'Pass',
  warn: 'Warn',
  fail: 'Fail',
  unknown: 'Unknown',
};

/** Why there is no number, by the code of the gap. */
const GAPS: Readonly<Record<string, string>> = {
  'too-few-rows': 'too few rows to measure it',
  'one-class': 'all rows have the same label, so there is nothing to tell apart',
  'no-denominator': 'no row counts for it: it would divide by zero',
  'no-variance': 'all values are the same',
  'not-a-probability': 'the score is no probability between 0 and 1',
  'zero-label': 'some labels are 0, and it divides by the label',
  infinite: 'the value is infinite',
  'out-of-domain': 'some labels or predictions are outside what it is defined for',
  'no-query': 'rows do not say which query they belong to',
  'no-quantiles': 'there are no forecasts by quantile',
  'no-scale': 'the error of a naive forecast is not known: it is that of the reference (--reference)',
  'no-label': 'there are no labels',
  'no-prediction': 'there are no predictions',
  'no-score': 'there is no score',
  'no-scores': 'there are no scores for each class',
  'no-costs': 'the contract has no price that holds for every row (answer-cost reads those by class or column)',
  'no-cost': 'the contract prices neither pairs of classes nor reads a price from a column',
  'no-side': 'there is no reference to compare with',
  'no-features': 'there are no features',
  'no-other': 'there is no other model to compare with',
  'window-too-small': 'the window has too few rows',
  'no-seeds': 'there are no answers of several seeds',
  'too-few-seeds': 'too few seeds to know how much they vary',
  'no-curves': 'there is no learning curve that says it',
  'dependent-rows': 'rows hang together, and it takes them as independent',
  'weighted-rows': 'rows have weights, and it counts each of them once',
  'no-times': 'there are no times to put forecasts in order',
  'too-few-origins': 'too few origins for that horizon',
  'no-interval': 'it has no interval, so nobody can say how sure it is',
  'too-few-rows-to-decide': 'too few rows to decide',
  'undecided-after-correction': 'clear alone, but not among so many comparisons at once',
};

/** A gap in words: "one-class" gives a reason that a person can act on; an unknown code is shown as words. */
export const gapWords = (gap: string): string => GAPS[gap] ?? gap.replaceAll('-', ' ');

/** What is said where nothing else is known. */
export const NOT_ENOUGH = 'there is not enough to say';

/** "needs about 2,190 rows, has 480"; what is known of it. */
export function needsWords(needed: number | null, n: number): string {
  return needed === null ? `has ${count(n)} rows` : `needs about ${count(roundUp(needed))} rows, has ${count(n)}`;
}

/** Three digits are all that such a forecast can promise. */
function roundUp(n: number): number {
  let step = 1;
  while (n / step >= 1000) step *= 10;
  return Math.ceil(n / step) * step;
}

/** What a check is about: "accuracy, women". */
export const checkName = (check: { readonly title: string; readonly slice: string | null }): string =>
  check.slice === null ? shorten(check.title) : `${shorten(check.title)}, ${sliceName(check.slice)}`;

/** The expectation in words: ">= 0.86" gives "at least 86 %"; what is not of this form stays as it was written. */
export function limitWords(expect: string, unit: Unit): string {
  const bound = /^(>=|<=|>|<|==?)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)$/i.exec(expect.trim());
  if (bound !== null) {
    const [, relation = '', number = '', sign] = bound;
    const words = { '>=': 'at least', '<=': 'at most', '>': 'above', '<': 'below', '=': 'exactly', '==': 'exactly' }[
      relation
    ];
    return `${words} ${limitText(sign === '%' ? Number(number) / 100 : Number(number), unit)}`;
  }
  const both = /^\[?\s*(-?\d+(?:\.\d+)?)\s*(?:,|\.\.|to)\s*(-?\d+(?:\.\d+)?)\s*\]?$/.exec(expect.trim());
  if (both === null) return shorten(expect);
  return `between ${limitText(Number(both[1]), unit)} and ${limitText(Number(both[2]), unit)}`;
}

/** The limit of an expectation, and whether it is the least or the most; null for any other expectation. */
export function limitOf(expect: string): { readonly value: number; readonly isLeast: boolean } | null {
  const [, relation, number, sign] = /^(>=?|<=?)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)$/i.exec(expect.trim()) ?? [];
  if (relation === undefined) return null;
  return { value: Number(number) / (sign ? 100 : 1), isLeast: relation.startsWith('>') };
}

/** The verb after a limit in words: what is at most so much is allowed, all else is asked. */
export const askedWords = (limit: string): string =>
  `${limit} is ${/^(at most|below)/.test(limit) ? 'allowed' : 'asked'}`;

/** "not worse than the champion by more than 0.5 points". */
export const marginWords = (margin: number, other: string, unit: Unit): string =>
  `not worse than ${other} by more than ${marginText(margin, unit)}`;

/** Whether a check is a line of the comparison: its value is a difference. */
export const isComparison = (check: Pick<CheckResult, 'isComparison'>): boolean => check.isComparison === true;

/**
 * What was found, as a value or, for a comparison, as a difference with its sign. The label's unit stands beside it,
 * with the limit.
 */
export const foundText = (check: CheckResult, unit: Unit): string => {
  if (check.value === null) return '';
  const isBare = headUnit(unit) !== '';
  if (isComparison(check)) return isBare ? bareDifference(check.value, unit) : differenceText(check.value, unit);
  return isBare ? bareValue(check.value, unit) : valueText(check.value, unit);
};

/** The sentence of a check for files that show it alone (JSON, JUnit, SARIF, annotations). */
export function checkWords(check: CheckResult, more: Omit<Unit, 'unit'> = {}): string {
  const unit = { ...more, unit: check.unit };
  const waiver = check.waived ? ` ${waiverWords(check.waived)}` : '';
  if (check.value === null || check.verdict === 'unknown') {
    return `${capital(checkName(check))} cannot be decided: ${unknownReason(check)}.${waiver}`;
  }
  const end = check.interval ? ` (${intervalWords(check, unit)}, n ${count(check.n)})` : ` (n ${count(check.n)})`;
  const asked = isComparison(check) ? '' : `; ${askedWords(limitWords(check.expect, unit))}`;
  const what = isComparison(check) ? comparisonWords(check.value, unit) : `is ${valueText(check.value, unit)}`;
  return `${capital(checkName(check))} ${what}${end}${asked}.${waiver}`;
}

function comparisonWords(difference: number, unit: Unit): string {
  if (difference === 0) return 'is the same as before';
  const amount = differenceText(Math.abs(difference), unit).replace('+', '');
  return difference > 0 ? `is better by ${amount}` : `is worse by ${amount}`;
}

const intervalWords = (check: CheckResult, unit: Unit): string => {
  const text = (end: number): string => (isComparison(check) ? bareDifference(end, unit) : valueText(end, unit));
  const [low, high] = check.interval ?? [null, null];
  return `${low === null ? 'below' : text(low)} to ${high === null ? 'above' : text(high)}`;
};

/** Why a check is undecided, and what it would take, where that is known. */
export function unknownReason(check: CheckResult): string {
  if (check.gap) return gapWords(check.gap);
  const isCorrected = check.reason === 'undecided-after-correction';
  if (check.needs_n !== null) {
    return `${isCorrected ? gapWords(check.reason) : 'too few rows to decide'}, ${needsWords(check.needs_n, check.n)}`;
  }
  return check.reason === '' ? NOT_ENOUGH : gapWords(check.reason);
}

/** Who waived a check, until when and why. */
export const waiverWords = (waived: NonNullable<CheckResult['waived']>): string =>
  `Waived by ${shorten(waived.owner, 40)} until ${shorten(waived.until, 40)}: ${shorten(waived.why, 200)}.`;

/** The few words beside a check in a table whose other columns say value, interval and n. */
export function checkRemark(
  check: CheckResult,
  { line, other }: { readonly line: ComparisonLine | null; readonly other: string },
  unit: Unit,
): string {
  const said: string[] = [];
  if (check.verdict === 'unknown' || check.value === null) {
    said.push(`${capital(unknownReason(check))}.`);
    if (!check.blocks) said.push('Not guarded: it does not block.');
  } else if (line !== null) {
    said.push(...lineRemark(line, unit, other));
  } else {
    said.push(...boundRemark(check, unit));
  }
  if (check.waived) said.push(waiverWords(check.waived));
  else if (check.verdict === 'fail' && !check.blocks) said.push('It does not block.');
  return said.join(' ');
}

function lineRemark(line: ComparisonLine, unit: Unit, other: string): string[] {
  const said = line.guarded && line.slice !== null ? ['Guarded.'] : [];
  if (line.candidate !== null && line.other !== null) {
    const [ours, theirs] = pairText(line.candidate, line.other, unit);
    said.push(`It has ${ours}; ${other} ${theirs}.`);
  }
  return said;
}

/** Says it when the value alone would have passed and its bound does not: the commonest question. */
function boundRemark(check: CheckResult, unit: Unit): string[] {
  const limit = limitOf(check.expect);
  if (limit === null || check.value === null || check.interval === null) return [];
  const end = check.interval[limit.isLeast ? 0 : 1];
  const meets = (x: number): boolean => (limit.isLeast ? x >= limit.value : x <= limit.value);
  if (end === null || check.verdict === 'pass' || !meets(check.value) || meets(end)) return [];
  return [`The value meets the limit, but it may be ${valueText(end, unit)}.`];
}
