import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'mean-prediction',
  family: 'performance',
  title: 'Mean prediction',
  question: 'What does the model say on average?',
  formula: 'mean of the prediction',
  unit: 'label',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['prediction'] },
  params: {},
  laws: [],
  edges: 'Defined for any row. Needs no label: it can be watched from the first day.',
  sources: [{ title: 'Fairlearn 0.15, mean_prediction', relation: 'same' }],
  clauses: ['MEASURE 2.4', 'MEASURE 2.11', 'A.6.2.6'],
  maturity: 'stable',
  examples: [{ given: givenRows({ prediction: [3, 1, 2] }, { classes: 0 }), value: 2, by: '6 / 3' }],
  each: ({ n, prediction }) => ({ top: prediction, bottom: ones(n) }),
});
