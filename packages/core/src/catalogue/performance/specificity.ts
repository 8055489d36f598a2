import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'specificity',
  family: 'performance',
  title: 'Specificity',
  question: 'Of the cases that are fine, how many does the model leave alone?',
  formula: 'TN / (TN + FP); 1 - specificity is the false positive rate',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['one-when-perfect'],
  edges: 'No negative label: a gap (no-denominator). Fairlearn answers 0 for a group without negatives.',
  sources: [
    { title: 'Fairlearn 0.15, true_negative_rate', relation: 'adapted', note: 'a gap, not 0, without negatives' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'MEASURE 2.11', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 0, 0, 1], prediction: [0, 1, 0, 1] }),
      value: 2 / 3,
      by: 'TN 2, FP 1',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    const bottom = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      bottom[i] = 1 - label[i]!; // ! i < n
      top[i] = bottom[i]! * (1 - prediction[i]!); // ! i < n
    }
    return { top, bottom };
  },
});
