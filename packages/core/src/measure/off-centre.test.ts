import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resampledBca } from '../stats/bootstrap.ts';
import { boundsFrom } from './off-centre.ts';

const leftOut = Array.from({ length: 40 }, (_, i) => 0.014 + 0.0001 * Math.sin(i));
const tails = [0.025, 0.975] as const;

test('resamples that lie around the value give BCa', () => {
  const around = Array.from({ length: 400 }, (_, i) => 0.014 + 0.00002 * (i - 200));
  assert.deepEqual(boundsFrom(0.014, around, leftOut)(tails), resampledBca(0.014, around, leftOut)(tails));
});

test('resamples that nearly all lie above it give bounds that hold the value, not a point beside it', () => {
  const above = Array.from({ length: 400 }, (_, i) => 0.0138 + 0.00005 * i);
  const collapsed = resampledBca(0.014, above, leftOut)(tails);
  const [low = 1, high = 0] = boundsFrom(0.014, above, leftOut)(tails) ?? [];
  assert.ok(low < 0.014 && high > 0.03, `${low} ${high}`);
  assert.ok(collapsed === null || collapsed[1] - collapsed[0] < (high - low) / 2, JSON.stringify(collapsed));
});
