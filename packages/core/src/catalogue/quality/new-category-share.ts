import { dot } from '../../stats/sum.ts';
import { partsByColumn, textColumns, trimmedCodes } from '../cells.ts';
import type { ColumnsOf, Each, Side } from '../define.ts';
import { givenTwo } from '../given.ts';
import { ratio } from '../ratio.ts';

export default ratio({
  id: 'new-category-share',
  family: 'quality',
  title: 'New categories',
  question: 'How many values are words that the reference has never seen?',
  formula: 'text values of the window that the reference lacks / text values of the window',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'two' },
  params: {},
  laws: ['zero-on-equal'],
  edges:
    'Without columns of text it is a gap (no-features), without text in the window too (no-denominator). Text compares without outer blanks. Names and free text are new almost always: leave such columns out. The interval takes the words of the reference as given.',
  sources: [
    {
      title: 'TensorFlow Data Validation, anomaly of unexpected string values',
      relation: 'adapted',
      note: 'a share; outer blanks are left out',
    },
  ],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenTwo({ city: ['Rome', 'Oslo', null] }, { city: ['Rome ', 'Bern', null, 'Oslo', 'Bern'] }),
      value: 0.5,
      by: 'Bern twice, among 4 values',
    },
  ],
  gap: ({ features }) => (textColumns(features).length === 0 ? 'no-features' : null),
  each: unseen,
  parts: (given) =>
    partsByColumn(textColumns(given.features), (column) => {
      const { top, bottom } = unseen({ ...given, features: [column] });
      const below = dot(given.weight, bottom);
      return below === 0 ? null : dot(given.weight, top) / below;
    }),
});

function unseen({ n, weight, side, features }: ColumnsOf & Side): Each {
  const top = new Float64Array(n);
  const bottom = new Float64Array(n);
  for (const column of textColumns(features)) {
    const codes = trimmedCodes(column);
    const isKnown = new Uint8Array(column.levels.length);
    for (let i = 0; i < n; i++) {
      const code = codes[i]!; // ! i < n
      if (side[i] === 0 && code >= 0 && weight[i]! > 0) isKnown[code] = 1; // ! i < n
    }
    for (let i = 0; i < n; i++) {
      const code = codes[i]!; // ! i < n
      if (side[i] !== 1 || code < 0) continue;
      bottom[i]! += 1; // ! i < n
      if (isKnown[code] === 0) top[i]! += 1; // ! i < n
    }
  }
  return { top, bottom };
}
