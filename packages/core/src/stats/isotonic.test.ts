import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isotonic } from './isotonic.ts';
import { heightAt, isotonicCurve } from './isotonic-curve.ts';

/** The max-min formula (Robertson, Wright and Dykstra 1988): the largest over starts of the least mean over ends. */
function slowIsotonic(y: readonly number[], weight: readonly number[]): number[] {
  const meanOf = (from: number, to: number): number => {
    let [top, bottom] = [0, 0];
    for (let i = from; i <= to; i++) {
      top += (y[i] ?? 0) * (weight[i] ?? 0);
      bottom += weight[i] ?? 0;
    }
    return top / bottom;
  };
  return y.map((_, i) => {
    const overStarts = y.slice(0, i + 1).map((_, from) => Math.min(...y.slice(i).map((_, k) => meanOf(from, i + k))));
    return Math.max(...overStarts);
  });
}

const near = (got: number | undefined, want: number | undefined): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - (want ?? Number.NaN)) < 1e-9, `got ${got}, want ${want}`);

const row = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 4 }));

test('pooled blocks are those of the max-min formula', () => {
  const law = (rows: [number, number][]): void => {
    const [y, weight] = [rows.map(([value]) => value), rows.map(([, mass]) => mass)];
    const fitted = isotonic(y, weight);
    for (const [i, want] of slowIsotonic(y, weight).entries()) near(fitted[i], want);
  };
  fc.assert(fc.property(fc.array(row, { maxLength: 14 }), law));
});

test('a row of weight 0 changes no other row and does not break the order', () => {
  const law = (rows: [number, number][], place: number, value: number): void => {
    const at = place % (rows.length + 1);
    const [y, weight] = [rows.map(([v]) => v), rows.map(([, mass]) => mass)];
    const with0 = isotonic(y.toSpliced(at, 0, value), weight.toSpliced(at, 0, 0));
    const expected = isotonic(y, weight);
    for (const [i, got] of Array.from(with0).toSpliced(at, 1).entries()) near(got, expected[i]);
    for (let i = 1; i < with0.length; i++) assert.ok((with0[i] ?? 0) >= (with0[i - 1] ?? 0) - 1e-12);
  };
  fc.assert(fc.property(fc.array(row, { maxLength: 10 }), fc.nat(), fc.integer({ min: -30, max: 30 }), law));
});

test('no rows give no values, and a curve without weight has no height', () => {
  assert.equal(isotonic([], []).length, 0);
  assert.equal(heightAt(isotonicCurve(Float64Array.of(1), [1], [0], { isRising: true }), 1), null);
});
