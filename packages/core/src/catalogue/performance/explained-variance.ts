import { dot, sum } from '../../stats/sum.ts';
import { defineMetric, type RowsOf } from '../define.ts';
import { FEWEST_ROWS_OF_SQUARES } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'explained-variance',
  family: 'performance',
  title: 'Explained variance',
  question: 'How much of the ups and downs does the model follow, if a constant miss is forgiven?',
  formula: '1 - variance of (label - prediction) / variance of the label',
  unit: 'score',
  range: [Number.NEGATIVE_INFINITY, 1],
  better: 'higher',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['shift-free', 'scale-free', 'one-when-perfect'],
  edges:
    'One row, or all labels alike, is a gap (no-variance); scikit-learn answers 1 where the misses are alike too, else 0. It is R² without the mean error: where the two differ the model is biased.',
  sources: [
    { title: 'scikit-learn 1.9, explained_variance_score', relation: 'adapted', note: 'a gap for constant labels' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 2, 3, 4], prediction: [3, 4, 5, 6] }, { classes: 0 }),
      value: 1,
      by: 'every miss is 2, so none varies',
    },
    {
      given: givenRows({ label: [0, 0, 4, 4], prediction: [1, 0, 4, 5] }, { classes: 0 }),
      value: 1 - 0.25 / 4,
      by: 'misses 1, 0, 0, 1 vary by 1/4, labels by 4',
    },
  ],
  measure(given) {
    const parts = spreads(given);
    if (parts === null) return { gap: 'too-few-rows', n: given.n };
    if (parts.ofLabel.variance === 0) return { gap: 'no-variance', n: given.n };
    const value = 1 - parts.ofError.variance / parts.ofLabel.variance;
    return Number.isFinite(value) ? { value, n: given.n } : { gap: 'infinite', n: given.n };
  },
  fewestRows: () => FEWEST_ROWS_OF_SQUARES,
  influence(given) {
    const { n, weight } = given;
    const out = new Float64Array(n);
    const parts = spreads(given);
    if (parts === null) return out;
    const { ofLabel, ofError, total } = parts;
    const scale = n / (total * ofLabel.variance);
    const unexplained = ofError.variance / ofLabel.variance;
    for (let i = 0; i < n; i++) {
      out[i] = scale * weight[i]! * (unexplained * ofLabel.squares[i]! - ofError.squares[i]!); // ! i < n
    }
    return out;
  },
});

/** The squared deviations of label and error from their means; null without weight. */
function spreads({ n, label, prediction, weight }: RowsOf<'label' | 'prediction'>) {
  const total = sum(weight);
  if (total === 0) return null;
  const errors = new Float64Array(n);
  for (let i = 0; i < n; i++) errors[i] = label[i]! - prediction[i]!; // ! i < n
  return { ofLabel: around(label, weight, total), ofError: around(errors, weight, total), total };
}

function around(values: Float64Array, weight: Float64Array, total: number) {
  const mean = dot(weight, values) / total;
  const squares = new Float64Array(values.length);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!; // ! i < n
    squares[i] = (value - mean) ** 2;
    if (weight[i] === 0) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  // The mean of equal values may be a rounding away from them: what is left is not variance.
  return { squares, variance: least === most ? 0 : dot(weight, squares) / total };
}
