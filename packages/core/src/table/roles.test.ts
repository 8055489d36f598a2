import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferRoles, type RoleNames } from './roles.ts';
import type { Column, NumberColumn, Table } from './table.ts';

const N = 60;
const column = (
  name: string,
  value: (i: number) => number | string | null,
  type: NumberColumn['type'] = 'number',
): Column => {
  const cells = Array.from({ length: N }, (_, i) => value(i));
  if (cells.some((cell) => typeof cell === 'string')) {
    const levels = [...new Set(cells.filter((cell) => typeof cell === 'string'))];
    return {
      name,
      kind: 'text',
      type: 'text',
      codes: Int32Array.from(cells, (cell) => levels.indexOf(String(cell))),
      levels,
    };
  }
  const missing = Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0));
  return { name, kind: 'number', type, values: Float64Array.from(cells, (cell) => Number(cell ?? 0)), missing };
};
const bit = (name: string) => column(name, (i) => i % 2, 'integer');
const share = (name: string) => column(name, (i) => i / N);
const time = (name: string) => column(name, (i) => i * 1000, 'timestamp');
const unique = (name: string) => column(name, (i) => i, 'integer');
const infer = (columns: readonly Column[], given: Partial<RoleNames> = {}) =>
  inferRoles({ n: N, columns } satisfies Table, given);

test('a table of predictions with the usual names has its roles, each with its reason', () => {
  const { roles, task, reasons, ambiguous } = infer([
    unique('id'),
    time('timestamp'),
    share('age'),
    bit('prediction'),
    share('score'),
    bit('label'),
  ]);
  assert.deepEqual(
    [roles.id, roles.timestamp, roles.prediction, roles.score, roles.label],
    ['id', 'timestamp', 'prediction', 'score', 'label'],
  );
  assert.equal(task, 'binary');
  assert.deepEqual(ambiguous, []);
  assert.deepEqual(
    reasons.find(({ role }) => role === 'id'),
    { role: 'id', column: 'id', reason: 'named-so-and-unique' },
  );
  assert.deepEqual(reasons.at(-1), { role: 'task', column: 'binary', reason: 'two-values' });
});

test('names are recognised in other spellings', () => {
  const { roles } = infer([unique('UUID'), bit('Y-True'), bit('yPred'), share('y_pred_proba'), time('Created At')]);
  assert.deepEqual(
    [roles.id, roles.label, roles.prediction, roles.score, roles.timestamp],
    ['UUID', 'Y-True', 'yPred', 'y_pred_proba', 'Created At'],
  );
});

test('of two equally good columns none is taken, and a person is asked', () => {
  const { roles, ambiguous } = infer([share('score_a'), share('score_b'), bit('label_x'), bit('label_y')]);
  assert.deepEqual([roles.score, roles.label], [null, null]);
  assert.deepEqual(ambiguous, [
    { role: 'label', candidates: ['label_x', 'label_y'] },
    { role: 'score', candidates: ['score_a', 'score_b'] },
  ]);
});

test('the exact word wins over a name that only holds it', () => {
  const { roles, ambiguous } = infer([
    share('label'),
    share('label_fare'),
    share('prediction'),
    share('prediction_fare'),
  ]);
  assert.deepEqual([roles.label, roles.prediction], ['label', 'prediction']);
  assert.deepEqual(ambiguous, []);
});

test('what is given is kept, and null says that there is none', () => {
  const { roles, reasons } = infer([unique('id'), bit('label'), bit('churned'), share('score')], {
    label: 'churned',
    id: null,
    groups: [],
  });
  assert.deepEqual([roles.label, roles.id, roles.score], ['churned', null, 'score']);
  assert.equal(reasons.find(({ role }) => role === 'label')?.reason, 'given');
});

test('an id that comes twice is no id', () => {
  assert.equal(infer([bit('id'), unique('customer_id')]).roles.id, 'customer_id');
  assert.equal(infer([bit('id')]).roles.id, null);
});

