import { givenRows } from '../given.ts';
import { isProbability, MOST_SURPRISE, surprise, surpriseOfAll } from '../probability.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'log-loss',
  family: 'calibration',
  title: 'Log loss',
  question: 'How surprised is the model by what happens? Confident misses count most.',
  formula: 'mean of -ln(score) where the label is 1 and of -ln(1 - score) where it is 0',
  unit: 'nats',
  range: [0, MOST_SURPRISE],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['class-swap', 'zero-when-perfect'],
  edges:
    'Scores are clipped at 2^-52 as in scikit-learn: a certain miss costs 36.04. A score outside 0 to 1 is a gap (not-a-probability); scikit-learn raises. Defined for one class.',
  sources: [{ title: 'scikit-learn 1.9, log_loss', relation: 'same' }],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  constant: 'mean',
  examples: [
    {
      given: givenRows({ label: [1, 0], score: [0.5, 0.2] }),
      value: (Math.LN2 - Math.log(0.8)) / 2,
      by: 'half of ln 2 and -ln .8',
    },
  ],
  gap: ({ score, weight }) => (isProbability(score, weight) ? null : 'not-a-probability'),
  each({ n, label, score }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const y = label[i]!; // ! i < n. It is 0 or 1: the sum is the score or 1 - score, exactly
      top[i] = surprise(1 - y + (2 * y - 1) * score[i]!); // ! i < n
    }
    return { top, bottom: ones(n) };
  },
  total: ({ label, score }) => surpriseOfAll(label, score),
});
