import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { judgeCurve } from './curve.ts';

test('a loss that falls with noise has no spikes and does not diverge, whatever the noise', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = makeRandom(seed);
    const noise = (): number => (random() + random() + random() - 1.5) * 0.2;
    const train = {
      step: Float64Array.from({ length: 1000 }, (_, t) => t),
      value: Float64Array.from({ length: 1000 }, (_, t) => 0.5 + Math.exp(-t / 100) + noise()),
    };
    const { spikes, divergence } = judgeCurve({ train, validation: null, gradient: null });
    assert.deepEqual([seed, spikes.length, divergence], [seed, 0, null]);
  }
});
