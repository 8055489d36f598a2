import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'over-under-cost',
  family: 'cost',
  title: 'Cost of too much and too little',
  question: 'What do predictions that are too high or too low cost per row?',
  formula:
    'mean of over × (prediction - label) where the prediction is above it, under × (label - prediction) where below',
  unit: 'money',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    over: { default: 0, min: 0, max: 1e12, help: 'What one unit too much costs (unsold stock).' },
    under: { default: 0, min: 0, max: 1e12, help: 'What one unit too little costs (a lost sale).' },
  },
  laws: ['shift-free', 'zero-when-perfect'],
  edges: 'Without costs (both 0) it is a gap (no-costs).',
  sources: [{ title: 'K. J. Arrow, T. Harris, J. Marschak, Optimal inventory policy', year: 1951, relation: 'same' }],
  clauses: ['MAP 1.4', 'MAP 3.2', 'MANAGE 1.2'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [10, 10], prediction: [12, 7] }, { classes: 0 }),
      params: { over: 1, under: 3 },
      value: 5.5,
      by: '(1 · 2 + 3 · 3) / 2',
    },
  ],
  gap: (_, { over, under }) => (over === 0 && under === 0 ? 'no-costs' : null),
  each({ n, label, prediction }, { over, under }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const above = prediction[i]! - label[i]!; // ! i < n
      top[i] = above > 0 ? over * above : -under * above;
    }
    return { top, bottom: ones(n) };
  },
});
