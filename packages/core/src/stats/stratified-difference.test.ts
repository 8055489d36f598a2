import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stratifiedDifference } from './stratified-difference.ts';

const near = (found: number | undefined, want: number): void =>
  assert.ok(found !== undefined && Math.abs(found - want) < 1e-12, `${found}, not ${want}`);

test('the risk difference of two strata and its interval are those worked out by hand', () => {
  // Stratum 0: 3 of 4 against 1 of 4; stratum 1: 1 of 2 against 0 of 2; stratum 2 has one side.
  const rows = [
    ...[1, 1, 1, 0].map((y) => [y, 1, 0]),
    ...[1, 0, 0, 0].map((y) => [y, 0, 0]),
    ...[1, 0].map((y) => [y, 1, 1]),
    ...[0, 0].map((y) => [y, 0, 1]),
    [1, 1, 2],
  ];
  const column = (k: number): number[] => rows.map((row) => row[k] ?? 0);
  const found = stratifiedDifference(
    { values: Float64Array.from(column(0)), side: Uint8Array.from(column(1)), stratum: Int32Array.from(column(2)) },
    2,
  );
  near(found?.value, (2 * 0.5 + 1 * 0.5) / 3);
  // Weights 2 and 1; variances 3/16/4 on both sides, 1/4/2 on one.
  const half = (2 * Math.sqrt(4 * (2 * (3 / 64)) + 1 / 8)) / 3;
  near(found?.interval[0], 0.5 - half);
  near(found?.interval[1], 0.5 + half);
  assert.deepEqual(found?.n, [6, 6]);
});

test('what differs between strata alone is no difference, and one side alone is none at all', () => {
  // Strata of which one is all ones: the plain means are .75 and .25.
  const side = Uint8Array.of(1, 1, 1, 0, 1, 0, 0, 0);
  const values = Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0);
  const stratum = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
  near(stratifiedDifference({ values, side, stratum }, 2)?.value, 0);
  const alone = { values: Float64Array.of(1), side: Uint8Array.of(1), stratum: Int32Array.of(0) };
  assert.equal(stratifiedDifference(alone, 2), null);
});
