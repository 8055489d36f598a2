import type { FittedSign } from '../../measure/estimate/fitted.ts';
import type { Refusal } from '../../measure/estimate/refusal.ts';
import { nameText } from './drift.ts';
import { count, percent, plural } from './numbers.ts';

/** What a report of an estimate says. */
export const ESTIMATE = {
  what: 'Estimate',
  subject: (analysis: string, reference: string): string => `${analysis} by the labels of ${reference}`,
  title: (word: string, subject: string): string => `${word}: ${subject}`,
  closing: (seed: number): string => `nothing is judged: there are no labels to judge by · seed ${seed}`,
  word: { worse: 'Worse', better: 'Better', level: 'No worse', none: 'No estimate', wrong: 'Estimate withdrawn' },
  worse: (name: string, value: string, band: string, before: string, since: string): string =>
    `${name} is about ${value} (${band}) since ${since}; it was ${before}.`,
  better: (name: string, value: string, band: string, before: string, since: string): string =>
    `${name} is better since ${since}: about ${value} (${band}); it was ${before}.`,
  level: (name: string, value: string, band: string, before: string): string =>
    `No sign that it got worse: ${name} is about ${value} (${band}); it was ${before}.`,
  none: (why: string): string => `Nobody can say without labels: ${why}.`,
  wrong: (since: string): string => `Labels show that the estimate is wrong since ${since}, so there is none any more.`,
  wrongByThen: (when: string): string =>
    `Labels that came by ${when} show that the estimate is wrong, so there is none any more.`,
  absurd: (rows: number): string =>
    `${plural(rows, 'row')} of the reference ${rows === 1 ? 'has' : 'have'} an absurd error, which is cut: look at ${rows === 1 ? 'it' : 'them'}`,
  ownLabels: 'The rows have labels of their own: those of --labels were not looked at.',
  came: (name: string, value: string, before: string): string =>
    `By the labels since then ${name} is ${value}; it was ${before}.`,
  refused: (refused: number, all: number, why: string): string =>
    `${refused === all ? 'None' : count(all - refused)} of ${plural(all, 'window')} could be estimated; most often, ${why}.`,
  reconciled: (inside: number, windows: number): string =>
    `What came lay in the band in ${count(inside)} of ${plural(windows, 'window')} that have labels.`,
  limits:
    'An estimate sees what features and scores show. That the same rows now end otherwise shows in labels alone: let some come, and give them with --labels.',
  oneClass: (n: number): string =>
    `The ${plural(n, 'label')} that came are all of one class: they were chosen by it, and say nothing of the estimate.`,
  held: (labels: number): string => `${plural(labels, 'label')} that came do not speak against the estimate.`,
  little: 'Labels show that chances are off by a little; what came lay in the band all the same.',
  action: {
    worse: 'Get labels of the newest rows first: they settle whether to retrain or to recalibrate.',
    fine: 'Nothing to do. Let labels of some rows come, drawn by chance.',
    none: 'Get labels of these rows, or a reference that holds such rows.',
    wrong: 'Judge by labels (`holdfast evaluate`), and take newer rows with labels as the reference.',
    fitted: 'Give a reference that the model was not fitted on: rows that were held out.',
  },
  facts: {
    now: 'Now, about',
    last: 'Last estimate',
    before: 'In the reference',
    shown: 'Windows estimated',
    inside: 'Came as estimated',
  },
  windowsOf: (n: number): string => `of ${plural(n, 'window')}`,
  over: 'How it went',
  overSay: 'The band holds what labels will say in 95 of 100 windows, as far as a reference can tell.',
  hatchedSay: 'Hatched: no estimate, with the reason in the table.',
  chart: (name: string): string => `${name}, estimated before the labels came, window by window`,
  bandExplains: 'The light band is the estimate.',
  cameExplains: 'The light band is the estimate; dots are what labels said.',
  cameText: (value: string, labels: number, rows: number): string =>
    labels < rows ? `${value}, by ${plural(labels, 'label')} of ${plural(rows, 'row')}` : value,
  rowsExplains: 'A dot is the estimate, its line the band; an upright is what labels said, once they came.',
  keys: {
    band: 'band: estimate',
    came: 'dots: what labels said',
    usual: (value: string): string => `reference: ${value}`,
    blank: 'hatched: no estimate',
  },
  windowHeads: ['window', 'rows', 'estimate', 'interval', 'labels said', 'why not'],
  reading:
    'Intervals are 95 %: draw of labels, what the reference’s own windows were off by, and half of what two opinions differ.',
  partly: 'By the labels that came, for all rows',
  partlySay:
    'Labels of some rows, with the chances of the others: right where the labelled rows are a random part, or are weighted by their chance. A width of 80 % saves a third of the labels.',
  partlyHeads: ['window', 'labels', 'of rows', 'value', 'interval', 'width'],
  skewed: 'too skewed',
  all: 'Every metric in the newest window that has an estimate',
  allHeads: ['metric', 'reference', 'estimate', 'interval', 'labels said'],
  refusals: 'Why there is no estimate',
  refusalHeads: ['reason', 'windows'],
  reconciledHeading: 'How right the estimates were',
  reconciledHeads: ['metric', 'windows', 'in the band', 'off by, on average'],
  assumed: 'What was taken for granted',
  assumedHeads: ['what', 'taken', 'why'],
  usedSay: (names: readonly string[]): string =>
    names.length === 0 ? 'There is no feature that both files have.' : `Looked at: ${names.map(nameText).join(', ')}.`,
  windowsFold: (n: number): string => `The ${count(n)} windows as a table`,
  undrawn: (n: number): string => `and ${plural(n, 'more window')} in the JSON`,
  rowsText: (start: number, end: number): string => `rows ${count(start + 1)} to ${count(end)}`,
} as const;

/** Why a window has no estimate, in a sentence without its end. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.why) {
    case 'too-few-rows':
      return `${plural(refusal.rows, 'row')} are too few: ${count(refusal.needed)} are the least`;
    case 'outside-reference':
      return outsideText(percent(refusal.share, 0), refusal.features.map(nameText).join(', '));
    case 'told-apart':
      return `${percent(refusal.share, 0)} of the rows have no like in the reference`;
    case 'few-alike':
      return `only ${count(refusal.rows)} rows' worth of the reference is like them`;
    case 'reference-fitted':
      return 'the model was fitted on the reference';
    case 'found-wrong':
      return 'labels have shown that the reference no longer holds';
  }
}

const outsideText = (share: string, names: string): string =>
  `${share} of the rows lie outside what the reference holds (${names})`;

/** The same as a kind, for several windows. */
export const REFUSAL_KINDS: Readonly<Record<Refusal['why'], string>> = {
  'too-few-rows': 'too few rows',
  'outside-reference': 'rows lie outside what the reference holds',
  'told-apart': 'rows have no like in the reference',
  'few-alike': 'too little of the reference is like them',
  'reference-fitted': 'the model was fitted on the reference',
  'found-wrong': 'labels have shown that the reference no longer holds',
};

/** What shows that the model has seen the reference. */
export function fittedText({ why, reference, analysis }: FittedSign): string {
  if (why === 'never-wrong') return 'it was never wrong there, as a model is on the rows that it learned from';
  const both = `${percent(reference)} against ${percent(analysis ?? 0)}`;
  return `it is surer there than in new rows of the same kind (${both}), as a model is of rows that it learned from`;
}
