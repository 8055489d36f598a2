import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { hasWeight } from '../ratio.ts';

type Given = {
  readonly n: number;
  readonly classes: number;
  readonly weight: Float64Array;
  readonly prediction: Float64Array;
};

export default defineMetric({
  id: 'prediction-entropy',
  family: 'performance',
  title: 'Diversity of answers',
  question: 'Do the answers still differ, or do all rows get the same one?',
  formula: '-Σ p ln p / ln K, p the share of rows that get a class, K classes',
  unit: 'share',
  range: [0, 1],
  better: 'neither',
  tasks: ['binary', 'multiclass'],
  needs: { rows: ['prediction'] },
  params: {},
  laws: [],
  edges:
    '1 where all classes are answered alike often, 0 where one is always. Needs no label. Where answers feed what the next model learns from, it falls long before accuracy does.',
  sources: [{ title: 'SciPy 1.16, stats.entropy with base K', relation: 'same' }],
  clauses: ['MEASURE 2.4', 'MEASURE 2.6', 'A.6.2.6'],
  maturity: 'trial',
  examples: [
    { given: givenRows({ prediction: [0, 1, 0, 1] }), value: 1, by: 'two classes, each in 2 of 4' },
    {
      given: givenRows({ prediction: [0, 0, 0, 1] }),
      value: 0.8112781244591328,
      by: '-(3/4 log2 3/4 + 1/4 log2 1/4)',
    },
  ],
  measure(given) {
    const { n, classes, weight } = given;
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    if (classes < 2) return { gap: 'too-few-groups', n };
    return { value: entropyOf(sharesOf(given)), n };
  },
  peaked: ({ classes }) => classes - 1,
  influence(given) {
    const { n, weight, prediction } = given;
    const shares = sharesOf(given);
    const value = entropyOf(shares);
    const total = weight.reduce((sum, own) => sum + own, 0);
    const slopes = shares.map((p) => -Math.log(p) / Math.log(shares.length) - value);
    return weight.map((own, i) => (own === 0 ? 0 : (n / total) * own * slopes[prediction[i]!]!)); // ! a class; i < n
  },
});

function sharesOf({ classes, weight, prediction }: Given): Float64Array {
  const counts = new Float64Array(classes);
  let total = 0;
  for (let i = 0; i < weight.length; i++) {
    counts[prediction[i]!]! += weight[i]!; // ! a class; i < n
    total += weight[i]!; // ! i < n
  }
  return counts.map((count) => count / total);
}

const entropyOf = (shares: Float64Array): number => {
  const sum = shares.reduce((total, p) => (p > 0 ? total - p * Math.log(p) : total), 0);
  return Math.min(1, sum / Math.log(shares.length));
};
