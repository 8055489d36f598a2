import { sum } from '../../stats/sum.ts';
import { totalWeight } from '../cells.ts';
import { defineMetric } from '../define.ts';
import { givenColumns } from '../given.ts';
import { hasWeight } from '../ratio.ts';
import { firstEqualRows } from '../row-groups.ts';

export default defineMetric({
  id: 'duplicate-rows-share',
  family: 'quality',
  title: 'Duplicate rows',
  question: 'How many rows are copies of another one?',
  formula: '(rows - distinct rows) / rows, over the columns that are looked at',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges:
    'Without columns it is a gap (no-features). Missing equals missing; text compares without outer blanks. With few and coarse columns rows may be alike and yet different cases.',
  sources: [
    { title: 'pandas 2.3, DataFrame.duplicated().mean()', relation: 'adapted', note: 'outer blanks are left out' },
  ],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenColumns({ price: [1, 1, 1, null, null], name: ['a', 'a ', 'b', 'c', 'c'] }),
      value: 0.4,
      by: 'the second and the last of 5',
    },
  ],
  measure({ n, features, weight }) {
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    if (features.length === 0) return { gap: 'no-features', n };
    const first = firstEqualRows(features, n);
    const groups = new Float64Array(n);
    for (let i = 0; i < n; i++) groups[first[i]!]! += weight[i]!; // ! first holds rows
    const copies = groups.map((rows) => Math.max(0, rows - 1));
    return { value: sum(copies) / totalWeight(weight), n };
  },
});
