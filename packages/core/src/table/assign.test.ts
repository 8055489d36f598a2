import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, type ProblemCode } from '../std/problem.ts';
import { assignRoles, type RolePlan } from './assign.ts';
import { bring, partnersById } from './join.ts';
import type { Column, Table } from './table.ts';

const text = (name: string, values: readonly (string | null)[]): Column => {
  const levels = [...new Set(values.filter((v) => v !== null))];
  const codes = Int32Array.from(values, (v) => (v === null ? -1 : levels.indexOf(v)));
  return { name, kind: 'text', type: 'text', codes, levels };
};
const numbers = (
  name: string,
  values: readonly (number | null)[],
  type: 'number' | 'timestamp' = 'number',
): Column => ({
  name,
  kind: 'number',
  type,
  values: Float64Array.from(values, (v) => v ?? 0),
  missing: values.includes(null) ? Uint8Array.from(values, (v) => Number(v === null)) : null,
});
const table = (...columns: Column[]): Table => ({
  n: columns[0]?.kind === 'text' ? columns[0].codes.length : (columns[0]?.values.length ?? 0),
  columns,
});
const plan = (parts: Partial<RolePlan>): RolePlan => ({
  task: 'binary',
  label: 'label',
  answers: { prediction: null, score: 'score', scores: null, quantiles: [] },
  weight: null,
  cluster: null,
  timestamp: null,
  positive: null,
  threshold: null,
  ...parts,
});
const refused = (run: () => unknown, code: ProblemCode): void =>
  assert.throws(run, (error) => error instanceof Problem && error.code === code);

test('labels as text become 0 and 1 by the positive class; scores become answers by the threshold', () => {
  const rows = table(text('label', [' yes', 'no ', 'no', 'yes']), numbers('score', [0.9, 0.5, 0.2, 0.3]));
  const found = assignRoles(rows, 't', plan({}));
  assert.deepEqual([...(found.rows.roles.label ?? [])], [1, 0, 0, 1]);
  assert.deepEqual([...(found.rows.roles.prediction ?? [])], [1, 0, 0, 0]);
  assert.deepEqual(found.positive, { name: 'yes', negative: 'no', why: 'word' });
  const low = assignRoles(rows, 't', plan({ threshold: { operator: '>=', limit: 0.3 } }));
  assert.deepEqual([...(low.rows.roles.prediction ?? [])], [1, 1, 0, 1]);
});

test('a yes-no column is asked in its own words, also where only one of the two occurs', () => {
  const yesNo = (values: readonly number[]): Column => {
    const column = numbers('label', values);
    return column.kind === 'number' ? { ...column, type: 'boolean' } : column;
  };
  for (const values of [
    [1, 1, 1],
    [1, 0, 1],
    [0, 0, 0],
  ]) {
    const rows = table(yesNo(values), numbers('score', [0.9, 0.8, 0.1]));
    for (const positive of ['yes', 'Yes ', 'true', '1']) {
      const found = assignRoles(rows, 't', plan({ positive }));
      assert.deepEqual(found.positive, { name: '1', negative: '0', why: 'given' });
      assert.deepEqual([...(found.rows.roles.label ?? [])], values);
    }
    const turned = assignRoles(rows, 't', plan({ positive: 'no' }));
    assert.deepEqual(
      [...(turned.rows.roles.label ?? [])],
      values.map((value) => 1 - value),
    );
    refused(() => assignRoles(rows, 't', plan({ positive: 'maybe' })), 'POSITIVE_UNKNOWN');
  }
});

