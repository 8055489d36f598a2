import type { SetAside } from '../../table/judgeable.ts';
import type { ComparisonLine, VerdictWord } from '../result.ts';
import { countWord, plural, pluralWord } from './numbers.ts';

/** Headings that say the finding, and the sentences beside the evidence. */

const COUNTED: readonly (readonly [VerdictWord, (n: number) => string])[] = [
  ['fail', (n) => `${plural(n, 'check')} failed`],
  ['warn', (n) => `${n} ${n === 1 ? 'warns' : 'warn'}`],
  ['pass', (n) => `${n} ${n === 1 ? 'passes' : 'pass'}`],
  ['unknown', (n) => `${n} cannot be decided`],
];

/** "2 checks failed, 1 warns, 4 pass, 1 cannot be decided". */
export function checksHeading(verdicts: readonly VerdictWord[]): string {
  const parts = COUNTED.map(([verdict, say]) => [verdicts.filter((v) => v === verdict).length, say] as const)
    .filter(([n]) => n > 0)
    .map(([n, say]) => say(n));
  const text = parts.join(', ');
  return /check/.test(text) || text === ''
    ? text || 'No checks'
    : text.replace(/^\d+/, (n) => `${n} ${n === '1' ? 'check' : 'checks'}`);
}

/** What the lines of a comparison show together. */
export function comparisonHeading(lines: readonly ComparisonLine[], other: string): string {
  const decided = lines.filter((line) => line.bounds !== null && line.verdict !== 'unknown');
  const all = lines.find((line) => line.slice === null);
  const failed = decided.filter((line) => line.verdict === 'fail');
  const better = decided.filter((line) => line.bounds !== null && line.bounds[0] > 0);
  if (decided.length === 0) return `Too few rows to tell it from ${other}`;
  if (all?.verdict === 'fail') return `Worse than ${other}`;
  if (failed.length > 0) {
    const isMostlyBetter = better.length > failed.length;
    const places = failed.length === 1 ? 'one place' : `${countWord(failed.length)} places`;
    return isMostlyBetter ? `Better almost everywhere, worse in ${places}` : `Worse than ${other} in ${places}`;
  }
  if (all?.verdict === 'warn') return `A little worse than ${other}, within the margin`;
  if (all?.verdict === 'unknown') return `Too few rows to tell it from ${other}`;
  if (better.length === decided.length)
    return `Better than ${other}${decided.length > 1 ? ' wherever it can be told' : ''}`;
  return `Not worse than ${other}${decided.length > 1 ? ' wherever it can be told' : ''}`;
}

/** The heading over slices that are too small. */
export const tooSmallHeading = (n: number): string =>
  `${n === 1 ? 'One slice is' : `${countWord(n).replace(/^./, (c) => c.toUpperCase())} slices are`} too small to decide`;

/** The heading over slices: where it is weakest, or that it is so nowhere. */
export const slicesHeading = (worst: string | null, isEven: boolean): string =>
  worst !== null ? `Weakest ${worst}` : isEven ? 'About as good in every slice' : 'No slice is surely worse';

/** A group that is surely worse off than another, in one sentence part; figures are texts. */
export function groupHeading(
  entry: string,
  of: { low: string; high: string; figures: readonly [string, string] },
): string {
  const than = `${of.low} than ${of.high}: ${of.figures[0]} against ${of.figures[1]}`;
  if (entry === 'recall') return `Found less often ${than} of 100`;
  if (entry === 'accuracy') return `Right less often ${than} of 100`;
  if (entry === 'selection-rate') return `Said yes to less often ${than} of 100`;
  return `Off by more ${than}`;
}

/** What the isotonic line says of scores, from where it leaves the band. */
export function honestyHeading(finding: 'honest' | 'too-sure' | 'too-careful' | 'off' | 'unclear'): string {
  return {
    honest: 'Its scores can be taken at their word',
    'too-sure': 'It is too sure of itself',
    'too-careful': 'It is surer than it says',
    off: 'Its scores are not to be read as chances',
    unclear: 'What its scores say',
  }[finding];
}

