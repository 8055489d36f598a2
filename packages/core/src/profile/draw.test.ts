import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { type Drawn, drawSorted, makeDraw } from './draw.ts';

/** The definition, with all numbers at hand. */
function slowly(present: Float64Array, seed: number): Drawn {
  if (present.length <= 200_000) return { sorted: present.slice().sort(), level: 0, rest: new Float64Array() };
  const level = Math.ceil(Math.log2(present.length / 100_000));
  const [random, run] = [makeRandom(seed), 2 ** level];
  const runs = Math.floor(present.length / run);
  const sorted = Float64Array.from({ length: runs }, (_, k) => present[k * run + Math.floor(random() * run)] ?? NaN);
  return { sorted: sorted.sort(), level, rest: present.slice(runs * run).sort() };
}

test('a draw of numbers in parts is that of all at once, whatever was known of their count', () => {
  const all = Float64Array.from({ length: 900_000 }, makeRandom(3));
  for (const n of [0, 1, 2047, 200_000, 200_001, 399_999, 400_001, 800_007]) {
    const present = all.subarray(0, n);
    const expected = slowly(present, 5);
    assert.deepEqual(drawSorted(present, { seed: 5 }), expected, `${n} at once`);
    for (const [least, most, part] of [
      [0, n, 2048],
      [0, n + 700_000, 1999],
      [n >> 1, 2 * n, 2048],
    ] as const) {
      const draw = makeDraw({ least, most }, { seed: 5 });
      for (let from = 0; from < n; from += part) draw.add(present.subarray(from, n), Math.min(part, n - from));
      assert.deepEqual(draw.drawn(), expected, `${n} of ${least} to ${most} by ${part}`);
    }
  }
});
