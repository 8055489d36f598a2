import assert from 'node:assert/strict';
import test from 'node:test';
import { mcnemar, newcombePaired, tango } from './paired.ts';

const near = (got: number, want: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(got - want) <= tolerance, `got ${got}, want ${want}`);

test("Tango's interval of 12 and 2 discordant among 50 is the one that he printed", () => {
  const [low, high] = tango(12, 2, 50, 1.959963984540054);
  near(low, 0.0611, 5e-5);
  near(high, 0.3447, 5e-5);
});

test('without a discordant pair the score interval is z² / (n + z²) on both sides', () => {
  const [low, high] = tango(0, 0, 25, 1.96);
  near(high, (1.96 * 1.96) / (25 + 1.96 * 1.96));
  near(low, -high);
});

test('the interval changes its sign when the sides change places, also for effective counts', () => {
  for (const [b, c, n] of [
    [12, 2, 50],
    [0, 8, 8],
    [3.4, 1.2, 17.5],
    [1200, 1350, 50000],
  ] as const) {
    const [low, high] = tango(b, c, n, 1.64);
    const [otherLow, otherHigh] = tango(c, b, n, 1.64);
    near(low, -otherHigh);
    near(high, -otherLow);
    assert.ok(low <= (b - c) / n && (b - c) / n <= high && low >= -1 && high <= 1);
  }
});

test('without pairs nothing is known', () => {
  assert.deepEqual(tango(0, 0, 0, 1.96), [-1, 1]);
  assert.deepEqual(newcombePaired({ both: 0, onlyFirst: 0, onlySecond: 0, none: 0 }, 1.96), [-1, 1]);
  assert.deepEqual(mcnemar(0, 0), { exact: 1, midP: 1 });
});

test('the mid-p is below the exact p, neither minds the sides, and deep tails stay above 0', () => {
  for (const [b, c] of [
    [12, 2],
    [3, 0],
    [55, 30],
    [900, 20],
  ] as const) {
    const { exact, midP } = mcnemar(b, c);
    assert.deepEqual(mcnemar(c, b), { exact, midP });
    assert.ok(midP > 0 && midP < exact);
  }
});
