import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bounds } from '../stats/proportion.ts';
import { clopperPearson, wilson } from '../stats/proportion.ts';
import { makeRows } from '../table/rows.ts';
import { exactBounds } from './exact-bounds.ts';
import { ONE_SIDED, TWO_SIDED } from './interval.ts';

const share = (hits: number, n: number) =>
  exactBounds(
    { kind: 'share', hits: Float64Array.of(1, 0), trials: Float64Array.of(1, 1) },
    makeRows(2, { weight: Float64Array.of(hits, n - hits), isCounted: true }),
  );

/** The chances of 0 to n hits where each comes with chance p. */
function binomial(n: number, p: number): Float64Array {
  const chances = new Float64Array(n + 1);
  let log = n * Math.log1p(-p);
  for (let k = 0; k <= n; k++) {
    chances[k] = Math.exp(log);
    log += Math.log((n - k) / (k + 1)) + Math.log(p / (1 - p));
  }
  return chances;
}

/** How often bounds miss p, below and above, worked out and not drawn. */
function misses(n: number, p: number, tails: Bounds): readonly [below: number, above: number] {
  let [below, above] = [0, 0];
  binomial(n, p).forEach((chance, k) => {
    if (chance < 1e-10) return;
    const [low, high] = share(k, n).boundsAt(tails);
    if (p < low) below += chance;
    if (p > high) above += chance;
  });
  return [below, above];
}

test('few rows on one side of a share have the bounds of Clopper and Pearson, more those of Wilson', () => {
  assert.equal(share(9, 40).method, 'clopper-pearson');
  assert.equal(share(35, 40).method, 'clopper-pearson');
  assert.equal(share(10, 40).method, 'wilson');
  assert.deepEqual(share(0, 40).boundsAt(TWO_SIDED), clopperPearson(0, 40, 0.95));
  const [low, high] = share(10, 40).boundsAt(TWO_SIDED);
  const expected = wilson(10, 40, 1.959963984540054);
  assert.ok(Math.abs(low - expected[0]) < 1e-12 && Math.abs(high - expected[1]) < 1e-12);
});

test('without a single hit the upper one-sided bound is that of 1 - .05^(1/n)', () => {
  const [, high] = share(0, 60).boundsAt(ONE_SIDED);
  assert.ok(Math.abs(high - (1 - 0.05 ** (1 / 60))) < 1e-12, `${high}`);
});

test('bounds of a share hold it 93 times of 100 or more, each one-sided bound all but 7 times', () => {
  for (const n of [20, 50, 200, 1000]) {
    for (const p of [0.02, 0.1, 0.5]) {
      const [below, above] = misses(n, p, TWO_SIDED);
      assert.ok(1 - below - above >= 0.93, `${n} ${p}: ${1 - below - above}`);
      for (const miss of misses(n, p, ONE_SIDED)) assert.ok(miss <= 0.07, `${n} ${p}: ${miss}`);
    }
  }
});
