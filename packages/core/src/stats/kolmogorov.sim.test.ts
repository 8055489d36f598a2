import assert from 'node:assert/strict';
import test from 'node:test';
import { makeRandom } from '../std/random.ts';
import { twoSidedKolmogorovSf } from './kolmogorov.ts';

test('simulated distances exceed d as often as the exact chance says', () => {
  const random = makeRandom(11);
  const [n, runs, d] = [8, 20_000, 0.4];
  let exceeded = 0;
  for (let run = 0; run < runs; run++) {
    const rows = Float64Array.from({ length: n }, random).sort();
    if (rows.some((u, i) => Math.max(u - i / n, (i + 1) / n - u) > d)) exceeded++;
  }
  const chance = twoSidedKolmogorovSf(d, n);
  assert.ok(Math.abs(exceeded / runs - chance) < 4 * Math.sqrt((chance * (1 - chance)) / runs));
});
