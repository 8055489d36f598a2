import type { LeftOut, TrainedResult } from '../trained-result.ts';
import { count, plural } from './numbers.ts';

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  answers: 'is what a model answered',
  constant: 'has one value alone',
  empty: 'is empty',
  time: 'is a time: no later row has one of these',
  'names-each-row': 'is a text that hardly comes twice',
  'tells-the-label': 'is the label under another name',
};

const BY: Readonly<Record<TrainedResult['folds']['by'], string>> = {
  chance: 'by a model of four other fifths of the rows',
  cluster: 'by a model of other clusters, four fifths of the rows',
  time: 'by a model of earlier rows: the first two fifths are only learned from',
};

const LEARNERS: Readonly<Record<TrainedResult['learner'], string>> = {
  boosted: 'Boosted trees',
  linear: 'A linear model',
};

/** Sentences about a model that was learned here. */
export const TRAINED = {
  rarer: 'the rarer class of two; --positive says otherwise',
  heading: (most: readonly string[]): string =>
    most.length === 0 ? 'It looks at nothing that tells the label.' : `It looks most at ${most.join(' and ')}.`,
  learned: ({ learner, rows, size, features, folds, judged }: TrainedResult): string =>
    `${LEARNERS[learner]} (${learner === 'boosted' ? plural(size, 'round') : plural(size, 'coefficient')}) of ${plural(features.length, 'column')} and ${plural(rows, 'row')}. What is measured here are the answers to ${count(judged)} of these rows, each ${BY[folds.by]}.`,
  title: 'What it looks at.',
  caption: 'By how much the loss rises when a column is dealt out anew among the rows, so that it tells nothing',
  key: (unit: string): string => `what the mean loss rises by without it, in ${unit}; | is of no use`,
  explains:
    'Measured on rows that the model had not seen. Columns that go together are dealt out together: alone, each would seem spare because the others stand in for it.',
  unit: { 'log-loss': 'nats', 'unexplained-variance': 'points of R²' } as const,
  sides: { worse: 'of no use', better: 'of use' },
  leftOut: (name: string, why: LeftOut): string => `"${name}" was not learned from: it ${LEFT_OUT[why]}.`,
  others: (n: number): string => `${plural(n, 'other column')} not learned from either; the JSON names them.`,
} as const;
