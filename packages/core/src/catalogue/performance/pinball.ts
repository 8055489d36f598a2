import { fewestOfLarge } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'pinball',
  family: 'performance',
  title: 'Pinball loss',
  question: 'How good is a forecast of a quantile, when being too low and too high cost differently?',
  formula:
    'mean of level × (label - quantile) where the label is above it, (1 - level) × (quantile - label) where below',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'quantile'] },
  params: {
    level: {
      default: 0.5,
      min: 0,
      max: 1,
      help: 'The quantile that the column forecasts: 0.9 is exceeded one time in ten.',
    },
  },
  laws: ['zero-when-perfect'],
  edges: 'Defined for any row. The level must be the one that the column was forecast for.',
  sources: [{ title: 'scikit-learn 1.9, mean_pinball_loss', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  constant: 'level',
  examples: [
    {
      given: givenRows({ label: [10, 10], quantile: [8, 14] }, { classes: 0 }),
      value: 1.5,
      by: 'half of 2 and of 4 is 1 and 2',
    },
    {
      given: givenRows({ label: [10, 10], quantile: [8, 14] }, { classes: 0 }),
      params: { level: 0.9 },
      value: 1.1,
      by: '(.9 · 2 + .1 · 4) / 2',
    },
  ],
  /** Losses of an outer quantile by ten days held the truth in 88 to 92 of 100 samples (ADR 50). */
  fewestClusters: 12,
  fewestRows: ({ label, quantile, weight }, { level }) =>
    fewestOfLarge(weight, (i) => (level < 0.5 ? label[i]! <= quantile[i]! : label[i]! >= quantile[i]!)), // ! i < n
  each({ n, label, quantile }, { level }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const above = label[i]! - quantile[i]!; // ! i < n
      top[i] = above >= 0 ? level * above : (level - 1) * above;
    }
    return { top, bottom: ones(n) };
  },
});
