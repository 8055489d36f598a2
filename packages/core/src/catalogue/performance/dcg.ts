import { discountedGain } from '../discounted-gain.ts';
import { givenRows } from '../given.ts';
import { meanOverQueries, PLACES, placesOf } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'dcg',
  family: 'performance',
  title: 'DCG (discounted cumulative gain)',
  question: 'How much of worth do people find near the top of a list?',
  formula: 'mean over queries of Σ over the first k places of worth / log2(place + 1)',
  unit: 'number',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: {
    ...PLACES(10),
    exponential: { default: 0, min: 0, max: 1, help: '1: an item is worth 2^relevance - 1; 0: its relevance.' },
  },
  laws: ['rank-only'],
  edges:
    'Defined for any query. Items of equal score share what they are worth, as if every order of them came as often. Queries with more to find have more: NDCG holds each against its best.',
  sources: [
    {
      title: 'K. Järvelin, J. Kekäläinen, Cumulated gain-based evaluation of IR techniques',
      year: 2002,
      relation: 'adapted',
      note: 'discounted from the second place on by log2(place + 1), as everybody does now',
    },
    { title: 'scikit-learn 1.9, dcg_score', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 0], label: [0, 3, 1], score: [0.9, 0.8, 0.1] }, { classes: 0 }),
      value: 3 / Math.log2(3) + 1 / 2,
      by: '0 at place 1, 3 / log2(3), 1 / log2(4)',
    },
    {
      given: givenRows({ query: [0, 0, 1], label: [1, 2, 1], score: [0.5, 0.5, 0.1] }, { classes: 0 }),
      params: { k: 1, exponential: 1 },
      value: 1.5,
      by: 'first query: 1 and 3 tie, so 2; second: 1',
    },
  ],
  each: (given, { k, exponential }) =>
    meanOverQueries(given, (list) =>
      discountedGain(list, placesOf(k, list), exponential === 1 ? 'exponential' : 'plain'),
    ),
});
