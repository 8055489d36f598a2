import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { judgeCurve, type Losses } from './curve.ts';

const losses = (n: number, at: (t: number) => number): Losses => ({
  step: Float64Array.from({ length: n }, (_, t) => t),
  value: Float64Array.from({ length: n }, (_, t) => at(t)),
});
const trained = (train: Losses, rest: { validation?: Losses; gradient?: Losses } = {}) =>
  judgeCurve({ train, validation: rest.validation ?? null, gradient: rest.gradient ?? null });

test('a jump is a spike with its steps, and whether the loss came back', () => {
  const noisy = makeRandom(3);
  const base = (): number => 1 + 0.02 * noisy();
  const { spikes, inSpike } = trained(losses(300, (t) => base() + (t >= 100 && t < 104 ? 2 : 0) + (t >= 298 ? 2 : 0)));
  assert.deepEqual(spikes, [
    { step: 100, steps: 4, isOver: true },
    { step: 298, steps: 2, isOver: false },
  ]);
  assert.equal(inSpike, 6);
});

test('a loss that is no number, or that rises at the end, diverges', () => {
  assert.equal(trained(losses(60, (t) => (t === 50 ? Number.NaN : 1))).divergence, 'no-number');
  assert.equal(trained(losses(60, (t) => (t === 59 ? Number.POSITIVE_INFINITY : 1))).divergence, 'no-number');
  assert.equal(trained(losses(400, (t) => (t < 300 ? 2 - t / 200 : 0.5 + (t - 300) / 100))).divergence, 'rising');
  // It rose and came down again: not at its end.
  assert.equal(trained(losses(400, (t) => (t > 150 && t < 250 ? 3 : 1 - t / 1000))).divergence, null);
  // Losses below 0 (log likelihoods) rise too.
  assert.equal(trained(losses(400, (t) => (t < 300 ? -t / 100 : -3 + (t - 300) / 50))).divergence, 'rising');
});

test('overfitting begins where the validation loss is least; at the end it is none', () => {
  const validation = losses(100, (t) => 1 + (t - 40) ** 2 / 1000);
  const { overfitting } = trained(
    losses(100, (t) => 1 / (1 + t)),
    { validation },
  );
  assert.equal(overfitting?.onset, 40);
  assert.ok(Math.abs((overfitting?.gap ?? 0) - (57 ** 2 + 58 ** 2 + 59 ** 2) / 3000) < 1e-9);
  const falling = trained(
    losses(100, (t) => -t),
    { validation: losses(100, (t) => 2 - t / 100) },
  );
  assert.deepEqual([falling.overfitting?.onset, falling.overfitting?.gap], [99, 0]);
});

test('gradients are held against their median', () => {
  const gradient = losses(50, (t) => (t === 20 ? 100 : 2));
  assert.equal(
    trained(
      losses(50, () => 1),
      { gradient },
    ).gradientRatio,
    50,
  );
  assert.equal(trained(losses(50, () => 1)).gradientRatio, null);
});

test('one step, and none, say nothing wrong', () => {
  for (const n of [0, 1, 5]) {
    const { steps, spikes, divergence } = trained(
      losses(n, () => 1),
      { validation: losses(n, () => 1) },
    );
    assert.deepEqual([steps, spikes.length, divergence], [n, 0, null]);
  }
});
