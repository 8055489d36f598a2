import { givenRows } from '../given.ts';
import { isDistribution } from '../probability.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'multiclass-brier',
  family: 'calibration',
  title: 'Brier score of several classes',
  question: 'How far are the probabilities of all classes from what happens?',
  formula: 'mean of Σ over classes of (score - 1 if true, else 0)²',
  unit: 'score',
  range: [0, 2],
  better: 'lower',
  tasks: ['multiclass'],
  needs: { rows: ['label', 'scores'] },
  params: {},
  laws: ['zero-when-perfect'],
  edges:
    'A row whose scores are outside 0 to 1, or sum to other than 1 by more than .02, is a gap (not-a-probability). The sum over classes runs from 0 to 2, so with two classes it is twice the Brier score of one.',
  sources: [
    { title: 'G. W. Brier, Verification of forecasts expressed in terms of probability', year: 1950, relation: 'same' },
    {
      title: 'scikit-learn 1.9, brier_score_loss',
      relation: 'adapted',
      note: 'a gap, not a warning, where scores do not sum to 1',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  constant: 'mean',
  examples: [
    {
      given: givenRows(
        {
          label: [0, 2],
          scores: [
            [0.5, 0],
            [0.5, 0],
            [0, 1],
          ],
        },
        { classes: 3 },
      ),
      value: 0.25,
      by: '(.25 + .25 + 0) / 2',
    },
  ],
  gap: ({ scores, weight }) => (isDistribution(scores, weight) ? null : 'not-a-probability'),
  each({ n, label, scores }) {
    const top = new Float64Array(n);
    for (const [k, score] of scores.entries()) {
      for (let i = 0; i < n; i++) top[i]! += (score[i]! - (label[i] === k ? 1 : 0)) ** 2; // ! i < n
    }
    return { top, bottom: ones(n) };
  },
});
