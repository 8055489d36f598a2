import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earlyLabels } from './early-labels.ts';

/** Four windows of 50 rows with a chance of a half; `came` by the number of the row and whether it came early. */
function settled(came: (i: number, isEarly: boolean) => number, delayOf = (i: number): number => 1 + (i % 10)) {
  const n = 200;
  const delays = Float64Array.from({ length: n }, (_, i) => delayOf(i));
  const half = new Float64Array(n).fill(0.5);
  return {
    streams: [{ low: half, high: half, came: delays.map((delay, i) => came(i, delay < 6)) }],
    delays,
    window: Int32Array.from({ length: n }, (_, i) => Math.floor(i / 50)),
  };
}

test('early labels that end as late ones do are told so, others are other', () => {
  const alike = earlyLabels(settled((i) => Math.floor(i / 10) % 2));
  assert.ok(alike !== null && !alike.isOther && Math.abs(alike.difference) < 1e-12, JSON.stringify(alike));
  const other = earlyLabels(settled((i, isEarly) => Number(i % 5 < (isEarly ? 4 : 1))));
  assert.ok(other?.isOther && Math.abs(other.difference - 0.6) < 1e-12, JSON.stringify(other));
  assert.deepEqual(other.n, [100, 100]);
});

test('labels that are all equally late, or few, say nothing', () => {
  assert.equal(
    earlyLabels(
      settled(
        () => 1,
        () => 3,
      ),
    ),
    null,
  );
  const { streams, delays, window } = settled(() => 1);
  assert.equal(earlyLabels({ streams, delays: delays.slice(0, 50), window }), null);
});
