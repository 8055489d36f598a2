import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'mase',
  family: 'performance',
  title: 'Mean absolute scaled error',
  question: 'How large are the misses beside those of saying what was a season ago?',
  formula: 'mean of |prediction - label| / naive, the mean over the training series of |x(t) - x(t - season)|',
  unit: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    naive: {
      default: 0,
      min: 0,
      max: 1e300,
      help: 'The mean absolute error of the seasonal naive forecast over the training series, in the unit of the label.',
    },
  },
  laws: ['symmetric', 'shift-free', 'zero-when-perfect'],
  edges:
    'Without the error of the naive forecast, or where that is 0 (a series that repeats itself), it is a gap (no-scale). Below 1 is better than naive. The scale is of the training series, so it counts as known.',
  sources: [
    {
      title: 'R. J. Hyndman, A. B. Koehler, Another look at measures of forecast accuracy',
      year: 2006,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [3, 5], prediction: [4, 3] }, { classes: 0 }),
      params: { naive: 2 },
      value: 0.75,
      by: '(1 + 2) / 2 / 2',
    },
  ],
  gap: (_, { naive }) => (naive > 0 ? null : 'no-scale'),
  each({ n, label, prediction }, { naive }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = Math.abs(prediction[i]! - label[i]!); // ! i < n
    return { top, bottom: new Float64Array(n).fill(naive) };
  },
});