/** Headings and sentences of sections. */
export const SECTION = {
  checks: 'What failed comes first. A check passes on the bound of its interval, not on the value alone.',
  levels: (oneSided: string | null, twoSided: string | null): string =>
    [
      oneSided === null ? '' : `Bounds of comparisons are one-sided ${oneSided}.`,
      twoSided === null ? '' : `${oneSided === null ? 'Intervals' : 'Other intervals'} are two-sided ${twoSided}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  rowsIndependent: 'It assumes independent rows.',
  belowZero: 'A difference below zero is worse.',
  rowsClustered: (clusters: string, column: string): string =>
    `Rows with the same ${column} hang together: intervals rest on ${clusters} of them.`,
  rowsByDay: (days: string): string => `Rows of one day hang together: intervals rest on ${days}.`,
  comparison: (title: string, other: string): string =>
    `Each line is the difference in ${title} between this model and ${other}, on the same rows.`,
  comparisonRead: 'The short upright is how much it may lose; right of the zero line it is better.',
  churn: (changed: string, better: string, worse: string): string =>
    `${changed} answers differ: ${better} became right, ${worse} became wrong.`,
  lone: (rows: string, model: string): string => `${rows} of ${model}`,
  unmatched: (lone: readonly string[]): string => `Left out, because the other side lacks them: ${lone.join(', ')}.`,
  nothingCompared: 'No other model was given, so this says how good it is, not whether it is better.',
  tooSmall: 'They are neither safe nor unsafe: the interval reaches past the margin. More labelled rows settle it.',
  tooSmallNote: 'Hollow and hatched: undecided.',
  slices: (title: string): string => `The dots are ${title} in each slice; the grey line is all rows.`,
  groups: 'Their intervals do not overlap.',
  weakest: (where: string): string => `It is weakest ${where}.`,
  slicesNote: 'The worst slices come first. An interval that crosses the grey line is no finding.',
  sameInFigures: 'The same in figures',
  quality: 'What the table itself is like',
  qualitySay: 'This is about the rows that were judged, not about the model.',
  measures: 'All figures, each with its interval',
  measuresSay: 'A name leads to its question, formula and source.',
  methods: (names: string): string => `Intervals by ${names}.`,
  reliability:
    'When it says 60 of 100, is it so 60 times? The line is the share that came true; the shaded band is what an honest score could show by chance.',
  noReliability: 'How its scores fall, and how well they tell the classes apart.',
  confusion: 'Which answers it mixes up',
  confusionSay: 'Rows are what was true, columns what it answered. Darker means a larger part of the row.',
  confusionFull: (truth: string, answer: string, share: string): string =>
    `Most often taken for something else: ${truth}, answered ${answer} in ${share} of its rows.`,
  confusionNone: 'It mixes up nothing here.',
  residuals: 'How far off it is',
  residualsShare: (below: string): string => `In ${below} of rows it says too little.`,
  residualsSay: 'Prediction minus label. Left of zero it says too little, right of zero too much.',
  moneyWorse: 'It costs more',
  moneyBetter: 'It costs less',
  moneyMixed: 'The gain on many hides the loss of a few',
  moneyInPlaces: (places: string): string => `It costs more in ${places}; over all there is no clear difference`,
  moneyUnclear: 'No clear difference in cost',
  moneyMore: (places: string): string => `It costs more in ${places}.`,
  moneySay: (other: string): string => `The last column is this model minus ${other}: below zero is cheaper.`,
  assumed: 'What was assumed and set aside',
  assumedSay:
    'Nobody said these things; the program took them from the data. Write them into the contract to pin them.',
  assumedNone: 'Nothing had to be assumed.',
  undrawn: (n: number, what: string): string => `${plural(n, 'more', 'more')} ${what}; all are in the JSON.`,
} as const;

/** What each cost of a contract is the cost of. */
export const COST_NAMES: Readonly<Record<string, string>> = {
  false_positive: 'a false alarm',
  false_negative: 'a missed case',
  true_positive: 'a found case',
  true_negative: 'a rightly passed case',
  over: 'each unit too much',
  under: 'each unit too little',
};

/** One pair of classes that has a price. */
export const pairCost = (label: string, prediction: string): string => `saying ${prediction} where ${label} is true`;

/** A price that each row has in a column: "EUR 0.75 x amount". */
export const columnPrice = ({ column, times }: { column: string; times: number }, currency: string): string =>
  `${currency === '' ? '' : `${currency} `}${times === 1 ? '' : `${times} x `}${column}`;

/** Names of methods as their users know them. */
const METHODS: Readonly<Record<string, string>> = {
  wilson: 'counting (Wilson)',
  'clopper-pearson': 'counting (Clopper-Pearson)',
  tango: 'counting (Tango)',
  delta: 'delta method',
  delong: 'DeLong',
  hall: 'skewness taken off (Hall)',
  bca: 'bootstrap (BCa)',
  basic: 'bootstrap, less what chance adds',
  corrected: 'bootstrap, bias taken off',
  'order-statistics': 'order of the values',
  jackknife: 'without each in turn (jackknife)',
  'chi-squared': 'chi-squared',
  'two-way': 'rows and seeds both drawn anew',
};

const BY_CLUSTER = 'cluster-';

/** How an interval was found, by the method's name in the JSON. */
export const methodWords = (method: string): string =>
  method.startsWith(BY_CLUSTER)
    ? `${METHODS[method.slice(BY_CLUSTER.length)] ?? method}, by whole clusters`
    : (METHODS[method] ?? method);

/** Heads of columns. */
export const HEADS = {
  check: ['verdict', 'check', 'found', 'interval', 'n', 'in words'],
  slice: 'slice',
  rows: 'rows',
  n: 'n',
  metric: 'metric',
  value: 'value',
  interval: 'interval',
  method: 'interval by',
  needs: 'needs about',
  has: 'has',
  difference: 'difference',
  verdict: 'verdict',
  truth: 'what was true',
  answered: (name: string): string => `answered ${name}`,
  what: 'what',
  taken: 'taken',
  why: 'why',
  reason: 'set aside because',
  per1000: (currency: string): string => `${currency} per 1,000 decisions`,
  thisModel: 'this model',
} as const;

/** Captions, axes and marks of figures. */
export const FIGURE = {
  comparison: (title: string, other: string, finding: string): string =>
    `Difference in ${title} to ${other}, by slice. ${finding}.`,
  comparisonUnit: (unit: string): string => (unit === '' ? 'difference, with bounds' : `${unit}, with bounds`),
  points: 'points',
  key: (unit: string): string => `${unit === '' ? 'difference' : unit}; | is no difference, right of it is better`,
  worse: '← worse',
  better: 'better →',
  margin: 'margin',
  slices: (title: string): string => `${title}, by slice`,
  measures: 'Shares of 100, with intervals',
  allRows: 'all rows',
  withInterval: 'value, with interval',
  unitWithInterval: (unit: string): string => `${unit}, with interval`,
  scores: 'Where its scores lie',
  scoresSay: 'Of each class, how many of 100 rows have a score in this range.',
  scoresAxes: { x: 'score given, of 100', y: 'of 100 rows of the class' },
  class: (name: string): string => `label is ${name}`,
  negatives: 'the others',
  threshold: 'threshold',
  roc: 'Of those it should find: found',
  rocSay: 'Up is better: more found for the same false alarms. The dotted diagonal is guessing.',
  rocAxes: { x: 'of 100 that it should leave: wrongly called', y: 'of 100 that it should find: found' },
  rocAt: (found: string, wrong: string): string => `at the threshold: finds ${found}, false alarms ${wrong}`,
  pr: 'Of those it calls: right',
  prSay: 'How many of its calls are right, as it finds more.',
  prAxes: { x: 'of 100 that it should find: found', y: 'of 100 calls: right' },
  prAt: (found: string, right: string): string => `at the threshold: finds ${found}, ${right} of calls are right`,
  reliability: 'When it says 60 of 100, how often is it so?',
  reliabilityAxes: { x: 'score given, of 100', y: 'of 100: came true' },
  reliabilityBand: 'shaded: where an honest score would lie',
  residuals: 'How many rows are off by how much',
  residualsAxis: (unit: string | null): string =>
    unit === null ? 'prediction minus label' : `prediction minus label, ${unit}`,
  zero: 'no error',
} as const;

/** All small slices of a comparison as one row. */
export const tooSmallRow = (n: number, title: string): string =>
  `${title}, ${pluralWord(n, 'small slice')}: too few rows to decide; not guarded, ${n === 1 ? 'it does' : 'they do'} not block.`;

const SET_ASIDE: Readonly<Record<SetAside, string>> = {
  'no-label': 'it has no label',
  'label-outside-classes': 'its label is none of the classes',
  'no-prediction': 'it has no prediction',
  'no-score': 'it has no score',
  'no-other-prediction': 'the other model has no answer for it',
  'no-weight': 'it has no weight',
  'no-cost': 'the column of a price is empty in it',
};

/** Why rows were set aside. */
export const setAsideWords = (reason: string): string =>
  Object.hasOwn(SET_ASIDE, reason) ? SET_ASIDE[reason as SetAside] : reason; // as: it is a key
