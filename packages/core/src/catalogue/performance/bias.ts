import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'bias',
  family: 'performance',
  title: 'Mean error',
  question: 'Is the prediction too high or too low on average, and by how much?',
  formula: 'mean of prediction - label; above 0 is too high',
  unit: 'label',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['shift-free', 'zero-when-perfect'],
  edges: 'Defined for any row. Best at 0: misses up and down cancel, so it says nothing about their size.',
  sources: [
    {
      title: 'R. J. Hyndman, G. Athanasopoulos, Forecasting: principles and practice',
      year: 2021,
      relation: 'adapted',
      note: 'prediction - label, not label - prediction',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    { given: givenRows({ label: [3, 1], prediction: [5, 0] }, { classes: 0 }), value: 0.5, by: '(2 - 1) / 2' },
  ],
  isSigned: true,
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = prediction[i]! - label[i]!; // ! i < n
    return { top, bottom: ones(n) };
  },
});
