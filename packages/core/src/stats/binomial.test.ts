import assert from 'node:assert/strict';
import test from 'node:test';
import { binomialCdf, binomialLogPmf, binomialQuantile, binomialSf } from './binomial.ts';
import { binomialTest } from './binomial-test.ts';
import { hypergeometricCdf, hypergeometricLogPmf, hypergeometricQuantile, hypergeometricSf } from './hypergeometric.ts';
import { poissonCdf, poissonLogPmf, poissonQuantile, poissonSf } from './poisson.ts';

const near = (got: number, want: number, relative = 1e-12): void =>
  assert.ok(Math.abs(got - want) <= relative * Math.max(Math.abs(want), 1e-300), `got ${got}, want ${want}`);

interface Law {
  readonly name: string;
  readonly high: number;
  readonly logPmf: (k: number) => number;
  readonly cdf: (k: number) => number;
  readonly sf: (k: number) => number;
  readonly quantile: (q: number) => number;
}

const binomialOf = (n: number, p: number): Law => ({
  name: `binomial ${n} ${p}`,
  high: n,
  logPmf: (k) => binomialLogPmf(k, n, p),
  cdf: (k) => binomialCdf(k, n, p),
  sf: (k) => binomialSf(k, n, p),
  quantile: (q) => binomialQuantile(q, n, p),
});
const poissonOf = (mean: number): Law => ({
  name: `Poisson ${mean}`,
  high: 60 + 4 * mean,
  logPmf: (k) => poissonLogPmf(k, mean),
  cdf: (k) => poissonCdf(k, mean),
  sf: (k) => poissonSf(k, mean),
  quantile: (q) => poissonQuantile(q, mean),
});
const urnOf = (population: number, marked: number, drawn: number): Law => ({
  name: `urn ${population} ${marked} ${drawn}`,
  high: drawn,
  logPmf: (k) => hypergeometricLogPmf(k, { population, marked, drawn }),
  cdf: (k) => hypergeometricCdf(k, { population, marked, drawn }),
  sf: (k) => hypergeometricSf(k, { population, marked, drawn }),
  quantile: (q) => hypergeometricQuantile(q, { population, marked, drawn }),
});
const LAWS = [
  binomialOf(12, 0.3),
  binomialOf(90, 0.97),
  binomialOf(3, 0),
  binomialOf(3, 1),
  poissonOf(0.2),
  poissonOf(30),
  urnOf(20, 7, 12),
  urnOf(9, 9, 4),
];

test('the chances of single counts add up to both tails', () => {
  for (const { name, high, logPmf, cdf, sf } of LAWS) {
    let below = 0;
    for (let k = 0; k <= high; k++) {
      below += Math.exp(logPmf(k));
      near(cdf(k), below, 1e-11);
      assert.ok(Math.abs(cdf(k) + sf(k) - 1) < 1e-12, name);
    }
    near(below, 1, 1e-12);
    assert.deepEqual([cdf(-1), sf(-1)], [0, 1]);
  }
});

test('a quantile is the least count whose chance reaches it', () => {
  for (const { cdf, quantile } of LAWS) {
    for (const q of [0.001, 0.2, 0.5, 0.9, 0.999999]) {
      const k = quantile(q);
      assert.ok(cdf(k) >= q * (1 - 1e-15) && (k === 0 || cdf(k - 1) < q));
    }
  }
});

test('the two-sided test adds up all counts that are no more likely than the observed one', () => {
  for (const [n, p] of [
    [1, 0.5],
    [20, 0.1],
    [15, 0.4],
    [30, 0.9],
    [8, 0.5],
  ] as const) {
    for (let k = 0; k <= n; k++) {
      const chance = (i: number): number => Math.exp(binomialLogPmf(i, n, p));
      let total = 0;
      for (let i = 0; i <= n; i++) if (chance(i) <= chance(k) * (1 + 1e-7)) total += chance(i);
      near(binomialTest(k, n, p).twoSided, total, 1e-11);
    }
  }
});

test('a certain outcome has chance 1 and an impossible one none', () => {
  assert.deepEqual([binomialLogPmf(0, 5, 0), binomialLogPmf(5, 5, 1), poissonLogPmf(0, 0)], [0, 0, 0]);
  assert.deepEqual(
    [binomialLogPmf(1, 5, 0), binomialLogPmf(2.5, 5, 0.5), poissonLogPmf(1, 0)],
    [-Infinity, -Infinity, -Infinity],
  );
});
