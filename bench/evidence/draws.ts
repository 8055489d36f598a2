import type { Random } from '../../packages/core/src/std/random.ts';

/** Seeded numbers of the distributions that the worlds of the simulator are made of. */
export interface Draws {
  readonly uniform: Random;
  readonly normal: () => number;
  /** Gamma of this shape, scale 1 (Marsaglia and Tsang 2000). */
  readonly gamma: (shape: number) => number;
  /** How many of n tries succeed (Hörmann 1993, BTRS; by inversion when few do). */
  readonly binomial: (n: number, p: number) => number;
}

/** All from one stream of uniform numbers. */
export function drawsFrom(uniform: Random): Draws {
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const [u, v] = [2 * uniform() - 1, 2 * uniform() - 1];
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const binomial = (n: number, p: number): number => {
    if (n <= 0 || p <= 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - binomial(n, 1 - p);
    return n * p < 10 ? binomialByInversion(uniform, n, p) : binomialByRejection(uniform, n, p);
  };
  return { uniform, normal, gamma, binomial };
}

function binomialByInversion(uniform: Random, n: number, p: number): number {
  const ratio = p / (1 - p);
  for (;;) {
    let chance = (1 - p) ** n;
    let left = uniform();
    for (let k = 0; k <= n; k++) {
      if (left < chance) return k;
      left -= chance;
      chance *= ((n - k) / (k + 1)) * ratio;
    }
  }
}

function binomialByRejection(uniform: Random, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const vr = 0.92 - 4.2 / b;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = uniform() - 0.5;
    let v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= vr) return k;
    v = Math.log((v * alpha) / (a / (us * us) + b));
    const ratio = Math.log(p / (1 - p));
    const top = logFactorial(mode) + logFactorial(n - mode) - logFactorial(k) - logFactorial(n - k);
    if (v <= top + (k - mode) * ratio) return k;
  }
}

const factorials: number[] = [0];

function logFactorial(k: number): number {
  while (factorials.length <= k) factorials.push(factorials.at(-1)! + Math.log(factorials.length)); // ! not empty
  return factorials[k]!; // ! filled up to k
}
