import type { Column } from '../../table/table.ts';
import { distinctValues } from '../cells.ts';
import { defineMetric } from '../define.ts';
import { givenColumns } from '../given.ts';
import { hasWeight } from '../ratio.ts';

export default defineMetric({
  id: 'constant-columns',
  family: 'quality',
  title: 'Constant columns',
  question: 'How many columns say the same in every row, or nothing at all?',
  formula: 'columns with at most one distinct value among those that are there',
  unit: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges:
    'Without columns it is a gap (no-features). A column of one value and gaps counts as constant, though where it is missing may tell something. With one row every column is.',
  sources: [{ title: 'pandas 2.3, DataFrame.nunique() <= 1', relation: 'same' }],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenColumns({ price: [1, 2, 1], currency: ['EUR', 'EUR ', 'EUR'], empty: [null, null, null] }),
      value: 2,
      by: 'currency and empty',
    },
  ],
  measure({ n, features, weight }) {
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    if (features.length === 0) return { gap: 'no-features', n };
    const constant = features.filter((column) => isConstant(column, weight));
    return { value: constant.length, n, parts: constant.map(({ name }) => ({ of: name, value: 1 })) };
  },
});

function isConstant(column: Column, weight: Float64Array): boolean {
  if (column.kind === 'text') return distinctValues(column, weight) <= 1;
  let first: number | null = null;
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0 || column.missing?.[i] === 1) continue;
    const value = column.values[i]!; // ! i < n
    if (first === null) first = value;
    else if (value !== first) return false;
  }
  return true;
}
