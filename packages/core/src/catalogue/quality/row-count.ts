import { sum } from '../../stats/sum.ts';
import { defineMetric } from '../define.ts';
import { givenColumns } from '../given.ts';

export default defineMetric({
  id: 'row-count',
  family: 'quality',
  title: 'Rows',
  question: 'How many rows are there?',
  formula: 'number of rows; with weights, their sum',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { columns: 'one' },
  params: {},
  laws: [],
  edges: 'No rows is the value 0, not a gap. A count is exact: it has no interval.',
  sources: [{ title: 'pandas 2.3, len(DataFrame)', relation: 'same' }],
  clauses: ['MAP 2.3', 'MEASURE 2.4', 'A.7.4'],
  maturity: 'stable',
  examples: [{ given: givenColumns({ price: [1, null, 3] }), value: 3, by: 'three rows' }],
  measure: ({ n, weight }) => ({ value: sum(weight), n }),
});
