import assert from 'node:assert/strict';
import test from 'node:test';
import { acceleratedBounds, accelerationOf, basicBounds, bca, percentileBounds } from './bootstrap.ts';

const TAILS = [0.025, 0.975] as const;
const resampled = Float64Array.from({ length: 201 }, (_, i) => i / 200);

test('without bias and acceleration the accelerated interval is the percentile interval', () => {
  const [low, high] = acceleratedBounds({ value: 0.5, resampled, acceleration: 0, tails: TAILS }) ?? assert.fail();
  const [plainLow, plainHigh] = percentileBounds(resampled, TAILS) ?? assert.fail();
  assert.ok(Math.abs(low - plainLow) < 1e-12 && Math.abs(high - plainHigh) < 1e-12);
});

test('a value that its resamples overshoot is corrected downwards', () => {
  const plain = percentileBounds(resampled, TAILS) ?? assert.fail();
  const corrected = bca(0.4, resampled, [1, 2, 3, 4, 5], TAILS) ?? assert.fail();
  assert.ok(corrected[0] < plain[0] && corrected[1] < plain[1]);
});

test('what cannot be said is null: no or equal resamples, a value outside them, nothing that varies', () => {
  assert.equal(bca(1, [], [1, 2], TAILS), null);
  assert.equal(bca(1, [1, 1, 1], [1, 2], TAILS), null);
  assert.equal(bca(2, resampled, [1, 2], TAILS), null);
  assert.equal(bca(-1, resampled, [1, 2], TAILS), null);
  assert.equal(bca(0.5, resampled, [0.1, 0.1, 0.1], TAILS), null);
  assert.equal(percentileBounds([], TAILS), null);
  assert.equal(basicBounds(1, [], TAILS), null);
});

test('an acceleration so strong that the ends would change places gives null', () => {
  assert.equal(acceleratedBounds({ value: 0.5, resampled, acceleration: 0.6, tails: TAILS }), null);
});

test('equal values that rounding moved by a digit show no acceleration', () => {
  assert.equal(accelerationOf([[0.1 + 0.2, 0.3, 0.3]]), null);
});

test('the basic interval is the percentile interval mirrored at the value', () => {
  const [low, high] = basicBounds(0.4, resampled, TAILS) ?? assert.fail();
  assert.ok(Math.abs(low - (0.8 - 0.975)) < 1e-12 && Math.abs(high - (0.8 - 0.025)) < 1e-12);
});
