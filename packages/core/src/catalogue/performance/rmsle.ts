import { dot, sum } from '../../stats/sum.ts';
import { defineMetric, type RowsOf } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'rmsle',
  family: 'performance',
  title: 'Root mean squared logarithmic error',
  question: 'By what factor is the prediction off, when large misses count more than in proportion?',
  formula: '√ of the mean of (ln(1 + prediction) - ln(1 + label))²',
  unit: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'zero-when-perfect'],
  edges:
    'A label or a prediction of -1 or less is a gap (out-of-domain); scikit-learn raises. For amounts that are never negative: 0.1 is about 10 % off.',
  sources: [{ title: 'scikit-learn 1.9, root_mean_squared_log_error', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isMean: true,
  examples: [
    {
      given: givenRows({ label: [0, 1], prediction: [1, 0] }, { classes: 0 }),
      value: Math.LN2,
      by: 'ln 2 off in both rows',
    },
  ],
  measure(given) {
    const { squares, total, isInside } = squaresOf(given);
    if (total === 0) return { gap: 'too-few-rows', n: given.n };
    if (!isInside) return { gap: 'out-of-domain', n: given.n };
    return { value: Math.sqrt(dot(given.weight, squares) / total), n: given.n };
  },
  influence(given) {
    const { n, weight } = given;
    const { squares, total } = squaresOf(given);
    const mean = dot(weight, squares) / total;
    const out = new Float64Array(n);
    if (mean === 0) return out;
    const scale = n / (2 * Math.sqrt(mean) * total);
    for (let i = 0; i < n; i++) out[i] = scale * weight[i]! * (squares[i]! - mean); // ! i < n
    return out;
  },
});

/** Rows of weight 0 have 0, whatever they hold. */
function squaresOf({ n, label, prediction, weight }: RowsOf<'label' | 'prediction'>) {
  const squares = new Float64Array(n);
  let isInside = true;
  for (let i = 0; i < n; i++) {
    if (weight[i] === 0) continue;
    const [y, p] = [label[i]!, prediction[i]!]; // ! i < n
    if (!(y > -1 && p > -1)) isInside = false;
    else squares[i] = (Math.log1p(p) - Math.log1p(y)) ** 2;
  }
  return { squares, total: sum(weight), isInside };
}
