import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as multiple from './multiple.ts';

const chances = fc.array(
  fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000),
  { minLength: 1, maxLength: 9 },
);
const METHODS = Object.entries(multiple).flatMap(([name, adjust]) =>
  // as: all others take the p-values alone
  name === 'twoStageHochberg' ? [] : [[name, adjust as (p: readonly number[]) => number[]] as const],
);

test('every adjusted p is between p and 1 and keeps the order of the p-values', () => {
  assert.equal(METHODS.length, 8);
  for (const [name, adjust] of METHODS) {
    const law = (p: number[]): void => {
      const adjusted = adjust(p);
      p.forEach((value, i) => {
        const here = adjusted[i] ?? Number.NaN;
        assert.ok(here >= value - 1e-15 && here <= 1, name);
        const isInOrder = p.every((other, j) => value > other || here <= (adjusted[j] ?? 0) + 1e-15);
        assert.ok(isInOrder, name);
      });
    };
    fc.assert(fc.property(chances, law), { numRuns: 50 });
  }
});

test('sharper methods never give a larger p: Hommel, Hochberg, Holm, Bonferroni', () => {
  const law = (p: number[]): void => {
    const chain = [multiple.hommel(p), multiple.hochberg(p), multiple.holm(p), multiple.bonferroni(p)];
    for (let m = 1; m < chain.length; m++) {
      assert.ok(p.every((_, i) => (chain[m - 1]?.[i] ?? 9) <= (chain[m]?.[i] ?? 0) + 1e-12));
    }
  };
  fc.assert(fc.property(chances, law));
});

test('Hommel is the closed test: the largest Simes p over all families that hold the test', () => {
  const simes = (family: number[]): number => {
    const sorted = [...family].sort((a, b) => a - b);
    return Math.min(...sorted.map((value, i) => (value * sorted.length) / (i + 1)));
  };
  const law = (p: number[]): void => {
    const adjusted = multiple.hommel(p);
    p.forEach((_, i) => {
      let largest = 0;
      for (let set = 0; set < 2 ** p.length; set++) {
        const family = p.filter((_, j) => (set >> j) & 1);
        if ((set >> i) & 1) largest = Math.max(largest, simes(family));
      }
      assert.ok(Math.abs((adjusted[i] ?? 9) - Math.min(1, largest)) < 1e-12);
    });
  };
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: 0, max: 100 }).map((k) => k / 100),
        { minLength: 1, maxLength: 6 },
      ),
      law,
    ),
  );
});

test('no tests have no adjusted p', () => {
  for (const [, adjust] of METHODS) assert.deepEqual(adjust([]), []);
});
