import { baseRate, brierAtBest, meanInfluence, recalibratedRows } from '../brier-parts.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'discrimination',
  family: 'calibration',
  title: 'Discrimination',
  question: 'How much better than saying the base rate of every row would the probabilities be, once set right?',
  formula: 'base rate × (1 - base rate) - Brier score of the isotonic recalibration of the label on the score',
  unit: 'score',
  range: [0, 0.25],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['rank-only'],
  edges:
    'Only the order of the scores counts; 0 where it says nothing, or says the reverse. miscalibration - discrimination + uncertainty is the Brier score. One class gives 0.',
  sources: [
    {
      title: 'T. Dimitriadis, T. Gneiting, A. I. Jordan, Stable reliability diagrams for probabilistic classifiers',
      year: 2021,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  isOptimised: true,
  isRecalibrated: true,
  examples: [
    {
      given: givenRows({ label: [0, 0, 1, 0, 1, 1], score: [0.2, 0.2, 0.2, 0.8, 0.8, 0.8] }),
      value: 1 / 36,
      by: 'one third and two thirds: .25 - 2/9',
    },
  ],
  measure(given) {
    const best = brierAtBest(given);
    return best === null ? { gap: 'too-few-rows', n: given.n } : { value: Math.max(0, best.dsc), n: given.n };
  },
  influence(given) {
    const { label } = given;
    const fitted = recalibratedRows(given);
    const base = baseRate(given) ?? 0;
    const term = (i: number): number => (base - label[i]!) ** 2 - (fitted[i]! - label[i]!) ** 2; // ! i < n
    return meanInfluence(given, term, brierAtBest(given)?.dsc ?? 0);
  },
});
