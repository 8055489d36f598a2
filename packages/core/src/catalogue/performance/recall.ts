import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'recall',
  family: 'performance',
  title: 'Recall',
  question: 'Of the cases that matter, how many does the model find?',
  formula: 'TP / (TP + FN)',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'ranking'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['one-when-perfect'],
  edges:
    'No positive label: a gap (no-denominator). scikit-learn answers 0 or what zero_division says; Fairlearn answers 0 for a group without positives, which makes gaps of 1 between groups out of nothing.',
  sources: [
    { title: 'scikit-learn 1.9, recall_score with zero_division NaN', relation: 'same' },
    { title: 'Fairlearn 0.15, true_positive_rate', relation: 'adapted', note: 'a gap, not 0, without positives' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'MEASURE 2.11', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 1], prediction: [1, 1, 0, 1] }),
      value: 2 / 3,
      by: 'TP 2, FN 1',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = label[i]! * prediction[i]!; // ! i < n
    return { top, bottom: label };
  },
});
