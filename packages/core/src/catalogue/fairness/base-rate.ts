import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'base-rate',
  family: 'fairness',
  title: 'Base rate',
  question: 'How often does what matters happen?',
  formula: 'rows with a positive label / rows',
  unit: 'share',
  range: [0, 1],
  better: 'neither',
  tasks: ['binary'],
  needs: { rows: ['label'] },
  params: {},
  laws: [],
  edges: 'Defined for any row.',
  sources: [{ title: 'AI Fairness 360, base_rate', relation: 'same' }],
  clauses: ['MEASURE 2.11', 'MAP 2.3', 'A.5.4'],
  maturity: 'stable',
  examples: [{ given: givenRows({ label: [1, 0, 0, 0] }), value: 0.25, by: '1 of 4' }],
  each: ({ n, label }) => ({ top: label, bottom: ones(n) }),
});
