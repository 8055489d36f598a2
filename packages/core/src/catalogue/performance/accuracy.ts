import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'accuracy',
  family: 'performance',
  title: 'Accuracy',
  question: 'How often is the answer right?',
  formula: 'rows with prediction = label / rows',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'multiclass', 'ranking'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'class-swap', 'one-when-perfect'],
  edges: 'Defined for any row. Where one class is rare it is high for a model that never finds it: look at recall too.',
  sources: [{ title: 'scikit-learn 1.9, accuracy_score', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 1], prediction: [1, 0, 0, 1] }),
      value: 0.75,
      by: '3 of 4 are right',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = label[i] === prediction[i] ? 1 : 0;
    return { top, bottom: ones(n) };
  },
});
