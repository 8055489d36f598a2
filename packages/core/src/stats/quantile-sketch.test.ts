import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { distinctEstimate, distinctNumbers, distinctTexts, mergeDistinct } from './distinct-count.ts';
import {
  emptySketch,
  mergeSketches,
  type QuantileSketch,
  sketchOf,
  sketchQuantiles,
  sketchRank,
} from './quantile-sketch.ts';

const drawn = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n }, makeRandom(seed)).map((x) => x ** 2);
const sorted = (values: Float64Array): Float64Array => values.slice().sort();
const parts = (values: Float64Array, size: number): QuantileSketch[] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, k) =>
    sketchOf(sorted(values.subarray(k * size, (k + 1) * size))),
  );

/** The greatest difference of a rank from the true one; the numbers come sorted. */
function worst(sketch: QuantileSketch, all: Float64Array): number {
  const places = Array.from({ length: 99 }, (_, k) => Math.floor(((k + 1) / 100) * all.length));
  return Math.max(...places.map((at) => Math.abs(sketchRank(sketch, all[at] ?? 0) - (at + 1) / all.length)));
}

test('few numbers are kept as they are', () => {
  const sketch = sketchOf(Float64Array.of(1, 2, 2, 7));
  assert.deepEqual(sketchQuantiles(sketch, [0, 0.25, 0.5, 0.75, 1]), [1, 1, 2, 2, 7]);
  assert.deepEqual([sketchRank(sketch, 0), sketchRank(sketch, 2), sketchRank(emptySketch, 2)], [0, 0.75, 0]);
  assert.equal(sketchQuantiles(emptySketch, [0.5]), null);
});

test('ranks are within 1.33 %, however the numbers came together, and the sketch stays small', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const values = drawn(20_000, seed);
    const all = sorted(values);
    const pieces = parts(values, 1 + 700 * seed);
    const leftToRight = pieces.reduce(mergeSketches, emptySketch);
    const rightToLeft = pieces.reduceRight((sum, one) => mergeSketches(one, sum), emptySketch);
    for (const sketch of [sketchOf(all), leftToRight, rightToLeft]) {
      assert.equal(sketch.n, 20_000);
      assert.equal(
        sketch.levels.reduce((sum, items, h) => sum + items.length * 2 ** h, 0),
        20_000,
      );
      assert.ok(sketch.levels.reduce((sum, { length }) => sum + length, 0) < 700);
      const off = worst(sketch, all);
      assert.ok(off < 0.0133, `seed ${seed}: ${off}`);
    }
  }
});

test('a sketch of drawn numbers stands for as many as they were drawn from', () => {
  const all = sorted(drawn(1000, 3));
  const sketch = sketchOf(all, 4);
  assert.equal(sketch.n, 16_000);
  assert.ok(worst(sketch, all) < 0.0133);
});

test('different numbers and texts are counted exactly to 1,024, then within three standard errors', () => {
  const whole = (n: number): Float64Array => Float64Array.from({ length: 2 * n }, (_, i) => (i % n) / 7);
  assert.equal(distinctEstimate(distinctNumbers(whole(1024))), 1024);
  assert.equal(distinctEstimate(distinctNumbers(Float64Array.of(0, -0, 1))), 2);
  assert.equal(distinctEstimate(distinctTexts(['a', 'b', 'a'])), 2);
  for (const n of [1025, 5000, 60_000, 400_000]) {
    const estimate = distinctEstimate(distinctNumbers(whole(n)));
    assert.ok(Math.abs(estimate / n - 1) < 0.05, `${n}: ${estimate}`);
  }
});

test('different values of two parts are counted together, exact or not', () => {
  const list = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `level ${from + i}`);
  for (const [n, slack] of [
    [600, 0],
    [900, 0.05],
    [40_000, 0.05],
  ] as const) {
    const [a, b] = [distinctTexts(list(0, n)), distinctTexts(list(n / 2, 1.5 * n))];
    const [both, turned] = [mergeDistinct(a, b), mergeDistinct(b, a)];
    assert.deepEqual(both, turned);
    assert.ok(Math.abs(distinctEstimate(both) / (1.5 * n) - 1) <= slack, `${n}: ${distinctEstimate(both)}`);
    assert.deepEqual(both, distinctTexts(list(0, 1.5 * n)));
  }
});
