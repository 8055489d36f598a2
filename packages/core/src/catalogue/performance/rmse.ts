import { defineMetric } from '../define.ts';
import { squaredErrors } from '../errors.ts';
import { FEWEST_ROWS_OF_SQUARES } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'rmse',
  family: 'performance',
  title: 'Root mean squared error',
  question: 'By how much is the prediction off, when large misses count more than in proportion?',
  formula: '√ of the mean of (prediction - label)²',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'shift-free', 'zero-when-perfect'],
  edges: 'Defined for any row; squares that overflow are a gap (infinite). A single absurd row can be most of it.',
  sources: [{ title: 'scikit-learn 1.9, root_mean_squared_error', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isMean: true,
  fewestRows: () => FEWEST_ROWS_OF_SQUARES,
  examples: [
    {
      given: givenRows({ label: [3, 1], prediction: [6, 5] }, { classes: 0 }),
      value: Math.sqrt(12.5),
      by: '√((9 + 16) / 2)',
    },
  ],
  measure(given) {
    const { mean, total } = squaredErrors(given);
    if (total === 0) return { gap: 'too-few-rows', n: given.n };
    return Number.isFinite(mean) ? { value: Math.sqrt(mean), n: given.n } : { gap: 'infinite', n: given.n };
  },
  influence(given) {
    const { n, weight } = given;
    const { squares, mean, total } = squaredErrors(given);
    const out = new Float64Array(n);
    if (mean === 0) return out;
    const scale = n / (2 * Math.sqrt(mean) * total);
    for (let i = 0; i < n; i++) out[i] = scale * weight[i]! * (squares[i]! - mean); // ! i < n
    return out;
  },
});
