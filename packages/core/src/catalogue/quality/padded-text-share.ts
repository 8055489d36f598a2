import { dot } from '../../stats/sum.ts';
import type { Column, TextColumn } from '../../table/table.ts';
import { levelWeights, partsByColumn, presentCells, presentWeight, textColumns } from '../cells.ts';
import { givenColumns } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'padded-text-share',
  family: 'quality',
  title: 'Padded text',
  question: 'How many values have blanks before or after them that nobody sees?',
  formula: 'text cells with outer blanks / cells that are there',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges:
    'Without columns it is a gap (no-features), without any value too (no-denominator). A table without text has 0. We compare text without outer blanks; a model that looks words up may not.',
  sources: [{ title: 'pandas 2.3, Series != Series.str.strip()', relation: 'same' }],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenColumns({ city: ['Rome', ' Rome', null, 'Oslo '], size: [1, 2, null, null] }),
      value: 0.4,
      by: '2 of 5 values',
    },
  ],
  gap: ({ features }) => (features.length === 0 ? 'no-features' : null),
  each: ({ n, features }) => ({ top: paddedCells(features, n), bottom: presentCells(features) }),
  parts: ({ features, weight }) =>
    partsByColumn(textColumns(features), (column) => {
      const there = presentWeight(column, weight);
      return column.kind === 'number' || there === 0
        ? null
        : dot(levelWeights(column, weight), isPadded(column)) / there;
    }),
});

function paddedCells(features: readonly Column[], n: number): Float64Array {
  const counts = new Float64Array(n);
  for (const { codes, levels } of textColumns(features)) {
    const padded = isPadded({ levels });
    if (!padded.includes(1)) continue;
    for (let i = 0; i < n; i++) if (codes[i]! >= 0) counts[i]! += padded[codes[i]!]!; // ! i < n, a code of a level
  }
  return counts;
}

/** 0 or 1 for each level. */
const isPadded = ({ levels }: Pick<TextColumn, 'levels'>): Uint8Array =>
  Uint8Array.from(levels, (level) => (level.trim() === level ? 0 : 1));
