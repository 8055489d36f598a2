import { squaredMisses } from '../brier-parts.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'brier',
  family: 'calibration',
  title: 'Brier score',
  question: 'How far are the probabilities from what happens?',
  formula: 'mean of (score - label)²',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['class-swap', 'zero-when-perfect'],
  edges:
    'A score outside 0 to 1 is a gap (not-a-probability); scikit-learn raises. Defined for one class. A model that always says .5 has .25.',
  sources: [
    {
      title: 'G. W. Brier, Verification of forecasts expressed in terms of probability',
      year: 1950,
      relation: 'adapted',
      note: 'half of his sum over two classes',
    },
    { title: 'scikit-learn 1.9, brier_score_loss', relation: 'same' },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  constant: 'mean',
  examples: [
    {
      given: givenRows({ label: [1, 0], score: [0.5, 0.1] }),
      value: 0.13,
      by: '(.25 + .01) / 2',
    },
  ],
  gap: ({ score, weight }) => (isProbability(score, weight) ? null : 'not-a-probability'),
  each({ n, label, score }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = (score[i]! - label[i]!) ** 2; // ! i < n
    return { top, bottom: ones(n) };
  },
  total: (given) => squaredMisses(given).sum,
});
