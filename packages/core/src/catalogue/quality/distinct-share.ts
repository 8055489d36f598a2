import { distinctValues, presentWeight } from '../cells.ts';
import { defineMetric } from '../define.ts';
import { givenColumns } from '../given.ts';
import { hasWeight } from '../ratio.ts';

export default defineMetric({
  id: 'distinct-share',
  family: 'quality',
  title: 'Distinct values',
  question: 'How varied is the table: near 1 almost every value is new, near 0 values repeat?',
  formula: 'Σ over columns of distinct values / Σ over columns of values that are there',
  unit: 'share',
  range: [0, 1],
  better: 'neither',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges:
    'Without columns it is a gap (no-features), without any value too (no-denominator). Text counts as equal when it differs by outer blanks only. It falls as rows are added: compare tables of like size.',
  sources: [{ title: 'pandas 2.3, Series.nunique() / Series.count()', relation: 'same' }],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenColumns({ code: ['a', 'b', 'a ', null, 'a'] }),
      value: 0.5,
      by: 'a and b among 4 values',
    },
  ],
  measure({ n, features, weight }) {
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    if (features.length === 0) return { gap: 'no-features', n };
    const counts = features.map((column) => ({
      of: column.name,
      distinct: distinctValues(column, weight),
      present: presentWeight(column, weight),
    }));
    const distinct = counts.reduce((total, column) => total + column.distinct, 0);
    const present = counts.reduce((total, column) => total + column.present, 0);
    const parts = counts.flatMap((column) =>
      column.present === 0 || features.length < 2 ? [] : [{ of: column.of, value: column.distinct / column.present }],
    );
    // A weight below 1 is less than a row: values then may outnumber the rows that they stand in.
    return present === 0 ? { gap: 'no-denominator', n } : { value: Math.min(1, distinct / present), n, parts };
  },
});
