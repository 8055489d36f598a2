import { binnedError } from '../binned-error.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';

export default defineMetric({
  id: 'expected-calibration-error',
  family: 'calibration',
  title: 'Expected calibration error',
  question: 'When the score says 70 %, how far from 70 % of such cases does it come true?',
  formula: 'Σ over bins of (rows in the bin / rows) × |mean score - share of positives|; bin k is [k/bins, (k+1)/bins)',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: { bins: { default: 10, min: 1, max: 1000, help: 'How many bins of equal width the scores are put into.' } },
  laws: ['zero-when-perfect'],
  edges:
    'A score outside 0 to 1 is a gap (not-a-probability). Empty bins count nothing. It is above 0 by chance alone in small samples, and depends on the bins: read it beside slope and intercept. A score on an edge is in the upper bin; scikit-learn’s curve puts it in the lower one.',
  sources: [
    {
      title:
        'M. P. Naeini, G. F. Cooper, M. Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning',
      year: 2015,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 1, 1, 1], score: [0.25, 0.25, 0.75, 0.75] }),
      value: 0.25,
      by: 'half of the rows .25 too low, half .25 too low',
    },
    {
      given: givenRows({ label: [0, 0, 1, 1], score: [0.25, 0.35, 0.65, 0.75] }),
      params: { bins: 2 },
      value: 0.3,
      by: 'below .5: .3 against 0; above: .7 against 1',
    },
  ],
  isAboveChance: true,
  measure({ n, label, score, weight }, { bins }) {
    if (!isProbability(score, weight)) return { gap: 'not-a-probability', n };
    const value = binnedError({ n, weight, chance: score, came: label }, bins);
    return value === null ? { gap: 'too-few-rows', n } : { value, n };
  },
});
