import type { TextColumn } from '../../table/table.ts';
import { levelWeights, partsByColumn, presentWeight, textColumns } from '../cells.ts';
import { defineMetric } from '../define.ts';
import { givenColumns } from '../given.ts';
import { hasWeight } from '../ratio.ts';

export default defineMetric({
  id: 'mixed-types-share',
  family: 'quality',
  title: 'Mixed types',
  question:
    'How many values are of another kind than the rest of their column: a word among numbers, a date among words?',
  formula: 'Σ over columns of values not of the most frequent kind (number, date, word) / values that are there',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges:
    'Without columns it is a gap (no-features), without any value too (no-denominator). A column that was read as numbers or times has one kind. Where two kinds are equally frequent, half of the values count.',
  sources: [
    {
      title: 'Great Expectations, expect_column_values_to_be_of_type',
      relation: 'adapted',
      note: 'the type is the most frequent one, not a given one',
    },
  ],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenColumns({ price: ['12', '9.5', 'free', '7', null], size: [1, 2, 3, 4, null] }),
      value: 0.125,
      by: 'free, among 8 values',
    },
  ],
  measure({ n, features, weight }) {
    if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
    if (features.length === 0) return { gap: 'no-features', n };
    let odd = 0;
    let present = 0;
    for (const column of textColumns(features)) odd += oddWeight(column, weight);
    for (const column of features) present += presentWeight(column, weight);
    if (present === 0) return { gap: 'no-denominator', n };
    const parts = partsByColumn(textColumns(features), (column) => {
      const there = presentWeight(column, weight);
      return column.kind === 'text' && there > 0 ? oddWeight(column, weight) / there : null;
    });
    return { value: odd / present, n, parts };
  },
});

const KINDS = [
  /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i, // a number
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})([ T]\d{1,2}:\d{2}.*)?$/, // a date, a time or not
];

/** The weight of the values that are not of the most frequent kind. */
function oddWeight(column: TextColumn, weight: Float64Array): number {
  const byLevel = levelWeights(column, weight);
  const totals = new Float64Array(KINDS.length + 1);
  column.levels.forEach((level, code) => {
    const kind = KINDS.findIndex((pattern) => pattern.test(level.trim()));
    totals[kind < 0 ? KINDS.length : kind]! += byLevel[code]!; // ! a kind is a place in KINDS or the one after
  });
  return totals.reduce((sum, total) => sum + total, 0) - Math.max(...totals);
}
