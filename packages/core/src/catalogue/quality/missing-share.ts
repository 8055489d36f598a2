import { partsByColumn, presentCells, presentWeight, totalWeight } from '../cells.ts';
import { givenColumns } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'missing-share',
  family: 'quality',
  title: 'Missing values',
  question: 'How much of the table is empty?',
  formula: 'missing cells / cells, over the columns that are looked at',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges:
    'Without columns it is a gap (no-features). What counts as missing (empty text, NA, infinite) was decided when the file was read, and was reported there.',
  sources: [{ title: 'pandas 2.3, DataFrame.isna().mean()', relation: 'same' }],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenColumns({ price: [1, null, 3, 4], name: ['a', null, null, 'b'] }),
      value: 0.375,
      by: '3 of 8 cells',
    },
  ],
  gap: ({ features }) => (features.length === 0 ? 'no-features' : null),
  each({ n, features }) {
    const present = presentCells(features);
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = features.length - present[i]!; // ! i < n
    return { top, bottom: new Float64Array(n).fill(features.length) };
  },
  parts({ features, weight }) {
    const total = totalWeight(weight);
    return partsByColumn(features, (column) => 1 - presentWeight(column, weight) / total);
  },
});
