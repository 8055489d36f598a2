import { fewestOfLarge } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'interval-score',
  family: 'calibration',
  title: 'Interval score',
  question: 'How good are the intervals, width and misses in one number?',
  formula: 'mean of width + 2 / (1 - level) × the distance by which the label lies outside',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'lower', 'upper'] },
  params: {
    level: { default: 0.9, min: 0.01, max: 0.999, help: 'The share of cases that the interval promises to hold.' },
  },
  laws: ['zero-when-perfect'],
  edges: 'Defined for any row. Ends that are mixed up cost as both misses.',
  sources: [
    { title: 'R. L. Winkler, A decision-theoretic approach to interval estimation', year: 1972, relation: 'same' },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 6], lower: [0, 3], upper: [2, 5] }, { classes: 0 }),
      params: { level: 0.9 },
      value: 12,
      by: '(2 + (2 + 20 · 1)) / 2',
    },
  ],
  fewestRows: ({ label, lower, upper, weight }) =>
    fewestOfLarge(weight, (i) => label[i]! < lower[i]! || label[i]! > upper[i]!), // ! i < n
  each({ n, label, lower, upper }, { level }) {
    const top = new Float64Array(n);
    const price = 2 / (1 - level);
    for (let i = 0; i < n; i++) {
      const outside = Math.max(lower[i]! - label[i]!, 0) + Math.max(label[i]! - upper[i]!, 0); // ! i < n
      top[i] = upper[i]! - lower[i]! + price * outside; // ! i < n
    }
    return { top, bottom: ones(n) };
  },
});
