import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'exact-match',
  family: 'performance',
  title: 'Exact match (subset accuracy)',
  question: 'How often is everything about a case right: all of its labels at once?',
  formula: 'queries all of whose rows have prediction = label / queries',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['ranking'],
  needs: { rows: ['query', 'label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'one-when-perfect'],
  edges:
    'Defined for any query. With several labels a row is one item and one label, and the item is the query; the share of single rows that are right is accuracy.',
  sources: [{ title: 'scikit-learn 1.9, accuracy_score of several labels', relation: 'same' }],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ query: [0, 0, 1], label: [1, 0, 1], prediction: [1, 0, 0] }, { classes: 0 }),
      value: 0.5,
      by: 'all of the first, not the second',
    },
  ],
  each({ n, query, label, prediction }) {
    const sizes = new Map<number, number>();
    const wrong = new Set<number>();
    for (let i = 0; i < n; i++) {
      const q = query[i]!; // ! i < n
      sizes.set(q, (sizes.get(q) ?? 0) + 1);
      if (label[i] !== prediction[i]) wrong.add(q);
    }
    const top = new Float64Array(n);
    const bottom = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      bottom[i] = 1 / (sizes.get(query[i]!) ?? 1); // ! i < n
      top[i] = wrong.has(query[i]!) ? 0 : bottom[i]!; // ! i < n
    }
    return { top, bottom };
  },
});
