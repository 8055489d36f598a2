import { foundIn } from '../found-in.ts';
import { givenRows } from '../given.ts';
import { meanOverQueries, PLACES, relevantIn } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'recall-at-k',
  family: 'performance',
  title: 'Recall at k',
  question: 'Of all that people look for, how much is among the first k?',
  formula: 'mean over queries of relevant items among the first k / relevant items',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: { k: { ...PLACES(10).k, min: 1, help: 'How many places from the top count.' } },
  laws: ['rank-only'],
  edges:
    'An item is relevant with a label above 0. A query with nothing relevant is left out (no query at all: no-denominator); others count it as 0. Of items that tie at place k a part counts.',
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
      given: givenRows({ query: [0, 0, 0, 1], label: [1, 0, 2, 0], score: [0.9, 0.8, 0.1, 0.5] }, { classes: 0 }),
      params: { k: 2 },
      value: 0.5,
      by: '1 of 2; the second query has nothing to find',
    },
  ],
  each: (given, { k }) =>
    meanOverQueries(given, (list) => {
      const relevant = relevantIn(list);
      return relevant === 0 ? null : foundIn(list, k) / relevant;
    }),
});
