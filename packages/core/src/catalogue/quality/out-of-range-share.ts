import { dot } from '../../stats/sum.ts';
import type { NumberColumn } from '../../table/table.ts';
import { numberColumns, partsByColumn } from '../cells.ts';
import type { ColumnsOf, Each, Side } from '../define.ts';
import { givenTwo } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'out-of-range-share',
  family: 'quality',
  title: 'Values outside the known range',
  question: 'How many numbers lie outside everything that the reference has seen?',
  formula: 'numbers of the window below the least or above the greatest of the reference / numbers of the window',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'two' },
  params: {},
  laws: ['zero-on-equal'],
  edges:
    'Without columns of numbers it is a gap (no-features), without numbers in the window too (no-denominator). Where the reference has no number in a column, every number of the window is outside. Times are left out: they always move on. The interval takes the range of the reference as given.',
  sources: [
    {
      title: 'TensorFlow Data Validation, anomaly of values out of domain',
      relation: 'adapted',
      note: 'a share, with the range taken from the reference',
    },
  ],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenTwo({ price: [1, 5, null] }, { price: [0.5, 1, 5, 9, null] }),
      value: 0.5,
      by: '.5 and 9, among 4 numbers',
    },
  ],
  gap: ({ features }) => (numberColumns(features).length === 0 ? 'no-features' : null),
  each: outside,
  parts: (given) =>
    partsByColumn(numberColumns(given.features), (column) => {
      const { top, bottom } = outside({ ...given, features: [column] });
      const below = dot(given.weight, bottom);
      return below === 0 ? null : dot(given.weight, top) / below;
    }),
});

function outside({ n, weight, side, features }: ColumnsOf & Side): Each {
  const top = new Float64Array(n);
  const bottom = new Float64Array(n);
  for (const column of numberColumns(features)) {
    const { values, missing } = column;
    const [least, most] = rangeOf(column, weight, side);
    for (let i = 0; i < n; i++) {
      if (side[i] !== 1 || missing?.[i] === 1) continue;
      const value = values[i]!; // ! i < n
      bottom[i]! += 1; // ! i < n
      if (value < least || value > most) top[i]! += 1; // ! i < n
    }
  }
  return { top, bottom };
}

function rangeOf({ values, missing }: NumberColumn, weight: Float64Array, side: Uint8Array): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (side[i] === 1 || weight[i] === 0 || missing?.[i] === 1) continue;
    const value = values[i]!; // ! i < n
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
