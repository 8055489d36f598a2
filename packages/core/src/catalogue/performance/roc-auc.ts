import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { onceForEach } from '../once.ts';
import { type ClassWeights, classWeights } from '../ranks.ts';

export default defineMetric({
  id: 'roc-auc',
  family: 'performance',
  title: 'Area under the ROC curve',
  question: 'Does the score put the cases that matter above the others?',
  formula: 'share of pairs (positive, negative) where the positive has the higher score; a tie counts half',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'ranking'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['rank-only', 'class-swap', 'one-when-perfect'],
  edges:
    'One class only is a gap (one-class); scikit-learn answers NaN with a warning. A score that says nothing has .5.',
  sources: [
    {
      title:
        'E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Comparing the areas under two or more correlated ROC curves',
      year: 1988,
      relation: 'same',
    },
    { title: 'scikit-learn 1.9, roc_auc_score', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  strata: 'label',
  influenceBy: 'delong',
  examples: [
    {
      given: givenRows({ label: [0, 1, 0, 1], score: [0.1, 0.1, 0.5, 0.9] }),
      value: 0.625,
      by: 'pairs .5 + 0 + 1 + 1 of 4',
    },
  ],
  measure(given) {
    const spread = classWeights(given);
    const { positives, negatives } = spread;
    if (positives + negatives === 0) return { gap: 'too-few-rows', n: given.n };
    if (positives === 0 || negatives === 0) return { gap: 'one-class', n: given.n };
    return { value: areaOf(spread), n: given.n };
  },
  /** n w (placement - area) / weight of the class; the placement is the share of the other class on the right side. */
  influence(given) {
    const { n, label, weight } = given;
    const spread = classWeights(given);
    const { ofPositive, ofNegative } = placementsByRank(spread);
    const area = areaOf(spread);
    const { rank } = spread;
    const [perPositive, perNegative] = [n / spread.positives, n / spread.negatives];
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      // A label is 0 or 1; both sides are worked out, because a branch that nobody can foretell costs more.
      const y = label[i]!; // ! i < n, here and below
      const k = rank[i]!; // ! ranks are below their count
      const yes = (ofPositive[k]! - area) * perPositive; // !
      const no = (ofNegative[k]! - area) * perNegative; // !
      out[i] = weight[i]! * (y * yes + (1 - y) * no); // !
    }
    return out;
  },
});

/** The share of pairs in the right order, by rank and not by row: equal scores have equal ranks. */
const areaOf = onceForEach(({ count, positive, negative, positives, negatives }: ClassWeights): number => {
  let area = 0;
  let below = 0;
  for (let k = 0; k < count; k++) {
    area += positive[k]! * (below + negative[k]! / 2); // ! k < count
    below += negative[k]!; // ! k < count
  }
  return Math.min(1, area / positives / negatives);
});

/** The placements of DeLong et al. by rank. */
function placementsByRank({ count, positive, negative, positives, negatives }: ClassWeights): {
  readonly ofPositive: Float64Array;
  readonly ofNegative: Float64Array;
} {
  const ofPositive = new Float64Array(count);
  const ofNegative = new Float64Array(count);
  let below = 0;
  let above = positives;
  for (let k = 0; k < count; k++) {
    const p = positive[k]!; // ! k < count
    const q = negative[k]!; // ! k < count
    above -= p;
    ofPositive[k] = (below + q / 2) / negatives;
    ofNegative[k] = (above + p / 2) / positives;
    below += q;
  }
  return { ofPositive, ofNegative };
}
