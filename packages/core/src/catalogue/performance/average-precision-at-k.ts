import { givenRows } from '../given.ts';
import { type List, meanOverQueries, PLACES, placesOf, relevantIn, throughTies } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'average-precision-at-k',
  family: 'performance',
  title: 'Mean average precision (at k)',
  question: 'Going down a list, how pure is it whenever something relevant comes?',
  formula:
    'mean over queries of Σ over relevant items among the first k of the precision down to there / min(k, relevant items)',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: PLACES(0),
  laws: ['rank-only'],
  edges:
    'An item is relevant with a label above 0. A query with nothing relevant is left out (no query at all: no-denominator); scikit-learn’s label ranking average precision counts it as 1. Among items of equal score every order counts alike; there a tie is one step.',
  sources: [
    { title: 'C. Buckley, E. M. Voorhees, Evaluating evaluation measure stability', year: 2000, relation: 'same' },
    {
      title: 'scikit-learn 1.9, label_ranking_average_precision_score',
      relation: 'adapted',
      note: 'other ties, and queries with nothing relevant are left out',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 0, 0], label: [1, 0, 1, 0], score: [0.9, 0.8, 0.7, 0.1] }, { classes: 0 }),
      value: 5 / 6,
      by: '(1 + 2/3) / 2',
    },
    {
      given: givenRows({ query: [0, 0], label: [0, 1], score: [0.5, 0.5] }, { classes: 0 }),
      value: 0.75,
      by: 'precision 1 or 1/2, one as likely as the other',
    },
    {
      given: givenRows({ query: [0, 0, 0], label: [0, 1, 1], score: [0.9, 0.8, 0.7] }, { classes: 0 }),
      params: { k: 2 },
      value: 0.25,
      by: 'precision 1/2 at place 2, of two that could be there',
    },
  ],
  each: (given, { k }) =>
    meanOverQueries(given, (list) => {
      const relevant = relevantIn(list);
      const places = placesOf(k, list);
      return relevant === 0 ? null : precisions(list, places) / Math.min(relevant, k === 0 ? relevant : k);
    }),
});

/** The sum of precisions at relevant items, the mean of it over all orders of items that tie. */
function precisions(list: List, places: number): number {
  let sum = 0;
  let found = 0;
  throughTies(list, ({ before, size, relevant }) => {
    if (before >= places) return true;
    if (relevant === 0) return false;
    const others = size > 1 ? (relevant - 1) / (size - 1) : 0;
    for (let at = 0; at < size && before + at < places; at++) {
      sum += ((relevant / size) * (found + 1 + at * others)) / (before + at + 1);
    }
    found += relevant;
    return false;
  });
  return sum;
}
