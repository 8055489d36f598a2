import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'interval-coverage',
  family: 'calibration',
  title: 'Interval coverage',
  question: 'How often does the truth lie within the interval that the model gave?',
  formula: 'rows with lower ≤ label ≤ upper / rows',
  unit: 'share',
  range: [0, 1],
  better: 'neither',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'lower', 'upper'] },
  params: {},
  laws: ['one-when-perfect'],
  edges: 'The ends count as inside. Best at the level that the interval promises: more is too wide, less too sure.',
  sources: [{ title: 'MAPIE 1.6, regression_coverage_score', relation: 'same' }],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 2, 9], lower: [0, 2, 3], upper: [2, 3, 5] }, { classes: 0 }),
      value: 2 / 3,
      by: 'inside, on the end, outside',
    },
  ],
  each({ n, label, lower, upper }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = label[i]! >= lower[i]! && label[i]! <= upper[i]! ? 1 : 0; // ! i < n
    return { top, bottom: ones(n) };
  },
});
