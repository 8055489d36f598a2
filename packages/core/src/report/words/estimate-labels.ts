import type { NotJudged } from '../estimate-result.ts';
import { durationText } from './backtest-dates.ts';
import { count, fixed, percent, plural, points } from './numbers.ts';

const share = (interval: readonly [number, number]): string =>
  `${percent(interval[0], 0)} to ${percent(interval[1], 0)}`;
const pointsOf = (interval: readonly [number, number]): string =>
  `${points(interval[0], 1)} to ${points(interval[1], 1)}`;

/** What a report of an estimate says of labels and of how answers come back. */
export const ESTIMATE_LABELS = {
  /** Fifths of amounts, by where they end. */
  amounts: (edges: readonly number[]): readonly string[] => {
    const texts = edges.map((edge) => fixed(edge, Math.abs(edge) < 10 ? 2 : 0));
    return [`below ${texts[0] ?? ''}`, ...texts.map((text) => `from ${text}`)];
  },
  heading: 'Labels as they came',
  byArrival: 'A label counts from the day it came.',
  byWindow: 'Nobody says when labels came: each counts in the window of its row.',
  delay: (median: number | null, most: number | null): string =>
    `Half of them took up to ${median === null ? 'nobody knows how long' : durationText(median)}, 95 of 100 up to ${most === null ? 'nobody knows how long' : durationText(most)}.`,
  ever: (ever: number, interval: readonly [number, number], oldest: number): string =>
    `${percent(ever, 0)} of rows (${share(interval)}) have a label by the age of ${durationText(oldest)}; what comes later, if anything, nobody has seen.`,
  before: (labels: number): string =>
    `${plural(labels, 'label')} came before the row was answered: look at the clocks.`,
  corrected: (rows: number, of: number, name: string, before: string, after: string): string =>
    `${plural(rows, 'label')} of ${count(of)} (${percent(rows / of)}) ${rows === 1 ? 'was' : 'were'} corrected later: ${name} is ${after} by those that hold, ${before} by the first. Newest windows may still change as much.`,
  correctedSupport: (rows: number, of: number): string =>
    `${plural(rows, 'label')} of ${count(of)} (${percent(rows / of)}) ${rows === 1 ? 'was' : 'were'} corrected later.`,
  again: (again: number, withoutId: number, unknown: number): string | null => {
    const said = [
      ...(again > 0 ? [`${plural(again, 'label')} came again as it was`] : []),
      ...(withoutId > 0 ? [`${plural(withoutId, 'label')} without an id`] : []),
      ...(unknown > 0 ? [`${plural(unknown, 'label')} of an unknown id`] : []),
    ];
    return said.length === 0 ? null : `Left out: ${said.join(', ')}.`;
  },
  earlyOther: (difference: number, interval: readonly [number, number]): string =>
    `Labels that come early end otherwise than late ones (${points(difference, 1)} points, ${pointsOf(interval)}): until most are there a window is not judged by them.`,
  earlyAlike: 'Labels that come early end as late ones do.',
  windowHeads: ['window', 'rows', 'labels', 'to come', 'interval', 'judged'],
  judged: { labels: 'by its labels', 'some-labels': 'by those that came' },
  toCome: (expected: number, interval: readonly [number, number]): readonly [string, string] => [
    count(expected),
    `${count(interval[0])} to ${count(interval[1])}`,
  ],
  feedback: 'Whether answers come back as labels',
  selective: {
    even: 'Labels come to all answers alike.',
    uneven:
      'Labels come to some answers more often than to others: those of a window count once over the share of their answer that has one.',
    logged:
      'Labels come to some answers more often than to others: each counts once over the chance that was logged of it.',
    'one-sided':
      'Labels hardly come to some answers: nobody knows how those rows end, and no window is judged as if it were known. What labels say of the chances still holds, for rows that have one.',
    unknown: 'Too few rows tell whether labels come to all answers alike.',
  },
  selectiveSupport: {
    uneven: 'Labels come to some answers more often than to others, and are weighted.',
    'one-sided': 'Labels hardly come to some answers: of those rows nobody knows how they end.',
  },
  selectiveHeads: ['answer', 'rows', 'with a label', 'against the others', 'interval (99.9 %)'],
  explored: (difference: number, interval: readonly [number, number], n: readonly [number, number]): string =>
    `${plural(n[0], 'row')} left to chance came true ${fixed(100 * Math.abs(difference), 1)} points ${difference < 0 ? 'less' : 'more'} often (${pointsOf(interval)}) than ${count(n[1])} others of like chances.`,
  exploredSays: {
    other: 'So answers change what they foretell: learn from rows left to chance alone, or weight by chances.',
    perhaps: 'Perhaps answers change what they foretell: the interval says so, the evidence over time does not yet.',
    alike: 'No sign that answers change what they foretell.',
  },
  diversity: {
    narrower: 'Answers have become more alike than they were, three windows in a row.',
    wider: 'Answers differ more than they did, three windows in a row.',
    level: 'Answers differ from row to row as they did.',
  },
  selfLabelled: (rows: number, of: number, interval: readonly [number, number]): string =>
    `${count(rows)} of ${plural(of, 'label')} (${share(interval)}) only ${rows === 1 ? 'repeats' : 'repeat'} the answer and ${rows === 1 ? 'was' : 'were'} left out.`,
  policyHeads: ['metric', 'as they came', 'by chances', 'interval', 'with the model', 'interval'],
  policy: 'By logged chances, over all rows of windows with labels',
  policySay:
    'Each label counts once over the chance that it would be seen. The second way adds what the model says of the rows without a label: it is right if either the chances or the model is.',
  cut: (rows: number): string =>
    `${plural(rows, 'row')} would count more than 20 times and ${rows === 1 ? 'counts' : 'count'} 20.`,
} as const;

/** Why a window is not judged by labels. */
export const NOT_JUDGED: Readonly<Record<NotJudged, string>> = {
  'no-label-yet': 'no label yet',
  'few-labels': 'too few labels',
  'early-labels-differ': 'not yet: early labels differ',
  'labels-by-answer': 'no: labels come by answer',
  'one-class': 'no: labels of one class',
  'no-chances': 'not yet: most are to come',
};
