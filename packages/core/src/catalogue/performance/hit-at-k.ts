import { givenRows } from '../given.ts';
import { type List, meanOverQueries, PLACES, throughTies } from '../queries.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'hit-at-k',
  family: 'performance',
  title: 'Hit rate at k',
  question: 'How often is at least one of the first k things what people look for?',
  formula: 'queries with a relevant item among the first k / queries',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'score'] },
  params: { k: { ...PLACES(10).k, min: 1, help: 'How many places from the top count.' } },
  laws: ['rank-only'],
  edges:
    'An item is relevant with a label above 0. A query with nothing relevant is a miss. Where items tie at place k, it is the chance that one is among the first k if every order comes as often.',
  sources: [
    { title: 'M. Deshpande, G. Karypis, Item-based top-N recommendation algorithms', year: 2004, relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 0, 1], label: [0, 1, 1, 0], score: [0.9, 0.8, 0.8, 0.5] }, { classes: 0 }),
      params: { k: 2 },
      value: 0.5,
      by: 'found in the first, nothing to find in the second',
    },
    {
      given: givenRows({ query: [0, 0, 0], label: [0, 1, 0], score: [0.5, 0.5, 0.5] }, { classes: 0 }),
      params: { k: 2 },
      value: 2 / 3,
      by: 'two places for one of three',
    },
  ],
  each: (given, { k }) => meanOverQueries(given, (list) => chanceOfHit(list, k)),
});

function chanceOfHit(list: List, k: number): number {
  let chance = 0;
  throughTies(list, ({ before, size, relevant }) => {
    if (before >= k) return true;
    if (relevant === 0) return false;
    let none = 1;
    const places = Math.min(size, k - before);
    for (let at = 0; at < places; at++) none *= Math.max(0, size - relevant - at) / (size - at);
    chance = 1 - none;
    return true;
  });
  return chance;
}
