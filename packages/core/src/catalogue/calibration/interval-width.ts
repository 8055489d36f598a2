import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'interval-width',
  family: 'calibration',
  title: 'Interval width',
  question: 'How wide are the intervals that the model gives?',
  formula: 'mean of upper - lower',
  unit: 'label',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['lower', 'upper'] },
  params: {},
  laws: [],
  edges: 'Defined for any row. Narrow is good only at the promised coverage. Below 0 the ends are mixed up.',
  sources: [
    {
      title: 'MAPIE 1.6, regression_mean_width_score',
      relation: 'adapted',
      note: 'signed, so that ends that are mixed up are seen',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [{ given: givenRows({ lower: [0, 2], upper: [2, 3] }, { classes: 0 }), value: 1.5, by: '(2 + 1) / 2' }],
  each({ n, lower, upper }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = upper[i]! - lower[i]!; // ! i < n
    return { top, bottom: ones(n) };
  },
});
