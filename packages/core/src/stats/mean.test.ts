import assert from 'node:assert/strict';
import test from 'node:test';
import { delong } from './delong.ts';
import { dieboldMariano } from './diebold-mariano.ts';
import { meanBounds, meanEstimate, meanTest } from './mean.ts';
import { fiveByTwo, resampledT } from './refits.ts';
import { dot, moments, sum } from './sum.ts';
import { welch } from './welch.ts';

const VALUES = [3, 1, 4, 1, 5, 9];

test('a weight of 2 is the row twice and a weight of 0 is no row, in the mean and its error', () => {
  const weighted = meanEstimate(VALUES, [2, 1, 0, 1, 1, 1]) ?? assert.fail();
  const repeated = meanEstimate([3, 3, 1, 1, 5, 9]) ?? assert.fail();
  assert.equal(weighted.n, repeated.n);
  assert.ok(Math.abs(weighted.mean - repeated.mean) < 1e-15);
  assert.ok(Math.abs((weighted.standardError ?? 0) - (repeated.standardError ?? 1)) < 1e-15);
});

test('what shows no spread has no interval, and no rows have no mean', () => {
  assert.equal(meanEstimate([]), null);
  assert.equal(meanEstimate([1], [0]), null);
  for (const values of [[4], [2, 2, 2]]) {
    const estimate = meanEstimate(values) ?? assert.fail();
    assert.equal(meanBounds(estimate, 0.95), null);
    assert.equal(welch(estimate, estimate), null);
    assert.equal(meanTest(estimate, estimate.mean), null);
  }
});

test('the interval ends are the means that the test just rejects', () => {
  const estimate = meanEstimate(VALUES) ?? assert.fail();
  for (const end of meanBounds(estimate, 0.9) ?? assert.fail()) {
    assert.ok(Math.abs((meanTest(estimate, end) ?? 0) - 0.1) < 1e-12);
  }
});

test('comparisons without any difference are gaps', () => {
  assert.equal(dieboldMariano([1, 2, 3], [1, 2, 3], 1), null);
  assert.equal(dieboldMariano([1], [2], 1), null);
  assert.equal(resampledT([0.1, 0.1], { trainRows: 90, testRows: 10 }), null);
  assert.equal(fiveByTwo([[0.1, 0.1]]), null);
  assert.equal(delong([1, 1], [Float64Array.of(1, 2)]), null);
});

test('the covariance of areas takes a weight of 2 as the row twice', () => {
  const label = [1, 0, 1, 0, 0, 1];
  const score = Float64Array.of(0.9, 0.2, 0.4, 0.4, 0.7, 0.8);
  const weighted = delong(label, [score], Float64Array.of(2, 1, 1, 2, 1, 1)) ?? assert.fail();
  const rows = [0, 0, 1, 2, 3, 3, 4, 5];
  const repeated =
    delong(
      rows.map((i) => label[i] ?? 0),
      [Float64Array.from(rows, (i) => score[i] ?? 0)],
    ) ?? assert.fail();
  assert.ok(Math.abs((weighted.covariance?.[0]?.[0] ?? 0) - (repeated.covariance?.[0]?.[0] ?? 1)) < 1e-15);
});

test('sums keep what a large value hides, pass infinity on, and no values have no moments', () => {
  assert.equal(sum([1, Infinity, 2]), Infinity);
  assert.equal(sum([1, 1e100, 1, -1e100]), 2);
  assert.equal(dot([1, 1e50, 1, -1e50], [1, 1e50, 1, 1e50]), 2);
  assert.equal(sum([]), 0);
  assert.equal(moments([]), null);
  assert.equal(moments([5])?.variance, null);
});
