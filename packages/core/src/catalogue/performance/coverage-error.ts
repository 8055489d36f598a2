import { givenRows } from '../given.ts';
import { type List, meanOverQueries, throughTies } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'coverage-error',
  family: 'performance',
  title: 'Depth to the last relevant item',
  question: 'How far down a list must people go to have found all that they look for?',
  formula: 'mean over queries of the items that score at least as much as the lowest relevant one',
  unit: 'number',
  range: [1, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: {},
  laws: ['rank-only'],
  edges:
    'An item is relevant with a label above 0. A query with nothing relevant is left out (no query at all: no-denominator); scikit-learn counts it as 0. Items that tie with the last relevant one count, as there.',
  sources: [
    {
      title: 'scikit-learn 1.9, coverage_error',
      relation: 'adapted',
      note: 'queries with nothing relevant are left out',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 0, 1], label: [1, 0, 1, 1], score: [0.9, 0.8, 0.7, 0.1] }, { classes: 0 }),
      value: 2,
      by: '3 places and 1',
    },
  ],
  each: (given) => meanOverQueries(given, depthOf),
});

function depthOf(list: List): number | null {
  let depth: number | null = null;
  throughTies(list, ({ before, size, relevant }) => {
    if (relevant > 0) depth = before + size;
    return false;
  });
  return depth;
}
