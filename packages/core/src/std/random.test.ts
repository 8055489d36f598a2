import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom, uniforms } from './random.ts';

test('many numbers at once are the next ones of the stream, and the stream goes on after them', () => {
  for (const seed of [0, 7, -5, 2 ** 40 + 3]) {
    const [singly, together] = [makeRandom(seed), makeRandom(seed)];
    assert.equal(together(), singly());
    assert.deepEqual(uniforms(together, new Float64Array(33)), Float64Array.from({ length: 33 }, singly));
    assert.equal(together(), singly());
  }
});

test('a seed gives the same numbers on every engine', () => {
  assert.deepEqual(
    uniforms(makeRandom(1), new Float64Array(3)),
    Float64Array.of(0.5374428291184112, 0.0824300509240643, 0.652478863472476),
  );
});
