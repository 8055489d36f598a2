import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'mape',
  family: 'performance',
  title: 'Mean absolute percentage error',
  question: 'By what share of the true value is the prediction off, on average?',
  formula: 'mean of |prediction - label| / |label|',
  unit: 'share',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['scale-free', 'zero-when-perfect'],
  edges:
    'A label of 0 is a gap (zero-label): the share of nothing is not a number. scikit-learn divides by 2^-52 there and answers about 1e15; other programs drop such rows in silence. WAPE has no such gap. It punishes predictions that are too high more than those that are too low.',
  sources: [
    {
      title: 'scikit-learn 1.9, mean_absolute_percentage_error',
      relation: 'adapted',
      note: 'a gap where a label is 0, the same value elsewhere',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    { given: givenRows({ label: [2, -4], prediction: [3, -3] }, { classes: 0 }), value: 0.375, by: '(1/2 + 1/4) / 2' },
  ],
  gap: ({ n, label, weight }) => (hasZero(label, weight, n) ? 'zero-label' : null),
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const y = label[i]!; // ! i < n
      top[i] = y === 0 ? 0 : Math.abs((prediction[i]! - y) / y); // ! i < n
    }
    return { top, bottom: ones(n) };
  },
});

function hasZero(label: Float64Array, weight: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) if (label[i] === 0 && weight[i]! > 0) return true; // ! i < n
  return false;
}
