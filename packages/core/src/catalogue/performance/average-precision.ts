import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { onceForEach } from '../once.ts';
import { type ClassWeights, classWeights } from '../ranks.ts';

export default defineMetric({
  id: 'average-precision',
  family: 'performance',
  title: 'Average precision',
  question: 'Going down the list from the highest score, how pure is it while cases are being found?',
  formula: 'Σ over scores, highest first, of (gain in recall) × (precision down to there); equal scores are one step',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['rank-only', 'one-when-perfect'],
  edges:
    'One class only is a gap (one-class); scikit-learn answers 1 with positives only and 0 with negatives only. A score that says nothing has the base rate, not .5.',
  sources: [{ title: 'scikit-learn 1.9, average_precision_score', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 1, 0, 1], score: [0.1, 0.4, 0.5, 0.9] }),
      value: 5 / 6,
      by: 'half of the positives at precision 1, half at 2/3',
    },
  ],
  measure(given) {
    const spread = classWeights(given);
    const { positives, negatives } = spread;
    if (positives + negatives === 0) return { gap: 'too-few-rows', n: given.n };
    if (positives === 0 || negatives === 0) return { gap: 'one-class', n: given.n };
    return { value: Math.min(1, areaOf(spread) / positives), n: given.n };
  },
  influence(given) {
    const { n, label, weight } = given;
    const spread = classWeights(given);
    const { rank, positives } = spread;
    const { byPositive, byNegative } = slopes(spread);
    const out = new Float64Array(n);
    const scale = n / positives;
    const value = areaOf(spread) / positives;
    for (let i = 0; i < n; i++) {
      const k = rank[i]!; // ! i < n
      const y = label[i]!; // ! i < n. It is 0 or 1
      const slope = y * (byPositive[k]! - value) + (1 - y) * byNegative[k]!; // ! ranks are below their count
      out[i] = scale * weight[i]! * slope; // ! i < n
    }
    return out;
  },
});

/** The sum of steps, from the highest score down. */
const areaOf = onceForEach(({ count, positive, negative }: ClassWeights): number => {
  let found = 0;
  let seen = 0;
  let area = 0;
  for (let k = count - 1; k >= 0; k--) {
    const gain = positive[k]!; // ! k < count
    found += gain;
    seen += gain + negative[k]!; // ! k < count
    if (gain > 0) area += (gain * found) / seen;
  }
  return area;
});

/**
 * How the area moves with weight at each rank. A positive row adds its own step, at the precision there, and raises the
 * precision of all steps at or below its score; a negative one lowers them. The walk down finds the steps, the walk up
 * sums these tails.
 */
function slopes({ count, positive, negative }: ClassWeights): { byPositive: Float64Array; byNegative: Float64Array } {
  const found = new Float64Array(count);
  const seen = new Float64Array(count);
  let t = 0;
  let all = 0;
  for (let k = count - 1; k >= 0; k--) {
    t += positive[k]!; // ! k < count
    all += positive[k]! + negative[k]!; // ! k < count
    found[k] = t;
    seen[k] = all;
  }
  // Each rank is read before it is written.
  const [byPositive, byNegative] = [found, seen];
  let raise = 0;
  let lower = 0;
  for (let k = 0; k < count; k++) {
    const here = found[k]!; // ! k < count
    const total = seen[k]!; // ! k < count
    if (total === 0) break; // Above the last row that counts there is nothing to move.
    const share = positive[k]! / (total * total); // ! k < count
    raise += share * (total - here);
    lower += share * here;
    byPositive[k] = here / total + raise;
    byNegative[k] = -lower;
  }
  return { byPositive, byNegative };
}