test('without a word that says yes, the class with the higher scores is the positive one; else it is asked', () => {
  const columns = [text('label', ['left', 'right', 'left', 'right']), numbers('score', [0.1, 0.9, 0.2, 0.8])];
  assert.equal(assignRoles(table(...columns), 't', plan({})).positive?.name, 'right');
  const decided = { prediction: 'answer', score: null, scores: null, quantiles: [] };
  const without = table(text('label', ['left', 'right']), text('answer', ['left', 'left']));
  refused(() => assignRoles(without, 't', plan({ answers: decided })), 'POSITIVE_AMBIGUOUS');
  const given = assignRoles(without, 't', plan({ answers: decided, positive: 'left' }));
  assert.deepEqual([...(given.rows.roles.prediction ?? [])], [1, 1]);
  refused(() => assignRoles(without, 't', plan({ answers: decided, positive: 'up' })), 'POSITIVE_UNKNOWN');
  refused(
    () => assignRoles(table(text('label', ['a', 'b', 'c']), numbers('score', [0, 0, 0])), 't', plan({})),
    'CLASSES_NOT_TWO',
  );
});

test('rows without label, answer or weight are set aside, each counted under its first reason', () => {
  const rows = table(
    numbers('label', [1, null, 0, 1, 0]),
    numbers('score', [0.9, 0.1, null, 0.2, 0.4]),
    numbers('w', [1, 1, 1, null, 2]),
  );
  const found = assignRoles(rows, 't', plan({ weight: 'w' }));
  assert.equal(found.rows.n, 2);
  assert.deepEqual([...found.rows.weight], [1, 2]);
  assert.deepEqual(found.setAside, [
    { reason: 'no-label', rows: 1 },
    { reason: 'no-score', rows: 1 },
    { reason: 'no-weight', rows: 1 },
  ]);
  assert.equal(found.table.n, 2);
});

test('a label outside the classes that have scores is set aside and counted', () => {
  const rows = table(text('label', ['a', 'b', 'z']), numbers('p_a', [0.8, 0.3, 0.5]), numbers('p_b', [0.2, 0.7, 0.5]));
  const answers = { prediction: null, score: null, scores: { a: 'p_a', b: 'p_b' }, quantiles: [] };
  const found = assignRoles(rows, 't', plan({ task: 'multiclass', answers }));
  assert.deepEqual(found.setAside, [{ reason: 'label-outside-classes', rows: 1 }]);
  assert.deepEqual([...(found.rows.roles.prediction ?? [])], [0, 1]);
});

test('answers of another model stand beside the first, and rows without them are set aside', () => {
  const rows = table(numbers('label', [1, 0, 1]), numbers('score', [0.9, 0.1, 0.7]), numbers('old', [0.4, 0.2, null]));
  const other = { prediction: null, score: 'old', scores: null, quantiles: [] };
  const found = assignRoles(rows, 't', plan({}), other);
  assert.deepEqual([...(found.rows.against.prediction ?? [])], [0, 0]);
  assert.deepEqual(found.setAside, [{ reason: 'no-other-prediction', rows: 1 }]);
});

test('a forecast takes its middle quantile as the prediction and the outer ones as its interval', () => {
  const rows = table(numbers('label', [5]), numbers('p10', [1]), numbers('p50', [4]), numbers('p90', [9]));
  const quantiles = [0.9, 0.1, 0.5].map((level) => ({ level, column: `p${level * 100}` }));
  const found = assignRoles(
    rows,
    't',
    plan({ task: 'forecast', answers: { prediction: null, score: null, scores: null, quantiles } }),
  );
  const { prediction, lower, upper } = found.rows.roles;
  assert.deepEqual([prediction?.[0], lower?.[0], upper?.[0]], [4, 1, 9]);
  assert.deepEqual(
    found.rows.quantiles.map(({ level }) => level),
    [0.1, 0.5, 0.9],
  );
});

test('rows of one day are a cluster, unless a cluster is named or there are fewer than five', () => {
  const day = 86_400_000;
  const times = Array.from({ length: 12 }, (_, i) => i * (day / 2));
  const rows = table(
    numbers(
      'label',
      times.map((_, i) => i % 2),
    ),
    numbers(
      'score',
      times.map(() => 0.5),
    ),
    numbers('at', times, 'timestamp'),
  );
  const found = assignRoles(rows, 't', plan({ timestamp: 'at' }));
  assert.deepEqual(found.independence, { by: 'day', column: 'at', clusters: 6 });
  assert.equal(found.rows.cluster?.[1], found.rows.cluster?.[0]);
  const few = assignRoles(
    table(
      ...rows.columns.map((c) => ({ ...c })).slice(0, 2),
      numbers(
        'at',
        times.map(() => 0),
        'timestamp',
      ),
    ),
    't',
    plan({ timestamp: 'at' }),
  );
  assert.equal(few.independence.by, 'row');
});

