import assert from 'node:assert/strict';
import test from 'node:test';
import { binomialLogPmf } from './binomial.ts';
import { kolmogorovSf, oneSidedKolmogorovSf, twoSidedKolmogorovSf } from './kolmogorov.ts';

const near = (got: number, want: number, relative: number): void =>
  assert.ok(Math.abs(got - want) <= relative * want, `got ${got}, want ${want}`);

test('for one row the chances are straight lines', () => {
  for (const d of [0.1, 0.5, 0.55, 0.9]) {
    near(oneSidedKolmogorovSf(d, 1), 1 - d, 1e-14);
    near(twoSidedKolmogorovSf(d, 1), d <= 0.5 ? 1 : 2 * (1 - d), 1e-14);
  }
});

test('the chance never rises with the distance, also where the way of computing changes', () => {
  for (const n of [3, 50, 400, 12_000]) {
    let before = 1;
    // Many rows cost much at each place, and their ways meet at z = 2: it is looked at more closely.
    for (let z = 0.3; z < 4; z += n > 100 && Math.abs(z - 2) > 0.2 ? 0.1 : 0.025) {
      const here = twoSidedKolmogorovSf(z / Math.sqrt(n), n);
      assert.ok(here <= before && here >= 0, `n ${n}, z ${z}: ${here} after ${before}`);
      before = here;
    }
  }
});

test('a sum over every s-th term has the digits of the whole sum', () => {
  const n = 30_000;
  for (const z of [2, 3, 8]) {
    const d = z / Math.sqrt(n);
    let whole = 0;
    for (let j = 0; j <= n * (1 - d); j++) whole += Math.exp(binomialLogPmf(j, n, d + j / n)) / (d + j / n);
    near(oneSidedKolmogorovSf(d, n), d * whole, 1e-11);
  }
});

test('exact and expanded values meet at the limit of rows, and both go to the limit law', () => {
  const z = 1.2;
  const chanceOf = (n: number): number => twoSidedKolmogorovSf(z / Math.sqrt(n), n);
  // The exact chance takes a tenth of a second here, so the line is drawn from the other side.
  const [last, above, beyond] = [chanceOf(10_000), chanceOf(10_001), chanceOf(10_002)];
  near(last, 2 * above - beyond, 2e-8);
  for (const at of [z, 1.6]) near(twoSidedKolmogorovSf(at / 1e3, 1e6), kolmogorovSf(at), 5e-3);
});
