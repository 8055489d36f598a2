import { askedWords, limitWords } from './checks.ts';
import { aboutSlice, twoOfHundred } from './headline.ts';
import { headUnit, limitText, roundText, type Unit } from './numbers.ts';

/** What missed its limit. `end` is the end of the interval that misses it while the value itself meets it. */
export interface Missed {
  /** null where the figure is not simply that of an entry: an average over classes, a gap. */
  readonly entry: string | null;
  readonly title: string;
  readonly slice: string | null;
  readonly value: number;
  readonly end: number | null;
  readonly limit: Limit | null;
  readonly expect: string;
}

interface Limit {
  readonly value: number;
  readonly isLeast: boolean;
}

/** A failed or warning expectation in one sentence: in plain words where the entry has them. */
export function missedLimit(what: Missed, unit: Unit): string {
  const { entry, slice, end, limit } = what;
  const value = end ?? what.value;
  const plain = entry === null || limit === null ? null : plainly(entry, { value, limit, isEnd: end !== null }, unit);
  if (plain !== null) return aboutSlice(slice, (where) => `${plain.says}${where}; ${plain.bound}.`);
  const is = `${end === null ? 'is' : 'may be'} ${roundText(value, unit)}`;
  return aboutSlice(slice, (where) => `Its ${what.title} ${is}${where}; ${askedWords(limitWords(what.expect, unit))}.`);
}

interface Found {
  readonly value: number;
  readonly limit: Limit;
  readonly isEnd: boolean;
}

/** The figure and its limit as people would say them; null where the entry is known only by its name. */
function plainly(entry: string, { value, limit, isEnd }: Found, unit: Unit): { says: string; bound: string } | null {
  const perhaps = isEnd ? 'perhaps ' : '';
  const bound = (most: string): string => (limit.isLeast ? `at least ${most} is asked` : `at most ${most} is allowed`);
  const hundred = HUNDRED[entry];
  if (hundred !== undefined) {
    const [found, asked] = twoOfHundred(value, limit.value);
    return { says: hundred(perhaps + found), bound: bound(asked) };
  }
  const own = OWN[entry];
  if (own === undefined || (entry === 'bias' && value * limit.value < 0)) return null;
  // The unit stands with the figure already; an amount keeps its currency.
  const most = limitText(Math.abs(limit.value), headUnit(unit) === '' ? unit : { unit: 'number' });
  const isBias = entry === 'bias';
  const says = own(perhaps + roundText(isBias ? Math.abs(value) : value, unit), value);
  return { says, bound: isBias ? `at most ${most} is allowed` : bound(most) };
}

/** Shares and what is like one, said of a hundred. */
const HUNDRED: Readonly<Record<string, (found: string) => string>> = {
  accuracy: (found) => `It is right ${found} times in 100`,
  recall: (found) => `It finds ${found} of 100 that it should find`,
  precision: (found) => `Of 100 that it calls, ${found} are right`,
  'roc-auc': (found) => `Shown one of each class, it picks right ${found} times in 100`,
  'smooth-calibration-error': (found) => `Its scores are off by ${found} of 100`,
  'expected-calibration-error': (found) => `Its scores are off by ${found} of 100`,
  'interval-coverage': (found) => `Its intervals hold ${found} of 100 labels`,
};

/** Figures in the unit of the label or in money. */
const OWN: Readonly<Record<string, (found: string, value: number) => string>> = {
  mae: (found) => `It is off by ${found} on average`,
  bias: (found, value) => `It says ${found} too ${value < 0 ? 'little' : 'much'} on average`,
  'median-absolute-error': (found) => `Half of its answers are off by more than ${found}`,
  'cost-per-row': (found) => `It costs ${found} a row`,
  'answer-cost': (found) => `An answer costs ${found} on average`,
  'over-under-cost': (found) => `It costs ${found} a row`,
};
