import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap, type Metric } from '../catalogue/define.ts';
import { ENTRIES, entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import type { Quantity } from './quantity.ts';
import { readingOf, readingsOf } from './readings.ts';

const random = makeRandom(4);
const column = (n: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => of(i));

const binary = makeRows(40, {
  roles: { label: column(40, (i) => (i % 3 === 0 ? 1 : 0)), score: column(40, () => 0.1 + 0.8 * random()) },
  classes: ['no', 'yes'],
  weight: column(40, () => 1 + Math.floor(2 * random())),
});
const threes = makeRows(60, {
  roles: {
    label: column(60, (i) => i % 3),
    prediction: column(60, (i) => (i + Math.floor(i / 7)) % 3),
    scores: [0, 1, 2].map((k) => column(60, (i) => [0.2, 0.3, 0.5][(i * i + k) % 3] ?? 0)),
  },
  classes: ['a', 'b', 'c'],
});
const numbers = makeRows(40, {
  roles: { label: column(40, () => 1 + 5 * random()), prediction: column(40, () => 1 + 5 * random()) },
  quantiles: [{ level: 0.9, values: column(40, () => 3 + 3 * random()) }],
});

/** The quantity's influence against the slope of its value by the weight of each row. */
function isDerivative(q: Quantity, rows: Rows, slack = 1e-4): void {
  const found = q.of(rows, 'influence');
  assert.ok(!isGap(found) && found.influence);
  const at = (row: number, by: number): number => {
    const answer = q.of({ ...rows, weight: rows.weight.map((w, i) => (i === row ? w + by : w)) }, 'value');
    return isGap(answer) ? Number.NaN : answer.value;
  };
  const correction = Math.sqrt(rows.n / (rows.n - 1));
  for (let i = 0; i < rows.n; i += 7) {
    const slope = (rows.n * rows.weight[i]! * (at(i, 1e-5) - at(i, -1e-5))) / 2e-5; // ! i < n
    const seen = found.influence[i]! / correction; // ! i < n
    assert.ok(Math.abs(seen - slope) <= slack * Math.max(1, Math.abs(slope)), `row ${i}: ${seen}, slope ${slope}`);
  }
}

const entryOf = (id: string): Metric => {
  const entry = entryById(id);
  assert.ok(entry, id);
  return entry;
};
const reading = (id: string, rows: Rows, of: string, params?: Record<string, number>): Quantity => {
  const found = readingOf(entryOf(id), rows, of, params);
  assert.ok(found, `${id} ${of}`);
  return found.quantity;
};

test('skill is 1 less the loss beside that of the best constant answer', () => {
  const rows = makeRows(4, { roles: { label: Float64Array.of(0, 0, 0, 1), score: Float64Array.of(0, 0, 0, 0.5) } });
  const found = reading('brier', { ...rows, classes: ['no', 'yes'] }, 'skill').of(rows, 'value');
  // The base rate of 1/4 has a Brier score of 3/16; the model has 1/16.
  assert.ok(!isGap(found) && Math.abs(found.value - 2 / 3) < 1e-12);
});

for (const [id, rows] of [
  ['brier', binary],
  ['log-loss', binary],
  ['multiclass-brier', threes],
  ['multiclass-log-loss', threes],
  ['tweedie-deviance', numbers],
] as const) {
  test(`the influence of skill of ${id} is its derivative, though the constant answer moves too`, () => {
    isDerivative(reading(id, rows, 'skill'), rows);
  });
}

test('the influence of a mean over pairs of classes is its derivative', () => {
  // Each pair has its own rows, and n / (n - 1) of them.
  isDerivative(reading('average-precision', threes, 'pairs'), threes, 0.01);
});

test('skill of labels that are all alike is a gap', () => {
  const rows = makeRows(3, { roles: { label: Float64Array.of(1, 1, 1), score: Float64Array.of(0.2, 0.5, 0.9) } });
  assert.deepEqual(reading('brier', rows, 'skill').of(rows, 'value'), { gap: 'no-variance', n: 3 });
});

test('a loss of quantiles has skill by level', () => {
  const all = readingsOf(entryOf('pinball'), numbers, 'forecast');
  assert.deepEqual(
    all.map(({ of }) => of),
    ['0.9', 'skill 0.9'],
  );
  const asked = reading('pinball', numbers, 'skill', { level: 0.9 }).of(numbers, 'value');
  assert.deepEqual(all[1]?.quantity.of(numbers, 'value'), asked);
});

test('every loss that names its best constant is at least as good as any other constant there', () => {
  const losses = ENTRIES.filter(({ constant }) => constant !== undefined);
  assert.ok(losses.length >= 6);
  const { label } = numbers.roles;
  for (const id of ['mae', 'tweedie-deviance'] as const) {
    for (const value of [1, 2, 3, 4, 5]) {
      const constant = { ...numbers, roles: { ...(label && { label }), prediction: column(40, () => value) } };
      const found = reading(id, constant, 'skill').of(constant, 'value');
      assert.ok(!isGap(found) && found.value <= 1e-12, `${id} ${value}`);
    }
  }
});
