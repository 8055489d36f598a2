import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'wape',
  family: 'performance',
  title: 'Weighted absolute percentage error',
  question: 'How large are all misses together, as a share of all that happened?',
  formula: 'Σ |prediction - label| / Σ |label|',
  unit: 'share',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['scale-free', 'zero-when-perfect'],
  edges: 'All labels 0 is a gap (no-denominator). Single zeros do no harm, which is why it suits sales.',
  sources: [
    { title: 'R. J. Hyndman, G. Athanasopoulos, Forecasting: principles and practice', year: 2021, relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [2, 0, -6], prediction: [3, 1, -4] }, { classes: 0 }),
      value: 0.5,
      by: '(1 + 1 + 2) / 8',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    const bottom = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      top[i] = Math.abs(prediction[i]! - label[i]!); // ! i < n
      bottom[i] = Math.abs(label[i]!); // ! i < n
    }
    return { top, bottom };
  },
});
