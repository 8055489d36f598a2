import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noncentralChiSquaredCdf } from './noncentral-chi-squared.ts';

test('scipy.stats.ncx2.cdf', () => {
  const cases = [
    [1, 1, 0.5],
    [12, 2, 9],
    [0.03, 3, 4],
    [60, 1, 64],
    [150, 5, 100],
  ] as const;
  const expected = [
    0.571297010386746, 0.6204095046561408, 0.00018758588871813846, 0.39973491309840914, 0.9806243492623327,
  ];
  cases.forEach(([x, degrees, shift], i) => {
    const found = noncentralChiSquaredCdf(x, degrees, shift);
    assert.ok(Math.abs(found / expected[i]! - 1) < 1e-12, `${x} ${degrees} ${shift}: ${found}`); // ! as many
  });
});
