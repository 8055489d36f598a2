import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Features } from '../../learn/features.ts';
import { makeRandom } from '../../std/random.ts';
import { goingTogether } from './going-together.ts';

/** Three even numbers, the second a copy of the first in this share of the rows, the third at times missing. */
function rows(n: number, seed: number, share: number): Features {
  const random = makeRandom(seed);
  const a = Float64Array.from({ length: n }, random);
  const b = a.map((value) => (random() < share ? value : random()));
  const c = a.map(() => (random() < 0.2 ? Number.NaN : random()));
  const number = (name: string, values: Float64Array) => ({ kind: 'number', name, values }) as const;
  return { n, columns: [number('a', a), number('b', b), number('c', c)] };
}

test('a pair that goes together otherwise is told with both correlations, and no other pair', () => {
  const found = goingTogether(rows(2000, 1, 0.8), rows(1500, 2, 0.3));
  assert.equal(found.length, 1);
  const [pair] = found;
  assert.deepEqual([pair?.first, pair?.second, pair?.n], ['a', 'b', 1500]);
  // A copy in a share of the rows and else independent: the correlation is the share.
  assert.ok(Math.abs((pair?.reference ?? 0) - 0.8) < 0.05 && Math.abs((pair?.current ?? 0) - 0.3) < 0.07);
  assert.ok((pair?.interval[0] ?? 1) < 0.3 && (pair?.interval[1] ?? 0) > 0.3);
});

test('of pairs of one world at most one report in 100 tells any', () => {
  const told = Array.from({ length: 100 }, (_, k) => goingTogether(rows(200, 2 * k, 0.5), rows(200, 2 * k + 1, 0.5)));
  assert.ok(told.filter((found) => found.length > 0).length <= 3);
});

test('few rows, a constant and levels say nothing', () => {
  assert.deepEqual(goingTogether(rows(29, 1, 0.9), rows(500, 2, 0)), []);
  const constant: Features = {
    n: 500,
    columns: [
      { kind: 'number', name: 'a', values: new Float64Array(500) },
      { kind: 'level', name: 'b', codes: new Int32Array(500), levels: ['x'] },
    ],
  };
  assert.deepEqual(goingTogether(constant, constant), []);
});
