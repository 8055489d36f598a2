import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { onceForEach } from '../once.ts';
import { type ClassWeights, classWeights } from '../ranks.ts';

export default defineMetric({
  id: 'ks-statistic',
  family: 'performance',
  title: 'KS statistic of the score',
  question: 'At the threshold that parts them best, how far apart are the cases that matter and the others?',
  formula: 'max over scores s of |share of negatives at or below s - share of positives at or below s|',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['rank-only', 'class-swap', 'one-when-perfect'],
  edges:
    'One class only is a gap (one-class). A score that says nothing has 0 in many rows and more in few, because the best threshold is looked for. A score that is upside down has as much as one that is right: look at ROC AUC too.',
  sources: [
    {
      title: 'N. Smirnov, Table for estimating the goodness of fit of empirical distributions',
      year: 1948,
      relation: 'same',
    },
    { title: 'scipy 1.14, ks_2samp of the scores by label', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isOptimised: true,
  strata: 'label',
  examples: [
    {
      given: givenRows({ label: [0, 1, 0, 1, 0], score: [0.1, 0.4, 0.4, 0.9, 0.2] }),
      value: 2 / 3,
      by: 'at .2: two of three negatives, none of the positives',
    },
  ],
  measure(given) {
    const spread = classWeights(given);
    const { positives, negatives } = spread;
    if (positives + negatives === 0) return { gap: 'too-few-rows', n: given.n };
    if (positives === 0 || negatives === 0) return { gap: 'one-class', n: given.n };
    return { value: Math.min(1, Math.abs(widest(spread).gap)), n: given.n };
  },
  /** At the widest point each class is a share of its own; which point that is moves the value only by squares. */
  influence(given) {
    const { n, label, weight } = given;
    const spread = classWeights(given);
    const { rank, positives, negatives } = spread;
    const { at, gap, ofPositive, ofNegative } = widest(spread);
    const sign = Math.sign(gap);
    const [perPositive, perNegative] = [(-sign * n) / positives, (sign * n) / negatives];
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const inside = rank[i]! <= at ? 1 : 0; // ! i < n, here and below
      const y = label[i]!; // ! 0 or 1
      const slope = y * perPositive * (inside - ofPositive) + (1 - y) * perNegative * (inside - ofNegative);
      out[i] = weight[i]! * slope; // ! i < n
    }
    return out;
  },
});

/** Where the shares of the classes at or below a rank are furthest apart, and what they are there. */
const widest = onceForEach(({ count, positive, negative, positives, negatives }: ClassWeights) => {
  let at = count - 1;
  let most = 0;
  let atPositive = positives;
  let atNegative = negatives;
  let p = 0;
  let q = 0;
  for (let k = 0; k < count; k++) {
    p += positive[k]!; // ! k < count
    q += negative[k]!; // ! k < count
    // As products, because a division takes longer than the rest of it.
    const gap = Math.abs(q * positives - p * negatives);
    if (gap <= most) continue;
    at = k;
    most = gap;
    atPositive = p;
    atNegative = q;
  }
  const [ofPositive, ofNegative] = [atPositive / positives, atNegative / negatives];
  return { at, gap: ofNegative - ofPositive, ofPositive, ofNegative };
});
