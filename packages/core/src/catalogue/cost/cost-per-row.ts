import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'cost-per-row',
  family: 'cost',
  title: 'Cost per row',
  question: 'What does a decision cost on average, right and wrong ones together?',
  formula: '(FP × false_positive + FN × false_negative + TP × true_positive + TN × true_negative) / rows',
  unit: 'money',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    false_positive: {
      default: 0,
      min: -1e12,
      max: 1e12,
      help: 'What a needless yes costs, in the currency of the contract; below 0 is a gain.',
    },
    false_negative: {
      default: 0,
      min: -1e12,
      max: 1e12,
      help: 'What a missed case costs, in the currency of the contract; below 0 is a gain.',
    },
    true_positive: {
      default: 0,
      min: -1e12,
      max: 1e12,
      help: 'What a case that is found costs, in the currency of the contract; below 0 is a gain.',
    },
    true_negative: {
      default: 0,
      min: -1e12,
      max: 1e12,
      help: 'What a case that is rightly left alone costs, in the currency of the contract; below 0 is a gain.',
    },
  },
  laws: [],
  edges: 'Without any cost (all four 0) it is a gap (no-costs). A gain is a cost below 0.',
  sources: [{ title: 'C. Elkan, The foundations of cost-sensitive learning', year: 2001, relation: 'same' }],
  clauses: ['MAP 1.4', 'MAP 3.2', 'MANAGE 1.2'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 0, 0], prediction: [1, 1, 0, 0, 0] }),
      params: { false_positive: 2, false_negative: 100 },
      value: 20.4,
      by: '(2 + 100) / 5',
    },
    {
      given: givenRows({ label: [1, 0, 1, 0, 0], prediction: [1, 1, 0, 0, 0] }),
      params: { false_positive: 2, false_negative: 100, true_positive: -40, true_negative: -4 },
      value: 10.8,
      by: '(2 + 100 - 40 - 2 · 4) / 5',
    },
  ],
  gap: (_, costs) => (Object.values(costs).every((cost) => cost === 0) ? 'no-costs' : null),
  each({ n, label, prediction }, costs) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      if (label[i] === 1) top[i] = prediction[i] === 1 ? costs.true_positive : costs.false_negative;
      else top[i] = prediction[i] === 1 ? costs.false_positive : costs.true_negative;
    }
    return { top, bottom: ones(n) };
  },
});
