import assert from 'node:assert/strict';
import test from 'node:test';
import { besselK } from './bessel-k.ts';
import { chiSquaredLogSf, chiSquaredSf, chiSquaredUpperQuantile } from './chi-squared.ts';
import { combineFisher, combineStouffer, combineTippett } from './combine.ts';
import { fisherFCdf, fisherFQuantile, fisherFSf } from './fisher-f.ts';
import { digamma, lgamma, trigamma } from './gamma.ts';
import { erf, erfc, erfcx, normalCdf, normalQuantile } from './normal.ts';
import { type QuantileRule, quantileOf } from './quantile.ts';
import { rootOf } from './solve.ts';
import { studentCdf } from './student.ts';

const near = (got: number, want: number, relative = 1e-13): void =>
  assert.ok(Math.abs(got - want) <= relative * Math.abs(want), `got ${got}, want ${want}`);

test('the Bessel function of order one half is elementary', () => {
  for (const x of [1e-6, 0.1, 1, 30, 650]) near(besselK(0.5, x), Math.sqrt(Math.PI / (2 * x)) * Math.exp(-x));
  assert.equal(besselK(0.25, 0), Infinity);
});

test('the gamma family climbs by its recurrences', () => {
  for (const x of [1e-8, 0.4, 0.5, 1.46, 2.5, 9.7, 10.3, 1e5]) {
    assert.ok(Math.abs(lgamma(x + 1) - lgamma(x) - Math.log(x)) <= 1e-14 * Math.max(1, Math.abs(lgamma(x + 1))));
    assert.ok(Math.abs(digamma(x + 1) - digamma(x) - 1 / x) <= 1e-14 * Math.max(1, 1 / x));
    assert.ok(Math.abs(trigamma(x) - trigamma(x + 1) - 1 / (x * x)) <= 1e-14 * Math.max(1, 1 / (x * x)));
  }
  assert.deepEqual([lgamma(0), lgamma(-3)], [Infinity, Infinity]);
  // Beside its zero, and where x² has rounding that counts: mpmath 1.3 at 60 digits.
  near(digamma(1.4616321449683622), -9.241265521729427e-17);
  near(digamma(1.4616321), -4.3514636958769774e-8);
  near(erfc(25.537), 1.3299268425243543e-285, 4e-15);
});

test('chi-squared with two degrees is exponential, and its small upper tails turn back', () => {
  for (const x of [0.1, 40, 1e5]) near(chiSquaredLogSf(x, 2), -x / 2);
  for (const q of [1e-280, 1e-9, 0.3]) near(chiSquaredSf(chiSquaredUpperQuantile(q, 7), 7), q, 1e-11);
});

test("F of one and m degrees is the square of Student's t", () => {
  for (const t of [0.2, 1.7, 12]) near(fisherFSf(t * t, { top: 1, bottom: 9 }), 2 * studentCdf(-t, 9), 1e-12);
  const degrees = { top: 3, bottom: 8 };
  for (const p of [1e-9, 0.4, 0.999]) near(fisherFCdf(fisherFQuantile(p, degrees), degrees), p, 1e-12);
  assert.deepEqual([fisherFQuantile(0, degrees), fisherFQuantile(1, degrees)], [0, Infinity]);
});

test('the normal quantile turns a chance back, and is infinite at 0 and 1', () => {
  for (const p of [1e-300, 1e-9, 0.07, 0.5, 0.93]) near(normalCdf(normalQuantile(p)), p, 1e-12);
  assert.deepEqual([normalQuantile(0), normalQuantile(1)], [-Infinity, Infinity]);
  assert.deepEqual([erf(-Infinity), erfc(Infinity), erfcx(Infinity)], [-1, 0, 0]);
});

test('one p-value combines to itself', () => {
  for (const p of [1e-12, 0.03, 0.8])
    for (const combine of [combineFisher, combineStouffer, combineTippett]) near(combine([p]), p, 1e-12);
});

test('every rule of quantiles rises with p, stays inside the values and has none for no values', () => {
  const rules =
    'linear lower higher midpoint nearest hazen weibull medianUnbiased normalUnbiased interpolatedInvertedCdf';
  for (const rule of `${rules} invertedCdf averagedInvertedCdf closestObservation`.split(' ') as QuantileRule[]) {
    // as: its names
    let before = 1;
    for (let p = 0; p <= 1; p += 1 / 64) {
      const here = quantileOf([1, 2, 2, 5, 9], p, rule) ?? assert.fail();
      assert.ok(here >= before && here <= 9, rule);
      before = here;
    }
    assert.equal(quantileOf([], 0.5, rule), null);
  }
});

test('a place halfway between two rows goes to the even one', () => {
  assert.equal(quantileOf([0, 1, 2, 3, 4, 5], 0.5, 'nearest'), 2);
  assert.equal(quantileOf([0, 1, 2, 3], 0.5, 'nearest'), 2);
});

test('a root is found to the last digit, at an end too, and else the nearer end is given', () => {
  near(
    rootOf((x) => x * x - 2, { low: 0, high: 2 }),
    Math.SQRT2,
    1e-15,
  );
  near(
    rootOf((x) => Math.expm1(50 * (x - 0.3)), { low: -1, high: 1 }),
    0.3,
    1e-15,
  );
  assert.equal(
    rootOf((x) => x, { low: 0, high: 1 }),
    0,
  );
  assert.equal(
    rootOf((x) => x + 1, { low: 0, high: 1 }),
    0,
  );
});
