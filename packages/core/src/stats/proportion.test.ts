import assert from 'node:assert/strict';
import test from 'node:test';
import { binomialCdf, binomialSf } from './binomial.ts';
import { agrestiCoull, clopperPearson, jeffreys, wald, wilson, wilsonContinuity, zOfLevel } from './proportion.ts';

const near = (got: number, want: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)), `got ${got}, want ${want}`);

test('the ends of Wilson are where the score test gives exactly z, also for effective counts', () => {
  for (const [k, n] of [
    [3, 10],
    [2.7, 8.4],
    [0.3, 0.9],
    [999999, 1e6],
    [1, 1e9],
  ] as const) {
    const ends = wilson(k, n, 1.96);
    for (const end of ends) near(Math.abs(k / n - end) / Math.sqrt((end * (1 - end)) / n), 1.96, 1e-9);
  }
});

test('Wilson is exactly 0 at no hit and exactly 1 at all hits, for any z', () => {
  for (const z of [0.3, 1, 1.6448536269514722, 1.96, 3.1]) {
    for (const n of [1, 7, 0.5, 1e6]) {
      assert.equal(wilson(0, n, z)[0], 0);
      assert.equal(wilson(n, n, z)[1], 1);
    }
  }
});

test('the ends of Clopper and Pearson leave half of the rest in each tail', () => {
  for (const [k, n] of [
    [3, 10],
    [1, 1000],
    [50, 100],
  ] as const) {
    const [low, high] = clopperPearson(k, n, 0.9);
    near(binomialSf(k - 1, n, low), 0.05, 1e-10);
    near(binomialCdf(k, n, high), 0.05, 1e-10);
  }
});

test('every interval mirrors when hits and misses change places, and holds the share', () => {
  const methods = [wilson, agrestiCoull, wald, wilsonContinuity];
  const intervals = [...methods.map((m) => (k: number, n: number) => m(k, n, zOfLevel(0.9)))];
  intervals.push(
    (k, n) => clopperPearson(k, n, 0.9),
    (k, n) => jeffreys(k, n, 0.9),
  );
  for (const interval of intervals) {
    for (const [k, n] of [
      [2, 9],
      [30, 100],
      [5, 10],
    ] as const) {
      const [low, high] = interval(k, n);
      const [mirrorLow, mirrorHigh] = interval(n - k, n);
      near(low, 1 - mirrorHigh);
      near(high, 1 - mirrorLow);
      assert.ok(low <= k / n && k / n <= high);
    }
  }
});

test('without rows an interval says nothing: 0 to 1', () => {
  for (const interval of [wilson, agrestiCoull, wald, wilsonContinuity]) assert.deepEqual(interval(0, 0, 1.96), [0, 1]);
  assert.deepEqual(clopperPearson(0, 0, 0.95), [0, 1]);
});
