import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'smape',
  family: 'performance',
  title: 'Symmetric mean absolute percentage error',
  question: 'By what share of the size of both numbers is the prediction off, on average?',
  formula: 'mean of 2 |prediction - label| / (|prediction| + |label|), 0 where both are 0',
  unit: 'share',
  range: [0, 2],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'scale-free', 'zero-when-perfect'],
  edges:
    'A row with both 0 counts as right. Wherever one of the two is 0 and the other not, the row has the full 2, however small the miss: with many zeros look at WAPE.',
  sources: [
    {
      title: 'S. Makridakis, Accuracy measures: theoretical and practical concerns',
      year: 1993,
      relation: 'adapted',
      note: 'as a share, 0 to 2; 0/0 counts as 0',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    { given: givenRows({ label: [2, 0], prediction: [6, 0] }, { classes: 0 }), value: 0.5, by: '(2 · 4 / 8 + 0) / 2' },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const size = Math.abs(prediction[i]!) + Math.abs(label[i]!); // ! i < n
      top[i] = size === 0 ? 0 : (2 * Math.abs(prediction[i]! - label[i]!)) / size; // ! i < n
    }
    return { top, bottom: ones(n) };
  },
});
