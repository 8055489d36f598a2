import { calibrationBins, debiasedSquare } from '../../stats/calibration-bins.ts';
import { binsOf } from '../binned-error.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';

export default defineMetric({
  id: 'debiased-calibration-error',
  family: 'calibration',
  title: 'Debiased calibration error',
  question: 'How far are the probabilities from what comes, apart from what chance alone would show?',
  formula:
    'root of Σ over bins of (rows in the bin / rows) × ((mean score - share)² - share × (1 - share) / (rows in the bin - 1)), 0 where that is negative',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: { bins: { default: 15, min: 1, max: 1000, help: 'How many bins of equal width the scores are put into.' } },
  laws: ['zero-when-perfect'],
  edges:
    'A root mean square, so larger than the expected calibration error where the error varies. 0 for about half of the samples of an honest model, where the plain error is always above 0. A bin of one row has nothing taken off. A score outside 0 to 1 is a gap (not-a-probability). A score on an edge is in the upper bin.',
  sources: [
    {
      title: 'A. Kumar, P. Liang, T. Ma, Verified uncertainty calibration',
      year: 2019,
      relation: 'adapted',
      note: 'bins of equal width, which do not part equal scores',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 0, 0, 1], score: [0.75, 0.75, 0.75, 0.75] }),
      value: Math.sqrt(0.1875),
      by: '.25 - .1875 / 3',
    },
  ],
  isAboveChance: true,
  measure(given, { bins }) {
    const { n, score, weight } = given;
    if (!isProbability(score, weight)) return { gap: 'not-a-probability', n };
    const square = debiasedSquare(calibrationBins(given, binsOf(score, bins), bins));
    return square === null ? { gap: 'too-few-rows', n } : { value: Math.sqrt(Math.max(0, square)), n };
  },
});
