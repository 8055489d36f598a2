import { sum } from '../../stats/sum.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { hasWeight } from '../ratio.ts';

/** What a row gets: 1 what it deserves, 2 a needless yes, 0 a missed one. */
type Given = {
  readonly n: number;
  readonly weight: Float64Array;
  readonly label: Float64Array;
  readonly prediction: Float64Array;
};

export default defineMetric({
  id: 'generalised-entropy',
  family: 'fairness',
  title: 'Inequality of benefit',
  question: 'How unequally do answers treat people, within groups and between them?',
  formula: 'b = prediction - label + 1; mean((b / mean b)^alpha - 1) / (alpha (alpha - 1)); Theil at alpha 1',
  unit: 'score',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['binary'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    alpha: { default: 1, min: 1, max: 10, help: '1 is the Theil index, 2 half the squared coefficient of variation.' },
  },
  laws: ['zero-when-perfect'],
  edges: 'Every row a missed case: a gap (no-denominator), as nobody gets anything that could be shared.',
  sources: [
    {
      title: 'T. Speicher et al., A unified approach to quantifying algorithmic unfairness',
      year: 2018,
      relation: 'same',
    },
    { title: 'AI Fairness 360, generalized_entropy_index and theil_index', relation: 'same' },
  ],
  clauses: ['MEASURE 2.11', 'A.5.4'],
  maturity: 'trial',
  examples: [
    {
      given: givenRows({ label: [1, 0], prediction: [1, 1] }),
      value: 0.056633012265132426,
      by: 'b = 1, 2, mean 1.5: (2/3 ln 2/3 + 4/3 ln 4/3) / 2',
    },
    {
      given: givenRows({ label: [1, 0], prediction: [1, 1] }),
      params: { alpha: 2 },
      value: 1 / 18,
      by: '((2/3)² + (4/3)² - 2) / 2 / 2',
    },
  ],
  measure(given, { alpha }) {
    const { n, weight } = given;
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    const { mean, total } = meansOf(given, alpha);
    if (mean <= 0) return { gap: 'no-denominator', n };
    // Less what is 0 on average, each term is 0 or more: nothing cancels where all are nearly alike.
    const terms = weight.map((w, i) => w * excess((benefit(given, i) - mean) / mean, alpha));
    return { value: sum(terms) / total, n };
  },
  influence(given, { alpha }) {
    const { n, weight } = given;
    const { mean, power, total } = meansOf(given, alpha);
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const b = benefit(given, i);
      const [away, higher] = [b - mean, powerOf(b, alpha) - power];
      const slope =
        alpha === 1
          ? higher / mean - away * (power / mean ** 2 + 1 / mean)
          : (higher / mean ** alpha - (alpha * power * away) / mean ** (alpha + 1)) / (alpha * (alpha - 1));
      out[i] = (n / total) * weight[i]! * slope; // ! i < n
    }
    return out;
  },
});

const benefit = ({ label, prediction }: Given, i: number): number => prediction[i]! - label[i]! + 1; // ! i < n
/** (r^alpha - 1 - alpha (r - 1)) / (alpha (alpha - 1)) at r = 1 + away; r ln r - (r - 1) at alpha 1. */
const excess = (away: number, alpha: number): number => {
  if (alpha === 1) return away <= -1 ? 1 : (1 + away) * Math.log1p(away) - away;
  return ((1 + away) ** alpha - 1 - alpha * away) / (alpha * (alpha - 1));
};
/** b^alpha; b ln b at alpha 1, where 0 ln 0 is 0. */
const powerOf = (b: number, alpha: number): number => (alpha !== 1 ? b ** alpha : b > 0 ? b * Math.log(b) : 0);

function meansOf(given: Given, alpha: number) {
  let total = 0;
  let sum = 0;
  let powers = 0;
  for (let i = 0; i < given.n; i++) {
    const w = given.weight[i]!; // ! i < n
    const b = benefit(given, i);
    total += w;
    sum += w * b;
    powers += w * powerOf(b, alpha);
  }
  return { total, mean: sum / total, power: powers / total };
}
