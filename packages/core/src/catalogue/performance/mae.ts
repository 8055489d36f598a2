import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'mae',
  family: 'performance',
  title: 'Mean absolute error',
  question: 'By how much is the prediction off, on average?',
  formula: 'mean of |prediction - label|',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'shift-free', 'zero-when-perfect'],
  edges: 'Defined for any row. One absurd row moves it in proportion; the median absolute error does not notice one.',
  sources: [{ title: 'scikit-learn 1.9, mean_absolute_error', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  constant: 'median',
  examples: [
    {
      given: givenRows({ label: [3, -1, 2], prediction: [2.5, 0, 2] }, { classes: 0 }),
      value: 0.5,
      by: '(.5 + 1 + 0) / 3',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = Math.abs(prediction[i]! - label[i]!); // ! i < n
    return { top, bottom: ones(n) };
  },
});
