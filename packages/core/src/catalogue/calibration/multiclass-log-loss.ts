import { givenRows } from '../given.ts';
import { isDistribution, MOST_SURPRISE, surprise } from '../probability.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'multiclass-log-loss',
  family: 'calibration',
  title: 'Log loss of several classes',
  question: 'How surprised is the model by the class that comes? Confident misses count most.',
  formula: 'mean of -ln(score of the true class)',
  unit: 'nats',
  range: [0, MOST_SURPRISE],
  better: 'lower',
  tasks: ['multiclass'],
  needs: { rows: ['label', 'scores'] },
  params: {},
  laws: ['zero-when-perfect'],
  edges:
    'Scores are clipped at 2^-52 as in scikit-learn. A row whose scores are outside 0 to 1, or sum to other than 1 by more than .02, is a gap (not-a-probability); scikit-learn only warns about the sum.',
  sources: [
    {
      title: 'scikit-learn 1.9, log_loss',
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
            [0.5, 0.2],
            [0.25, 0.3],
            [0.25, 0.5],
          ],
        },
        { classes: 3 },
      ),
      value: Math.LN2,
      by: 'ln 2 for both rows',
    },
  ],
  gap: ({ scores, weight }) => (isDistribution(scores, weight) ? null : 'not-a-probability'),
  each({ n, label, scores }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = surprise(scores[label[i]!]![i]!); // ! i < n, codes are classes
    return { top, bottom: ones(n) };
  },
});
