import { givenRows } from '../given.ts';
import { type List, meanOverQueries, PLACES, placesOf, throughTies } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'reciprocal-rank',
  family: 'performance',
  title: 'Mean reciprocal rank',
  question: 'How far down is the first thing that people look for?',
  formula: 'mean over queries of 1 / place of the first relevant item, 0 if there is none among the first k',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: PLACES(0),
  laws: ['rank-only'],
  edges:
    'An item is relevant with a label above 0. Nothing relevant is found at no place: 0. Among items of equal score every order counts alike.',
  sources: [{ title: 'E. M. Voorhees, The TREC-8 question answering track report', year: 1999, relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 0, 1], label: [0, 1, 1, 1], score: [0.9, 0.8, 0.1, 0.5] }, { classes: 0 }),
      value: 0.75,
      by: 'place 2 and place 1',
    },
    {
      given: givenRows({ query: [0, 0], label: [0, 1], score: [0.5, 0.5] }, { classes: 0 }),
      value: 0.75,
      by: 'place 1 or 2, one as likely as the other',
    },
  ],
  each: (given, { k }) => meanOverQueries(given, (list) => firstOf(list, placesOf(k, list))),
});

/** The mean of 1 / place over all orders of the tie that holds the first relevant item. */
function firstOf(list: List, places: number): number {
  let mean = 0;
  throughTies(list, ({ before, size, relevant }) => {
    if (before >= places) return true;
    if (relevant === 0) return false;
    let stillNone = 1;
    for (let at = 0; at <= size - relevant && before + at < places; at++) {
      const chance = relevant / (size - at);
      mean += (stillNone * chance) / (before + at + 1);
      stillNone *= 1 - chance;
    }
    return true;
  });
  return mean;
}
