import { smoothError, smoothErrorAt } from '../../stats/smooth-error.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { onceForRows } from '../once.ts';
import { isProbability } from '../probability.ts';

const found = onceForRows(smoothError);

export default defineMetric({
  id: 'smooth-calibration-error',
  family: 'calibration',
  title: 'Smooth calibration error',
  question: 'When the score says 70 %, how far from 70 % of such cases does it come true?',
  formula:
    'mean of |score - label smoothed over scores by a Gaussian kernel| weighted by the density of scores; the kernel is as wide as the error itself',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {
    width: { default: 0, min: 0, max: 1, help: 'How wide the kernel is; 0 finds the width at which it is the error.' },
  },
  laws: ['zero-when-perfect'],
  edges:
    'No bins, so that it does not jump where a score moves a little. Above 0 by chance alone in small samples: about .03 for 500 rows of an honest model, .006 for 100,000. A score outside 0 to 1 is a gap (not-a-probability). Defined for one class.',
  sources: [
    { title: 'J. Błasiok, P. Nakkiran, Smooth ECE: principled reliability diagrams', year: 2023, relation: 'same' },
    { title: 'relplot 1.0.3, smECE', relation: 'same', note: 'its mesh, and its widths of 1/1024 and more' },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 1, 1, 1], score: [0.5, 0.5, 0.5, 0.5] }),
      params: { width: 0.25 },
      value: 0.2499934416539651,
      by: '.25 everywhere, less what the mesh adds to the density so that it is never 0',
    },
  ],
  measure(given, { width }) {
    const { n, score, weight } = given;
    if (!isProbability(score, weight)) return { gap: 'not-a-probability', n };
    const value = width > 0 ? smoothErrorAt(given, width) : (found(given)?.value ?? null);
    return value === null ? { gap: 'too-few-rows', n } : { value, n };
  },
  isAboveChance: true,
  hold: (given, { width }) => ({ width: width > 0 ? width : (found(given)?.width ?? 0) }),
});