test('text where numbers are needed is a problem that counts the rows', () => {
  const rows = table(numbers('label', [1, 0]), text('score', ['high', 'low']));
  refused(() => assignRoles(rows, 't', plan({})), 'LABEL_NOT_NUMERIC');
  refused(() => assignRoles(rows, 't', plan({ label: 'truth' })), 'TABLE_COLUMN_MISSING');
});

test('ids meet as they are written: 7, "7" and " 7" are one; rows without a partner are counted', () => {
  const first = { name: 'a', table: table(numbers('id', [1, 7, 9])) };
  const second = { name: 'b', table: table(text('id', [' 7', '1', 'x'])) };
  const partners = partnersById(first, second, 'id');
  assert.deepEqual([...partners.rows], [1, 0, -1]);
  assert.deepEqual(partners.unmatched, { first: 1, second: 1 });
  const brought = bring(numbers('label', [10, 20, 30]), partners, 'truth');
  assert.ok(brought.kind === 'number' && brought.name === 'truth');
  assert.deepEqual([...brought.values].slice(0, 2), [20, 10]);
  assert.deepEqual([...(brought.missing ?? [])], [0, 0, 1]);
});

test('an id that comes twice is a problem on either side, and ids that never meet show their shapes', () => {
  const one = { name: 'a', table: table(text('id', ['x-1', 'x-2'])) };
  const twice = { name: 'b', table: table(text('id', ['x-1', 'x-1'])) };
  refused(() => partnersById(one, twice, 'id'), 'IDS_DUPLICATE');
  refused(() => partnersById(twice, one, 'id'), 'IDS_DUPLICATE');
  refused(() => partnersById(twice, twice, 'id'), 'IDS_DUPLICATE');
  const apart = { name: 'c', table: table(numbers('id', [1, 2])) };
  assert.throws(
    () => partnersById(one, apart, 'id'),
    (error) => error instanceof Problem && error.code === 'LABELS_UNMATCHED' && /x-9/.test(error.message),
  );
});

test('rows of one list are one cluster, and their relevance is a number', () => {
  const lists = table(
    text('qid', ['a', 'a', 'b', 'b', 'c', 'd', 'e']),
    numbers('relevance', [3, 0, 1, 0, 2, 0, 1]),
    numbers('score', [0.9, 0.8, 0.7, 0.1, 0.5, 0.4, 0.3]),
  );
  const answers = { prediction: null, score: 'score', scores: null, quantiles: [] };
  const given = plan({ task: 'ranking', label: 'relevance', answers });
  const { rows, independence } = assignRoles(lists, 'lists', { ...given, query: 'qid' });
  assert.deepEqual([...(rows.roles.query ?? [])], [0, 0, 1, 1, 2, 3, 4]);
  assert.deepEqual([...(rows.roles.label ?? [])], [3, 0, 1, 0, 2, 0, 1]);
  assert.deepEqual(independence, { by: 'cluster', column: 'qid', clusters: 5 });
  assert.deepEqual([...(rows.cluster ?? [])], [0, 0, 1, 1, 2, 3, 4]);
});

test('forecasts of one origin are one cluster', () => {
  const sales = table(
    numbers('made', [1, 1, 2, 3, 4, 5]),
    numbers('sold', [1, 2, 3, 4, 5, 6]),
    numbers('forecast', [1, 2, 3, 4, 5, 7]),
  );
  const answers = { prediction: 'forecast', score: null, scores: null, quantiles: [] };
  const given = plan({ task: 'forecast', label: 'sold', answers });
  const { independence } = assignRoles(sales, 'sales', { ...given, origin: 'made' });
  assert.deepEqual(independence, { by: 'cluster', column: 'made', clusters: 5 });
});
