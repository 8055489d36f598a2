import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRows } from '../table/rows.ts';
import { measureSets } from './sets.ts';

test('sets have the mean of their sizes, which are no codes of classes', () => {
  const n = 3000;
  const label = Float64Array.from({ length: n }, (_, i) => i % 2);
  const sets = [0, 1].map((k) => Uint8Array.from({ length: n }, (_, i) => Number(i % 10 !== k)));
  const rows = makeRows(n, { roles: { label }, classes: ['a', 'b'] });
  const { coverage, size, single } = measureSets(sets, rows, { seed: 1, indices: null });
  assert.deepEqual([coverage?.value, size?.value, single?.value], [0.8, 1.8, 0.2]);
});
