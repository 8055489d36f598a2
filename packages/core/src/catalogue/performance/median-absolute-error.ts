import { orderOf } from '../../stats/order.ts';
import { sum } from '../../stats/sum.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'median-absolute-error',
  family: 'performance',
  title: 'Median absolute error',
  question: 'By how much is the prediction off in the typical case?',
  formula: 'median of |prediction - label|; between two rows, their mean',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'shift-free', 'zero-when-perfect'],
  edges: 'Defined for any row. Half of the rows can be absurd and it does not notice: look at RMSE too.',
  sources: [{ title: 'scikit-learn 1.9, median_absolute_error', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 2, 3, 4], prediction: [1, 1, 5, 9] }, { classes: 0 }),
      value: 1.5,
      by: 'errors 0, 1, 2, 5: between 1 and 2',
    },
  ],
  measure({ n, label, prediction, weight }) {
    const half = sum(weight) / 2;
    if (half === 0) return { gap: 'too-few-rows', n };
    const errors = distances(label, prediction);
    const order = orderOf(errors);
    let reached = 0;
    let lower: number | null = null;
    for (let k = 0; k < n; k++) {
      const i = order[k]!; // ! k < n
      if (weight[i] === 0) continue;
      const error = errors[i]!; // ! i < n
      // Half of the weight was reached exactly at the row before: the median is between the two.
      if (lower !== null) return { value: (lower + error) / 2, n };
      reached += weight[i]!; // ! i < n
      if (reached > half) return { value: error, n };
      if (reached === half) lower = error;
    }
    return { value: lower ?? errors[order[n - 1]!]!, n }; // ! some row has weight
  },
  quantile: ({ label, prediction }) => ({ values: distances(label, prediction), level: 0.5 }),
});

function distances(label: Float64Array, prediction: Float64Array): Float64Array {
  const errors = new Float64Array(label.length);
  for (let i = 0; i < errors.length; i++) errors[i] = Math.abs(prediction[i]! - label[i]!); // ! i < n
  return errors;
}