test('an outcome is a label where it says yes or no', () => {
  assert.equal(infer([bit('churned')]).roles.label, 'churned');
  assert.equal(infer([column('returned', (i) => i)]).roles.label, null);
});

test('a probability that leaves 0 to 1 is none', () => {
  assert.equal(infer([column('model_score', (i) => i)]).roles.score, null);
  assert.equal(infer([share('model_score')]).roles.score, 'model_score');
});

test('scores by class share a beginning and sum to 1', () => {
  const three = [share('p_good').name, 'p_bad', 'p_so so'].map((name, k) =>
    column(name, (i) => ((i + k) % 3 === 0 ? 0.5 : 0.25)),
  );
  const { roles, task } = infer([...three, column('label', (i) => ['good', 'bad', 'so so'][i % 3] ?? '')]);
  assert.deepEqual(
    roles.scores.map((score) => [score.class, score.column]),
    [
      ['good', 'p_good'],
      ['bad', 'p_bad'],
      ['so so', 'p_so so'],
    ],
  );
  assert.equal(task, 'multiclass');
  assert.deepEqual(infer([share('p_good'), share('p_bad')]).roles.scores, []);
});

test('quantiles are named by their level', () => {
  const { roles, task } = infer([share('p90'), share('p10'), share('q_x'), share('label')]);
  assert.deepEqual(roles.quantiles, [
    { level: 0.1, column: 'p10' },
    { level: 0.9, column: 'p90' },
  ]);
  assert.equal(task, 'forecast');
  assert.deepEqual(infer([share('p1')]).roles.quantiles, []);
});

test('a query and a score make a ranking, and a relevance is its label', () => {
  const { roles, task } = infer([
    column('query_id', (i) => `q${i % 3}`),
    column('relevance', (i) => i % 4),
    share('score'),
  ]);
  assert.deepEqual([roles.query, roles.label, task], ['query_id', 'relevance', 'ranking']);
});

test('the only time is the timestamp; of several only a name tells', () => {
  assert.equal(infer([time('sold')]).roles.timestamp, 'sold');
  assert.deepEqual(infer([time('sold'), time('paid')]).ambiguous, [
    { role: 'timestamp', candidates: ['sold', 'paid'] },
  ]);
  const { roles } = infer([time('label_timestamp'), time('sold')]);
  assert.deepEqual([roles.labelTimestamp, roles.timestamp], ['label_timestamp', 'sold']);
});

test('the task follows from label and prediction together', () => {
  assert.equal(infer([column('label', (i) => i / 7)]).task, 'regression');
  assert.equal(infer([column('label', (i) => i % 9, 'integer'), share('prediction')]).task, 'regression');
  assert.equal(infer([column('label', (i) => `c${i % 4}`)]).task, 'multiclass');
  assert.equal(infer([unique('label')]).task, 'regression');
  const { task, ambiguous } = infer([column('label', (i) => i % 5, 'integer')]);
  assert.equal(task, null);
  assert.deepEqual(ambiguous, [{ role: 'task', candidates: ['multiclass', 'regression'] }]);
  assert.equal(infer([share('age')]).task, null);
});

test('a protected group is proposed and never taken', () => {
  const { roles, ambiguous } = infer([bit('sex'), bit('label')]);
  assert.deepEqual(roles.groups, []);
  assert.deepEqual(ambiguous, [{ role: 'groups', candidates: ['sex'] }]);
});

test('a column that is different in every row is proposed as the id, and taken by nobody', () => {
  const code = column('Kundennr', (i) => `K-${i}`);
  const columns = [code, unique('row'), share('price'), column('town', (i) => `T${i % 7}`), bit('label')];
  const { roles, ambiguous } = infer(columns);
  assert.equal(roles.id, null);
  assert.deepEqual(
    ambiguous.find(({ role }) => role === 'id'),
    { role: 'id', candidates: ['Kundennr', 'row'] },
  );
  for (const found of [infer([...columns, unique('id')]), infer(columns, { id: null })])
    assert.ok(!found.ambiguous.some(({ role }) => role === 'id'));
});
