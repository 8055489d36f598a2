import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'precision',
  family: 'performance',
  title: 'Precision',
  question: 'When the model says yes, how often is it right?',
  formula: 'TP / (TP + FP)',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'ranking'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['one-when-perfect'],
  edges:
    'No positive prediction: a gap (no-denominator). scikit-learn answers 0 or what zero_division says, Fairlearn NaN.',
  sources: [{ title: 'scikit-learn 1.9, precision_score with zero_division NaN', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 1], prediction: [1, 1, 0, 1] }),
      value: 2 / 3,
      by: 'TP 2, FP 1',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = label[i]! * prediction[i]!; // ! i < n
    return { top, bottom: prediction };
  },
});
