import assert from 'node:assert/strict';
import test from 'node:test';
import { poissonCdf, poissonLogPmf, poissonSf } from './poisson.ts';
import { rateExact, rateJeffreys, rateMidP, rateRoot, rateScore, rateWald } from './poisson-rate.ts';
import { equalRates, equalRatesByEstimate, rateRatioExact, rateRatioLog, rateRatioScore } from './poisson-ratio.ts';

const near = (got: number, want: number, relative = 1e-12): void =>
  assert.ok(Math.abs(got - want) <= relative * Math.abs(want), `got ${got}, want ${want}`);

test('each end of the exact interval leaves half of the rest, of the mid-p one with half of the observed count', () => {
  for (const count of [1, 3, 100, 2500]) {
    const half = (mean: number): number => Math.exp(poissonLogPmf(count, mean)) / 2;
    const [low, high] = rateExact(count, 1, 0.9);
    near(poissonSf(count - 1, low), 0.05, 1e-11);
    near(poissonCdf(count, high), 0.05, 1e-11);
    const [midLow, midHigh] = rateMidP(count, 1, 0.9);
    near(poissonSf(count, midLow) + half(midLow), 0.05, 1e-11);
    near(poissonCdf(count, midHigh) - half(midHigh), 0.05, 1e-11);
  }
});

test('without an event the low end is 0, and the mid-p high end solves exp(-m)/2 = tail', () => {
  const [low, high] = rateMidP(0, 10, 0.95);
  assert.equal(low, 0);
  near(high, -Math.log(2 * 0.025) / 10);
  for (const bounds of [rateExact(0, 10, 0.95), rateScore(0, 10, 1.96), rateWald(0, 10, 1.96), rateRoot(0, 10, 1.96)]) {
    assert.equal(bounds[0], 0);
  }
});

test('intervals hold the rate and shrink in units of a longer exposure', () => {
  const intervals = [
    rateExact(7, 1, 0.95),
    rateMidP(7, 1, 0.95),
    rateJeffreys(7, 1, 0.95),
    rateScore(7, 1, 2),
    rateRoot(7, 1, 2),
  ];
  for (const [low, high] of intervals) assert.ok(low < 7 && 7 < high);
  near(rateExact(7, 50, 0.95)[1], rateExact(7, 1, 0.95)[1] / 50);
});

test('ratios of rates turn over with the sides', () => {
  const rates = { count1: 11, exposure1: 900, count2: 3, exposure2: 1000 };
  const turned = { count1: 3, exposure1: 1000, count2: 11, exposure2: 900 };
  const intervals = [rateRatioScore, (r: typeof rates) => rateRatioExact(r, 0.95), rateRatioLog];
  for (const interval of intervals) {
    const [low, high] = interval(rates, 1.96) ?? assert.fail();
    const [otherLow, otherHigh] = interval(turned, 1.96) ?? assert.fail();
    near(low * otherHigh, 1, 1e-10);
    near(high * otherLow, 1, 1e-10);
  }
  near(equalRates(rates)?.exact ?? 0, equalRates(turned)?.exact ?? 1);
  near(equalRatesByEstimate(rates), equalRatesByEstimate(turned), 1e-9);
});

test('without events every ratio is possible', () => {
  const none = { count1: 0, exposure1: 1, count2: 0, exposure2: 5 };
  assert.deepEqual(rateRatioExact(none, 0.95), [0, Infinity]);
  assert.deepEqual(rateRatioScore(none, 1.96), [0, Infinity]);
  assert.equal(rateRatioLog(none, 1.96), null);
  assert.equal(equalRates(none), null);
  assert.equal(equalRatesByEstimate(none), 1);
});
