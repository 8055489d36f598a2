import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { cramerVonMises } from './cramer-von-mises.ts';
import { mannWhitney } from './mann-whitney.ts';

/** Every parting of the numbers 1 to n + m, n of them on the first side. */
function partings(n: number, m: number): [Float64Array, Float64Array][] {
  const masks = Array.from({ length: 2 ** (n + m) }, (_, mask) => mask);
  const rows = Array.from({ length: n + m }, (_, i) => i);
  const bits = (mask: number): number => rows.filter((i) => (mask >> i) & 1).length;
  return masks
    .filter((mask) => bits(mask) === n)
    .map((mask) => [
      Float64Array.from(rows.filter((i) => (mask >> i) & 1)),
      Float64Array.from(rows.filter((i) => !((mask >> i) & 1))),
    ]);
}

test('chances of small samples are shares of all partings of their rows', () => {
  const all = partings(4, 5);
  assert.equal(all.length, 126);
  const us = all.map(([x, y]) => mannWhitney(x, y)?.u ?? assert.fail());
  const distances = all.map(([x, y]) => cramerVonMises(x, y)?.statistic ?? assert.fail());
  for (const [k, [x, y]] of all.entries()) {
    const less = us.filter((u) => u <= us[k]!).length / all.length; // ! as many
    const far = distances.filter((distance) => distance >= distances[k]! - 1e-12).length / all.length; // ! as many
    assert.ok(Math.abs((mannWhitney(x, y)?.less ?? 2) - less) < 1e-12);
    assert.ok(Math.abs((cramerVonMises(x, y)?.p ?? 2) - far) < 1e-12);
  }
});

test('chances of the two sides of a rank test hang together, and equal rows tell nothing', () => {
  const random = makeRandom(3);
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => Math.floor(random() * 20)).sort();
  const [x, y] = [draw(60), draw(80)];
  const [there, back] = [mannWhitney(x, y) ?? assert.fail(), mannWhitney(y, x) ?? assert.fail()];
  assert.equal(there.u + back.u, 60 * 80);
  assert.ok(Math.abs(there.twoSided - back.twoSided) < 1e-12);
  const flat = new Float64Array(12).fill(4);
  assert.equal(mannWhitney(flat, flat)?.twoSided, 1);
});
