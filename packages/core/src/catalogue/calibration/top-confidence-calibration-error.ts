import { binnedError } from '../binned-error.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';

export default defineMetric({
  id: 'top-confidence-calibration-error',
  family: 'calibration',
  title: 'Calibration error of the top class',
  question: 'When the model is 70 % sure of its answer, how far from 70 % of such answers are right?',
  formula: 'the expected calibration error of the highest score as the chance that prediction = label',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['multiclass'],
  needs: { rows: ['label', 'prediction', 'scores'] },
  params: { bins: { default: 10, min: 1, max: 1000, help: 'How many bins of equal width the scores are put into.' } },
  laws: ['zero-when-perfect'],
  edges:
    'A score outside 0 to 1 is a gap (not-a-probability). It looks at the answer alone: a class that never wins may be badly calibrated and not show here.',
  sources: [
    {
      title: 'C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural networks',
      year: 2017,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows(
        {
          label: [0, 2],
          prediction: [0, 1],
          scores: [
            [0.6, 0.1],
            [0.3, 0.8],
            [0.1, 0.1],
          ],
        },
        { classes: 3 },
      ),
      value: 0.6,
      by: '(|.6 - 1| + |.8 - 0|) / 2',
    },
  ],
  isAboveChance: true,
  isOfAnswer: true,
  measure({ n, label, prediction, scores, weight }, { bins }) {
    const chance = new Float64Array(n);
    for (const score of scores) {
      if (!isProbability(score, weight)) return { gap: 'not-a-probability', n };
      for (let i = 0; i < n; i++) if (score[i]! > chance[i]!) chance[i] = score[i]!; // ! i < n
    }
    const came = new Float64Array(n);
    for (let i = 0; i < n; i++) came[i] = label[i] === prediction[i] ? 1 : 0;
    const value = binnedError({ n, weight, chance, came }, bins);
    return value === null ? { gap: 'too-few-rows', n } : { value, n };
  },
});
