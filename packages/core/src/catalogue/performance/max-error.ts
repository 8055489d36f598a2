import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { hasWeight } from '../ratio.ts';

export default defineMetric({
  id: 'max-error',
  family: 'performance',
  title: 'Largest error',
  question: 'By how much is the prediction off at its worst?',
  formula: 'largest |prediction - label|',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'shift-free', 'zero-when-perfect'],
  edges:
    'Defined for any row. It tells of one row and grows with their number; it has no interval, because resampling knows nothing of what lies beyond the worst row.',
  sources: [{ title: 'scikit-learn 1.9, max_error', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isExtreme: true,
  examples: [
    { given: givenRows({ label: [3, 2, 7], prediction: [4, 2, 5] }, { classes: 0 }), value: 2, by: '1, 0 and 2' },
  ],
  measure({ n, label, prediction, weight }) {
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    let value = 0;
    for (let i = 0; i < n; i++) {
      const error = Math.abs(prediction[i]! - label[i]!); // ! i < n
      if (error > value && weight[i]! > 0) value = error; // ! i < n
    }
    return Number.isFinite(value) ? { value, n } : { gap: 'infinite', n };
  },
});
