import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'answer-cost',
  family: 'cost',
  title: 'Cost of an answer',
  question: 'What does an answer cost on average, where each row or each pair of classes has a price of its own?',
  formula: 'sum of what the answer of each row costs / rows',
  unit: 'money',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast'],
  needs: { rows: ['cost'] },
  params: {},
  laws: [],
  edges:
    'A pair of classes that costs.matrix does not price costs 0; a gain is a cost below 0. Rows whose price is ' +
    'missing are set aside and counted. One price for every row is cost-per-row or over-under-cost.',
  sources: [
    { title: 'C. Elkan, The foundations of cost-sensitive learning', year: 2001, relation: 'same' },
    {
      title: 'B. Zadrozny, C. Elkan, Learning and making decisions when costs and probabilities are both unknown',
      year: 2001,
      relation: 'same',
    },
  ],
  clauses: ['MAP 1.4', 'MAP 3.2', 'MANAGE 1.2'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ cost: [0, 120, -30, 10] }, { weight: [1, 1, 2, 1] }),
      value: 14,
      by: '(0 + 120 - 2 · 30 + 10) / 5',
    },
  ],
  each: ({ n, cost }) => ({ top: cost, bottom: ones(n) }),
});
