import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'jaccard',
  family: 'performance',
  title: 'Jaccard index',
  question: 'Of the cases that matter or were called so, how many are both?',
  formula: 'TP / (TP + FP + FN)',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'ranking'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'one-when-perfect'],
  edges:
    'Neither a positive label nor a positive prediction: a gap (no-denominator); scikit-learn answers 0 or what zero_division says. It ranks models as F1 does, and is lower: J = F1 / (2 - F1).',
  sources: [
    { title: 'P. Jaccard, The distribution of the flora in the alpine zone', year: 1912, relation: 'same' },
    {
      title: 'scikit-learn 1.9, jaccard_score',
      relation: 'adapted',
      note: 'a gap where it divides 0 by 0',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 1, 0], prediction: [1, 1, 0, 1, 0] }),
      value: 0.5,
      by: 'TP 2, FP 1, FN 1; the last row counts nowhere',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    const bottom = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      top[i] = label[i]! * prediction[i]!; // ! i < n, here and below
      bottom[i] = label[i]! + prediction[i]! - top[i]!; // !
    }
    return { top, bottom };
  },
});
