import { defineMetric } from '../define.ts';
import { squaredErrors } from '../errors.ts';
import { FEWEST_ROWS_OF_SQUARES } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'rmsse',
  family: 'performance',
  title: 'Root mean squared scaled error',
  question: 'How large are the misses beside those of saying what was a season ago, when large ones count more?',
  formula: '√ of the mean of (prediction - label)² / naive, the root mean square of x(t) - x(t - season) in training',
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
      help: 'The root mean squared error of the seasonal naive forecast over the training series.',
    },
  },
  laws: ['symmetric', 'shift-free', 'zero-when-perfect'],
  edges:
    'Without the error of the naive forecast, or where that is 0 (a series that repeats itself), it is a gap (no-scale). Below 1 is better than naive.',
  sources: [
    { title: 'S. Makridakis et al., The M5 accuracy competition', year: 2022, relation: 'same' },
    {
      title: 'R. J. Hyndman, A. B. Koehler, Another look at measures of forecast accuracy',
      year: 2006,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isMean: true,
  fewestRows: () => FEWEST_ROWS_OF_SQUARES,
  examples: [
    {
      given: givenRows({ label: [3, 1], prediction: [6, 5] }, { classes: 0 }),
      params: { naive: 2 },
      value: Math.sqrt(12.5) / 2,
      by: '√((9 + 16) / 2) / 2',
    },
  ],
  measure(given, { naive }) {
    const { mean, total } = squaredErrors(given);
    if (total === 0) return { gap: 'too-few-rows', n: given.n };
    if (!(naive > 0)) return { gap: 'no-scale', n: given.n };
    return Number.isFinite(mean) ? { value: Math.sqrt(mean) / naive, n: given.n } : { gap: 'infinite', n: given.n };
  },
  influence(given, { naive }) {
    const { n, weight } = given;
    const { squares, mean, total } = squaredErrors(given);
    const out = new Float64Array(n);
    if (mean === 0) return out;
    const scale = n / (2 * Math.sqrt(mean) * total * naive);
    for (let i = 0; i < n; i++) out[i] = scale * weight[i]! * (squares[i]! - mean); // ! i < n
    return out;
  },
});
