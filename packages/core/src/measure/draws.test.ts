import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { copyDrawer, leaveCopiesOut } from './draws.ts';

const DRAWS = 4000;

for (const copies of [
  [1, 3, 6],
  [20, 100, 5, 150],
  [900, 2, 40, 5000],
]) {
  test(`draws of ${copies} copies have the mean and the variance of drawing them with replacement`, () => {
    const size = copies.reduce((a, b) => a + b, 0);
    const part = Int32Array.from(copies.keys());
    const draw = copyDrawer({ copies: Float64Array.from(copies), parts: [part], isCounted: true });
    const random = makeRandom(3);
    const sums = copies.map(() => ({ one: 0, square: 0 }));
    const into = new Float64Array(copies.length);
    for (let k = 0; k < DRAWS; k++) {
      draw(random, into).forEach((times, unit) => {
        sums[unit]!.one += times; // ! a unit
        sums[unit]!.square += times ** 2; // ! a unit
      });
    }
    copies.forEach((mean, unit) => {
      // Beyond 200 copies numbers are Poisson, each for itself; below they share one sum.
      const expected = size > 200 ? mean : mean * (1 - mean / size);
      const found = sums[unit]!.one / DRAWS; // ! a unit
      const variance = sums[unit]!.square / DRAWS - found ** 2; // ! a unit
      assert.ok(Math.abs(found - mean) < 5 * Math.sqrt(expected / DRAWS), `mean ${found} of ${mean}`);
      assert.ok(Math.abs(variance / expected - 1) < 0.12, `variance ${variance} of ${expected}`);
    });
  });
}

for (const copies of [[1, 0, 4], [1200, 3, 0, 2500], Array.from({ length: 2600 }, () => 1)]) {
  test(`leaving out: each of ${copies.length} kinds of copies is left out once`, () => {
    const all = Float64Array.from(copies);
    const missing = new Float64Array(copies.length);
    let ways = 0;
    for (const out of leaveCopiesOut(all, makeRandom(9))) {
      ways += out.ways;
      const left = out.times.reduce((a, b) => a + b, 0);
      const size = all.reduce((a, b) => a + b, 0);
      if (size > 2000) assert.ok(Math.abs(size - left - size / 200) < 1, 'groups are of one size');
      out.times.forEach((times, unit) => {
        missing[unit]! += out.ways * (all[unit]! - times); // ! a unit
      });
    }
    assert.deepEqual(missing, all);
    assert.equal(ways, copies.length > 4 || copies.includes(1200) ? 200 : 5);
  });
}
