import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'mean-label',
  family: 'performance',
  title: 'Mean label',
  question: 'What happens on average?',
  formula: 'mean of the label',
  unit: 'label',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label'] },
  params: {},
  laws: [],
  edges: 'Defined for any row.',
  sources: [{ title: 'numpy 2.1, average', relation: 'same' }],
  clauses: ['MEASURE 2.4', 'MAP 2.3', 'A.6.2.6'],
  maturity: 'stable',
  examples: [{ given: givenRows({ label: [3, 1, 2] }, { classes: 0 }), value: 2, by: '6 / 3' }],
  each: ({ n, label }) => ({ top: label, bottom: ones(n) }),
});
