import { baseRate, meanInfluence } from '../brier-parts.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'uncertainty',
  family: 'calibration',
  title: 'Uncertainty',
  question: 'What Brier score has a model that says the base rate of every row?',
  formula: 'base rate × (1 - base rate)',
  unit: 'score',
  range: [0, 0.25],
  better: 'neither',
  tasks: ['binary'],
  needs: { rows: ['label'] },
  params: {},
  laws: ['class-swap'],
  edges:
    'The difficulty of the rows, not the merit of the model: a Brier score above it is worse than knowing nothing. 0 for one class, .25 for even ones.',
  sources: [{ title: 'A. H. Murphy, A new vector partition of the probability score', year: 1973, relation: 'same' }],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [{ given: givenRows({ label: [1, 0, 0, 0] }), value: 0.1875, by: '1/4 × 3/4' }],
  measure(given) {
    const base = baseRate(given);
    return base === null ? { gap: 'too-few-rows', n: given.n } : { value: base * (1 - base), n: given.n };
  },
  peaked: () => 1,
  influence(given) {
    const base = baseRate(given) ?? 0;
    return meanInfluence(given, (i) => (base - given.label[i]!) ** 2, base * (1 - base)); // ! i < n
  },
});
