import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { measure, TWO_SIDED } from './interval.ts';

/** Bounds of the entropy of answers, of which so many are of each class. */
function entropyBounds(counts: readonly number[]) {
  const entry = entryById('prediction-entropy');
  assert.ok(entry);
  const prediction = Float64Array.from(counts.flatMap((count, code) => new Array<number>(count).fill(code)));
  const classes = counts.map((_, code) => `${code}`);
  const found = measure(quantity(entry), makeRows(prediction.length, { roles: { prediction }, classes }), { seed: 1 });
  assert.ok(!isGap(found));
  return { value: found.value, method: found.method, bounds: found.boundsAt(TWO_SIDED) ?? [Number.NaN, Number.NaN] };
}

test('of two classes bounds are those of the share, as far as it is from one half', () => {
  const { method, bounds } = entropyBounds([118, 82]);
  assert.equal(method, 'chi-squared');
  // 59 % ± 1.96 · 3.48: from 52.2 to 65.8 %, as entropies.
  const at = (p: number): number => -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
  assert.ok(Math.abs(bounds[0] - at(0.6582)) < 0.002, `${bounds[0]} and ${at(0.6582)}`);
  assert.ok(Math.abs(bounds[1] - at(0.5218)) < 0.002, `${bounds[1]} and ${at(0.5218)}`);
});

test('the peak is within bounds where chance alone takes off as much, and is itself no certainty', () => {
  for (const counts of [
    [104, 96],
    [100, 100],
    [62, 70, 68],
  ]) {
    const { value, bounds } = entropyBounds(counts);
    assert.equal(bounds[1], 1, counts.join());
    assert.ok(bounds[0] < value - 0.005 && bounds[0] > 0.9, `${counts}: ${bounds}`);
  }
});

test('far from the peak influence tells', () => assert.equal(entropyBounds([180, 20]).method, 'delta'));
