import { foundIn } from '../found-in.ts';
import { givenRows } from '../given.ts';
import { meanOverQueries, PLACES } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'precision-at-k',
  family: 'performance',
  title: 'Precision at k',
  question: 'Of the first k things in a list, how many are what people look for?',
  formula: 'mean over queries of relevant items among the first k / k',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: { k: { ...PLACES(10).k, min: 1, help: 'How many places from the top count.' } },
  laws: ['rank-only'],
  edges:
    'An item is relevant with a label above 0. A list shorter than k is divided by k all the same. Of items that tie at place k a part counts, as if every order came as often.',
  sources: [
    {
      title: 'C. D. Manning, P. Raghavan, H. Schütze, Introduction to information retrieval',
      year: 2008,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 0, 1], label: [1, 0, 2, 1], score: [0.9, 0.8, 0.1, 0.5] }, { classes: 0 }),
      params: { k: 2 },
      value: 0.5,
      by: '1 of 2 in both, though the second list has one item',
    },
  ],
  each: (given, { k }) => meanOverQueries(given, (list) => foundIn(list, k) / k),
});
