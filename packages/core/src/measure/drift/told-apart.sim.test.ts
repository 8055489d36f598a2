// How often DeLong's interval on one split holds one half where nothing moved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Features } from '../../learn/features.ts';
import { makeRandom } from '../../std/random.ts';
import { toldApart } from './told-apart.ts';

function rows(n: number, seed: number): Features {
  const random = makeRandom(seed);
  const numbers = (name: string) =>
    ({ kind: 'number', name, values: Float64Array.from({ length: n }, random) }) as const;
  return { n, columns: [numbers('a'), numbers('b')] };
}

test('the interval holds one half in about 95 of 100 pairs of one world', () => {
  const held = Array.from({ length: 40 }, (_, k) => {
    const found = toldApart(rows(200, 2 * k + 1), rows(200, 2 * k + 2), { seed: 1 });
    return !('gap' in found) && found.interval !== null && found.interval[0] <= 0.5 && found.interval[1] >= 0.5;
  });
  assert.ok(held.filter(Boolean).length >= 34, String(held.filter(Boolean).length));
});
