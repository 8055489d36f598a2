import assert from 'node:assert/strict';
import test from 'node:test';
import { fisherExact } from './fisher-exact.ts';
import { hypergeometricLogPmf } from './hypergeometric.ts';
import { oddsRatioScore, ratioScore } from './share-ratio.ts';
import { differenceNewcombe, differenceScore, equalSharesP, nonInferiorityP } from './two-shares.ts';

const Z = 1.959963984540054;
const near = (got: number, want: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(got - want) <= tolerance, `got ${got}, want ${want}`);

test("the score interval of 56/70 and 48/80 is the one that Newcombe printed for Miettinen and Nurminen's way", () => {
  const [low, high] = differenceScore({ k1: 56, n1: 70, k2: 48, n2: 80 }, Z);
  near(low, 0.0528, 5e-5);
  near(high, 0.3382, 5e-5);
});

test('the score interval changes its sign with the sides and stays inside -1 to 1 at empty counts', () => {
  for (const [k1, n1, k2, n2] of [
    [7, 20, 7, 20],
    [9, 10, 3, 10],
    [0, 10, 0, 20],
    [10, 10, 0, 10],
    [1, 1, 0, 1],
  ] as const) {
    const [low, high] = differenceScore({ k1, n1, k2, n2 }, Z);
    const [otherLow, otherHigh] = differenceScore({ k1: k2, n1: n2, k2: k1, n2: n1 }, Z);
    near(low, -otherHigh);
    near(high, -otherLow);
    assert.ok(low >= -1 && high <= 1 && low <= k1 / n1 - k2 / n2 && k1 / n1 - k2 / n2 <= high && low < high);
  }
});

test('the score p-value of a margin is that of the restricted maximum found by search', () => {
  for (const [k1, n1, k2, n2] of [
    [56, 70, 48, 80],
    [7, 20, 9, 20],
    [0, 10, 2, 20],
    [9, 10, 10, 10],
  ] as const) {
    const margin = 0.05;
    const likelihood = (q: number): number =>
      k1 * log(q - margin) + (n1 - k1) * log(1 - q + margin) + k2 * log(q) + (n2 - k2) * log(1 - q);
    const second = highestOf(likelihood, margin, 1);
    const first = second - margin;
    const factor = (n1 + n2) / (n1 + n2 - 1);
    const error = Math.sqrt(factor * ((first * (1 - first)) / n1 + (second * (1 - second)) / n2));
    const z = (k1 / n1 - k2 / n2 + margin) / error;
    near(nonInferiorityP({ k1, n1, k2, n2 }, margin), upperNormal(z), 1e-6);
  }
});

test('ratios turn over with the sides, and an empty side leaves its end open', () => {
  const shares = { k1: 9, n1: 10, k2: 3, n2: 10 };
  const turned = { k1: 3, n1: 10, k2: 9, n2: 10 };
  for (const interval of [ratioScore, oddsRatioScore]) {
    const [low, high] = interval(shares, Z) ?? assert.fail();
    const [otherLow, otherHigh] = interval(turned, Z) ?? assert.fail();
    near(low * otherHigh, 1, 1e-8);
    near(high * otherLow, 1, 1e-8);
  }
  assert.equal(ratioScore({ k1: 3, n1: 10, k2: 0, n2: 10 }, Z)?.[1], Infinity);
  assert.equal(oddsRatioScore({ k1: 0, n1: 10, k2: 3, n2: 10 }, Z)?.[0], 0);
  assert.equal(ratioScore({ k1: 0, n1: 10, k2: 3, n2: 10 }, Z)?.[0], 0);
  assert.equal(ratioScore({ k1: 0, n1: 10, k2: 0, n2: 10 }, Z), null);
});

test('the exact test of two shares adds up all tables that are no more likely', () => {
  for (const [k1, n1, k2, n2] of [
    [8, 10, 2, 9],
    [0, 5, 4, 6],
    [3, 7, 3, 7],
    [5, 5, 5, 5],
  ] as const) {
    const urn = { population: n1 + n2, marked: k1 + k2, drawn: n1 };
    let total = 0;
    const chance = (k: number): number => Math.exp(hypergeometricLogPmf(k, urn));
    for (let k = 0; k <= n1; k++) if (chance(k) <= chance(k1) * (1 + 1e-7)) total += chance(k);
    near(fisherExact({ k1, n1, k2, n2 }).twoSided, total, 1e-12);
  }
});

test('rows that are all alike leave the pooled test without an answer', () => {
  assert.equal(equalSharesP({ k1: 0, n1: 5, k2: 0, n2: 9 }), null);
  const [low, high] = differenceNewcombe({ k1: 0, n1: 5, k2: 0, n2: 9 }, Z);
  assert.ok(low < 0 && high > 0);
});

const log = (x: number): number => Math.log(Math.max(x, 1e-300));

/** The highest place of a function with one hill, by thirds. */
function highestOf(value: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 200; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (value(a) < value(b)) low = a;
    else high = b;
  }
  return (low + high) / 2;
}

/** The upper normal tail by plain summation of its density. */
function upperNormal(z: number): number {
  let total = 0;
  const step = 1e-3;
  for (let x = z + step / 2; x < z + 12; x += step) total += step * Math.exp((-x * x) / 2);
  return total / Math.sqrt(2 * Math.PI);
}
