import { defineMetric } from '../define.ts';
import { fewestWith } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';
import { partialArea, partialAreaOf, standardised } from '../partial-area.ts';
import { classWeights } from '../ranks.ts';

/** Its own entry and no parameter of `roc-auc`: the classes may not change places here, so it keeps other laws. */
export default defineMetric({
  id: 'partial-roc-auc',
  family: 'performance',
  title: 'Partial area under the ROC curve',
  question: 'Does the score put the cases that matter above the others, where only few false alarms are allowed?',
  formula: '.5 + .5 (A - m²/2) / (m - m²/2), A the area under the ROC curve up to a false positive rate of m = max_fpr',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {
    max_fpr: {
      default: 0.1,
      min: 0.0001,
      max: 1,
      help: 'The largest share of the negatives that may be called positive; 1 is the whole area.',
    },
  },
  laws: ['rank-only', 'one-when-perfect'],
  edges:
    'One class only is a gap (one-class); scikit-learn answers NaN with a warning. The area is put on a scale where a score that says nothing has .5 (McClish), so it is no share of pairs.',
  sources: [
    { title: 'D. K. McClish, Analyzing a portion of the ROC curve', year: 1989, relation: 'same' },
    { title: 'scikit-learn 1.9, roc_auc_score with max_fpr', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  strata: 'label',
  /** With 2.5 negatives in the part of the curve, intervals held the truth in 91 of 100 samples (ADR 50). */
  fewestRows(given, { max_fpr }) {
    const { positives, negatives } = classWeights(given);
    return fewestWith(max_fpr * (negatives / (positives + negatives)));
  },
  examples: [
    {
      given: givenRows({ label: [0, 1, 0, 1], score: [0.1, 0.4, 0.6, 0.9] }),
      params: { max_fpr: 0.5 },
      value: 2 / 3,
      by: 'area 1/4 up to .5; chance has 1/8, the best 1/2: .5 + .5 · (1/8) / (3/8)',
    },
  ],
  measure(given, { max_fpr }) {
    const spread = classWeights(given);
    const { positives, negatives } = spread;
    if (positives + negatives === 0) return { gap: 'too-few-rows', n: given.n };
    if (positives === 0 || negatives === 0) return { gap: 'one-class', n: given.n };
    const { value } = standardised(partialAreaOf(spread, max_fpr), max_fpr);
    return { value: Math.min(1, Math.max(0, value)), n: given.n };
  },
  influence(given, { max_fpr }) {
    const { n, label, weight } = given;
    const spread = classWeights(given);
    const { area, byPositive, byNegative } = partialArea(spread, max_fpr);
    const scale = n * standardised(area, max_fpr).slope;
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const k = spread.rank[i]!; // ! i < n, here and below; ranks are below their count
      const slope = label[i] === 1 ? byPositive[k]! : byNegative[k]!; // !
      out[i] = scale * weight[i]! * slope; // !
    }
    return out;
  },
});
