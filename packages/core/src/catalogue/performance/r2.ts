import { dot } from '../../stats/sum.ts';
import { defineMetric, type RowsOf } from '../define.ts';
import { squaredErrors } from '../errors.ts';
import { FEWEST_ROWS_OF_SQUARES } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'r2',
  family: 'performance',
  title: 'R² (share of variance explained)',
  question: 'How much closer to the truth is the model than always saying the mean?',
  formula: '1 - Σ (prediction - label)² / Σ (label - mean label)²',
  unit: 'score',
  range: [Number.NEGATIVE_INFINITY, 1],
  better: 'higher',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['shift-free', 'scale-free', 'one-when-perfect'],
  edges:
    'One row, or all labels alike, is a gap (no-variance); scikit-learn answers NaN for one row, else 1 when all is right and 0 when not. Below 0 is worse than the mean.',
  sources: [{ title: 'scikit-learn 1.9, r2_score', relation: 'adapted', note: 'a gap for constant labels' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 2, 3, 4], prediction: [1, 2, 3, 5] }, { classes: 0 }),
      value: 0.8,
      by: '1 - 1 / 5',
    },
  ],
  measure(given) {
    const { mean, total } = squaredErrors(given);
    if (total === 0) return { gap: 'too-few-rows', n: given.n };
    const { variance } = spread(given, total);
    if (variance === 0) return { gap: 'no-variance', n: given.n };
    const value = 1 - mean / variance;
    return Number.isFinite(value) ? { value, n: given.n } : { gap: 'infinite', n: given.n };
  },
  fewestRows: () => FEWEST_ROWS_OF_SQUARES,
  influence(given) {
    const { n, weight } = given;
    const { squares, mean, total } = squaredErrors(given);
    const { deviations, variance } = spread(given, total);
    const out = new Float64Array(n);
    const scale = n / (total * variance);
    const unexplained = mean / variance;
    for (let i = 0; i < n; i++) out[i] = scale * weight[i]! * (unexplained * deviations[i]! - squares[i]!); // ! i < n
    return out;
  },
});

/** The squared deviation of each label from the mean, and their mean. Two passes: exact far from 0 too. */
function spread({ n, label, weight }: RowsOf<'label' | 'prediction'>, total: number) {
  const mean = dot(weight, label) / total;
  const deviations = new Float64Array(n);
  let isConstant = true;
  let first = Number.NaN;
  for (let i = 0; i < n; i++) {
    deviations[i] = (label[i]! - mean) ** 2; // ! i < n
    if (weight[i] === 0) continue;
    if (Number.isNaN(first))
      first = label[i]!; // ! i < n
    else if (label[i] !== first) isConstant = false;
  }
  // The mean of equal labels may be a rounding away from them: what is left is not variance.
  return { deviations, variance: isConstant ? 0 : dot(weight, deviations) / total };
}
