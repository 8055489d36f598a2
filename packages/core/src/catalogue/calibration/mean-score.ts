import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'mean-score',
  family: 'calibration',
  title: 'Mean score',
  question: 'What does the score say on average?',
  formula: 'mean of the score',
  unit: 'number',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary'],
  needs: { rows: ['score'] },
  params: {},
  laws: [],
  edges: 'Defined for any row. Where the score is a probability, compare it with the base rate.',
  sources: [{ title: 'numpy 2.1, average', relation: 'same' }],
  clauses: ['MEASURE 2.4', 'MAP 2.2', 'A.6.2.6'],
  maturity: 'stable',
  examples: [{ given: givenRows({ score: [0.25, 0.75, 0.5] }), value: 0.5, by: '1.5 / 3' }],
  each: ({ n, score }) => ({ top: score, bottom: ones(n) }),
});
