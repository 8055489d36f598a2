// The chance that random features give where nothing moved, and that a tie between two features is seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Features } from '../../learn/features.ts';
import { makeRandom } from '../../std/random.ts';
import { meanMap } from './mean-map.ts';

/** Two even numbers, the first at times missing, and a level; with `isTied` the numbers move together. */
function rows(n: number, seed: number, isTied = false): Features {
  const random = makeRandom(seed);
  const a = Float64Array.from({ length: n }, () => (random() < 0.1 ? Number.NaN : random()));
  const b = a.map((value) => (isTied && !Number.isNaN(value) ? value : random()));
  const codes = Int32Array.from({ length: n }, () => Math.floor(4 * random()) - 1);
  return {
    n,
    columns: [
      { kind: 'number', name: 'a', values: a },
      { kind: 'number', name: 'b', values: b },
      { kind: 'level', name: 'c', codes, levels: ['x', 'y', 'z'] },
    ],
  };
}

test('where nothing moved the chance is even over its range', () => {
  const found = Array.from({ length: 40 }, (_, k) => meanMap(rows(120, 2 * k + 1), rows(80, 2 * k + 2), 1)?.p ?? 0);
  const below = (limit: number): number => found.filter((p) => p <= limit).length;
  assert.ok(below(0.05) <= 6 && below(0.5) >= 11 && below(0.5) <= 29, `${below(0.05)} and ${below(0.5)} of 40`);
});

test('numbers that go together otherwise are seen, though each is as before', () => {
  const found = meanMap(rows(400, 1), rows(300, 2, true), 1);
  assert.ok(found !== null && found.p === 1 / 200 && found.value > 3 * found.noise, JSON.stringify(found));
  assert.equal(found.n, 700);
  assert.equal(meanMap({ n: 5, columns: [] }, { n: 5, columns: [] }, 1), null);
});
