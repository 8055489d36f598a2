import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'selection-rate',
  family: 'fairness',
  title: 'Selection rate',
  question: 'How often does the model say yes?',
  formula: 'rows with a positive prediction / rows',
  unit: 'share',
  range: [0, 1],
  better: 'neither',
  tasks: ['binary'],
  needs: { rows: ['prediction'] },
  params: {},
  laws: [],
  edges: 'Defined for any row. Its gap and ratio between groups are demographic parity and disparate impact.',
  sources: [{ title: 'Fairlearn 0.15, selection_rate', relation: 'same' }],
  clauses: ['MEASURE 2.11', 'MEASURE 2.4', 'A.5.4'],
  maturity: 'stable',
  examples: [{ given: givenRows({ prediction: [1, 0, 1, 0] }), value: 0.5, by: '2 of 4' }],
  each: ({ n, prediction }) => ({ top: prediction, bottom: ones(n) }),
});
