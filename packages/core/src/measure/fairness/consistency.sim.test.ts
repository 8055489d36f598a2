import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { makeRows } from '../../table/rows.ts';
import type { Column } from '../../table/table.ts';
import { consistencyOf } from './consistency.ts';

/** A number and a text for each row; answers follow the number, or luck. */
function people(n: number, seed: number, isByLuck: boolean) {
  const random = makeRandom(seed);
  const values = Float64Array.from({ length: n }, random);
  const codes = Int32Array.from({ length: n }, () => Math.floor(random() * 3));
  const prediction = values.map((v) => Number((isByLuck ? random() : v) > 0.5));
  const features: Column[] = [
    { name: 'age', kind: 'number', type: 'number', values, missing: null },
    { name: 'town', kind: 'text', type: 'text', codes, levels: ['a', 'b', 'c'] },
  ];
  return { rows: makeRows(n, { roles: { prediction, label: prediction }, classes: ['no', 'yes'] }), features };
}

test('like rows get like answers where answers follow the features, and by luck where they do not', () => {
  const { rows, features } = people(3000, 1, false);
  const fair = consistencyOf(rows, features, 1);
  assert.ok(fair && fair.value > 0.95 && fair.bounds[0] > 0.94 && Math.abs(fair.byChance - 0.5) < 0.02);
  const luck = people(3000, 2, true);
  const found = consistencyOf(luck.rows, luck.features, 1);
  assert.ok(found && found.bounds[0] < 0.5 && found.bounds[1] > 0.5);
});

test('it takes a bounded number of rows, and the same seed takes the same ones', () => {
  const { rows, features } = people(20_000, 3, false);
  const found = consistencyOf(rows, features, 7);
  assert.ok(found && found.asked === 1000 && found.among === 4000);
  assert.deepEqual(consistencyOf(rows, features, 7), found);
});

test('without features, answers or rows there is nothing to say', () => {
  const { rows, features } = people(3000, 1, false);
  assert.equal(consistencyOf(rows, [], 1), null);
  assert.equal(consistencyOf({ ...rows, roles: {} }, features, 1), null);
  const few = people(20, 1, false);
  assert.equal(consistencyOf(few.rows, few.features, 1), null);
});
