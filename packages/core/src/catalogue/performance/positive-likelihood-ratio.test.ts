import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenRows } from '../given.ts';
import positiveLikelihoodRatio from './positive-likelihood-ratio.ts';

test('positive-likelihood-ratio: cases are answered yes four and a half times as often as other rows', () => {
  const rows = givenRows({ label: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], prediction: [1, 1, 1, 0, 1, 0, 0, 0, 0, 0] });
  const found = positiveLikelihoodRatio.measure(rows, {});
  assert.ok('value' in found && Math.abs(found.value - 4.5) < 1e-12);
});

test('positive-likelihood-ratio without a false alarm is endless, and without a yes it says nothing', () => {
  const at = (prediction: readonly number[]) =>
    positiveLikelihoodRatio.measure(givenRows({ label: [1, 1, 0, 0], prediction }), {});
  assert.deepEqual(at([1, 0, 0, 0]), { gap: 'infinite', n: 4 });
  assert.deepEqual(at([0, 0, 0, 0]), { gap: 'no-denominator', n: 4 });
});

test('positive-likelihood-ratio of one class, and of no rows, is a gap', () => {
  const one = givenRows({ label: [1, 1], prediction: [1, 0] });
  assert.deepEqual(positiveLikelihoodRatio.measure(one, {}), { gap: 'one-class', n: 2 });
  const rows = givenRows({ label: [], prediction: [] });
  assert.deepEqual(positiveLikelihoodRatio.measure(rows, {}), { gap: 'too-few-rows', n: 0 });
});
