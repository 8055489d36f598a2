import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { findSlices } from './find.ts';
import type { Searching } from './half.ts';

/** Five features of four levels, and answers that are wrong by chance alone. */
function withoutSlices(n: number, seed: number): Searching {
  const random = makeRandom(seed);
  const words = ['a', 'b', 'c', 'd'];
  const features = Array.from({ length: 5 }, (_, f) => ({
    name: `x${f}`,
    codes: Uint16Array.from({ length: n }, () => 1 + Math.floor(4 * random())),
    labels: words.map((value) => `x${f} = '${value}'`),
    predicates: words.map((value) => ({ kind: 'is' as const, column: `x${f}`, value })),
  }));
  const loss = Float64Array.from({ length: n }, () => Number(random() < 0.15));
  const questions = [{ id: 'error' as const, loss, isAsked: null }];
  return { n, features, questions, weight: new Float64Array(n).fill(1), cluster: null, seed };
}

test('of permuted errors hardly any slice is confirmed', (context) => {
  let any = 0;
  const runs = 20;
  for (let draw = 1; draw <= runs; draw++) {
    const answer = findSlices(withoutSlices(800, draw));
    assert.ok(!('gap' in answer));
    if (answer.slices.some(({ effect }) => effect.status === 'confirmed')) any++;
  }
  context.diagnostic(`${any} of ${runs} tables without a slice had one confirmed`);
  assert.ok(any <= 0.1 * runs, `${any} of ${runs}`);
});
