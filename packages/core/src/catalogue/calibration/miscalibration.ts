import { brierAtBest, squaredMisses } from '../brier-parts.ts';
import { defineMetric, type RowsOf } from '../define.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';

export default defineMetric({
  id: 'miscalibration',
  family: 'calibration',
  title: 'Miscalibration',
  question: 'How much of the Brier score would go away if the probabilities were set right, their order kept?',
  formula: 'Brier score - Brier score of the isotonic recalibration of the label on the score',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['class-swap', 'zero-when-perfect'],
  edges:
    'Without bins and exact: miscalibration - discrimination + uncertainty is the Brier score. Above 0 by chance alone, by some tens of rows: read it beside the smooth calibration error. A score outside 0 to 1 is a gap (not-a-probability). Defined for one class.',
  sources: [
    {
      title: 'T. Dimitriadis, T. Gneiting, A. I. Jordan, Stable reliability diagrams for probabilistic classifiers',
      year: 2021,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 1, 0, 1], score: [0.25, 0.25, 0.75, 0.75] }),
      value: 0.0625,
      by: 'half came at both scores: .3125 - .25',
    },
  ],
  isAboveChance: true,
  isRecalibrated: true,
  measure(given) {
    const value = miscalibrationOf(given);
    if (!isProbability(given.score, given.weight)) return { gap: 'not-a-probability', n: given.n };
    return value === null ? { gap: 'too-few-rows', n: given.n } : { value: Math.max(0, value), n: given.n };
  },
});

function miscalibrationOf(given: RowsOf<'label' | 'score'>): number | null {
  const best = brierAtBest(given);
  if (best === null) return null;
  const { sum, total } = squaredMisses(given);
  return sum / total - best.score;
}
