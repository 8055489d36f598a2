import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'crps',
  family: 'performance',
  title: 'CRPS from quantiles (weighted interval score)',
  question: 'How good is a forecast that says how sure it is: all its quantiles in one number?',
  formula: 'mean over rows of 2 / levels × Σ over levels of the pinball loss',
  unit: 'label',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'quantiles'] },
  params: {},
  laws: ['shift-free', 'zero-when-perfect'],
  edges:
    'Defined for any row with at least one quantile. It nears the integral over all levels as there are more of them; compare only forecasts at the same levels. With the median alone it is the mean absolute error.',
  sources: [
    {
      title: 'T. Gneiting, A. E. Raftery, Strictly proper scoring rules, prediction, and estimation',
      year: 2007,
      relation: 'adapted',
      note: 'a sum over the levels that are there, not the integral',
    },
    {
      title: 'J. Bracher et al., Evaluating epidemic forecasts in an interval format',
      year: 2021,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows(
        {
          label: [10],
          quantiles: [
            { level: 0.1, values: [6] },
            { level: 0.5, values: [9] },
            { level: 0.9, values: [12] },
          ],
        },
        { classes: 0 },
      ),
      value: (2 / 3) * (0.4 + 0.5 + 0.2),
      by: 'pinball .1 · 4, .5 · 1 and .1 · 2',
    },
  ],
  each({ n, label, quantiles }) {
    const top = new Float64Array(n);
    const scale = 2 / quantiles.length;
    for (const { level, values } of quantiles) {
      for (let i = 0; i < n; i++) {
        const above = label[i]! - values[i]!; // ! i < n
        top[i]! += scale * (above >= 0 ? level * above : (level - 1) * above); // ! i < n
      }
    }
    return { top, bottom: ones(n) };
  },
});
