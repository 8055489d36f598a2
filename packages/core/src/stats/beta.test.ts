import assert from 'node:assert/strict';
import test from 'node:test';
import { incompleteBeta, incompleteBetaInverse, incompleteBetaUpper, logBeta, logIncompleteBeta } from './beta.ts';
import { gammaLower, gammaLowerInverse, gammaUpper, gammaUpperInverse, logGammaUpper } from './incomplete-gamma.ts';
import { studentCdf, studentLogCdf, studentQuantile } from './student.ts';

const near = (got: number, want: number, relative = 1e-12): void =>
  assert.ok(Math.abs(got - want) <= relative * Math.abs(want), `got ${got}, want ${want}`);

const SHAPES = [1e-3, 0.3, 1, 2.5, 40, 3000, 1e6];

test('the beta distribution has the power law at b = 1 and mirrors when a and b change places', () => {
  for (const x of [1e-200, 1e-5, 0.3, 0.5, 0.999]) {
    for (const a of SHAPES) {
      near(logIncompleteBeta(x, a, 1), a * Math.log(x));
      for (const b of SHAPES) near(incompleteBetaUpper(0.5, b, a), incompleteBeta(0.5, a, b));
    }
  }
});

test('the quantiles of beta and gamma are the inverse of their distributions on both sides', () => {
  for (const p of [1e-250, 1e-12, 0.02, 0.4]) {
    for (const a of SHAPES.slice(1)) {
      const quantile = gammaLowerInverse(p, a);
      // Below the least double a quantile is 0, as it should be.
      if (quantile > 1e-300) near(gammaLower(a, quantile), p, 1e-9);
      near(gammaUpper(a, gammaUpperInverse(p, a)), p, 1e-9);
      for (const b of SHAPES.slice(1)) {
        const x = incompleteBetaInverse(p, a, b);
        if (x > 1e-300 && x < 0.9) near(incompleteBeta(x, a, b), p, 1e-9);
      }
    }
  }
});

test('the ends are exact: 0 and 1, and no tail turns into NaN', () => {
  for (const a of SHAPES) {
    assert.deepEqual([incompleteBeta(0, a, 2), incompleteBeta(1, a, 2)], [0, 1]);
    assert.deepEqual([incompleteBetaInverse(0, a, 2), incompleteBetaInverse(1, a, 2)], [0, 1]);
    assert.deepEqual([gammaLower(a, 0), gammaLower(a, Infinity), gammaLowerInverse(1, a)], [0, 1, Infinity]);
    assert.ok(logGammaUpper(a, 1e300) < -1e290);
  }
  near(logBeta(1e-300, 1e-300), Math.log(2e300));
});

test("Student's t with one degree is Cauchy's law, and its quantiles turn back into chances", () => {
  for (const t of [-1e200, -30, -0.7, 1e-9, 2]) near(studentCdf(t, 1), Math.atan2(1, -t) / Math.PI, 1e-13);
  for (const degrees of [0.5, 3, 29, 1e7]) {
    for (const p of [1e-100, 1e-5, 0.3, 0.4999999]) near(studentCdf(studentQuantile(p, degrees), degrees), p, 1e-10);
    assert.equal(studentQuantile(0.5, degrees), 0);
    assert.equal(studentLogCdf(-Infinity, degrees), -Infinity);
  }
});
