import { confusionOf, influenceByCell } from '../confusion.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'positive-likelihood-ratio',
  family: 'performance',
  title: 'Positive likelihood ratio',
  question: 'How many times as often is a case answered yes as a row that is none?',
  formula: '(TP / positives) / (FP / negatives)',
  unit: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: [],
  edges:
    'One class only is a gap (one-class), no yes at all is one (no-denominator), and no false alarm is one (infinite), where scikit-learn answers NaN. At 1 a yes says nothing. It does not depend on how common cases are.',
  sources: [{ title: 'scikit-learn 1.9, class_likelihood_ratios', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 1, 0, 0, 0], prediction: [1, 0, 1, 0, 0] }),
      value: 1.5,
      by: '(1 / 2) / (1 / 3)',
    },
  ],
  measure(given) {
    const { labels, cells, total } = confusionOf(given);
    const [negatives = 0, positives = 0] = labels;
    const [, alarms = 0, , found = 0] = cells;
    if (total === 0) return { gap: 'too-few-rows', n: given.n };
    if (negatives === 0 || positives === 0) return { gap: 'one-class', n: given.n };
    if (alarms === 0) return { gap: found === 0 ? 'no-denominator' : 'infinite', n: given.n };
    return { value: found / positives / (alarms / negatives), n: given.n };
  },
  influence(given) {
    const confusion = confusionOf(given);
    const [negatives = 0, positives = 0] = confusion.labels;
    const [, alarms = 0, , found = 0] = confusion.cells;
    const value = found / positives / (alarms / negatives);
    const perCase = negatives / alarms / positives;
    const slope = [
      value / negatives,
      value / negatives - value / alarms,
      -value / positives,
      perCase - value / positives,
    ];
    return influenceByCell(given, confusion, Float64Array.from(slope));
  },
});
