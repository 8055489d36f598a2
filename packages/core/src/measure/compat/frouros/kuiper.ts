import { lgamma } from '../../../stats/gamma.ts';
import { sum } from '../../../stats/sum.ts';
import { kolmogorovSmirnov } from '../../../stats/two-samples.ts';
import type { FrourosMethod } from './method.ts';

/**
 * Kuiper's chance for the distance of Kolmogorov and Smirnov, where Kuiper's own is the sum of the greatest distances
 * both ways: so the chance is too great.
 */
export const kuiperTest: FrourosMethod = {
  id: 'KuiperTest',
  name: "Kuiper's test",
  measure: ({ reference, current }) => {
    const found = kolmogorovSmirnov(reference, current);
    if (found === null) return 'too-few-rows';
    const rows = (reference.length * current.length) / (reference.length + current.length);
    return { statistic: found.distance, p: kuiperChance(found.distance, rows) };
  },
};

/** By how great the distance is for so many rows (Stephens 1965; Paltani 2004); `n` need not be whole. */
function kuiperChance(d: number, n: number): number {
  const factorial = (x: number): number => Math.exp(lgamma(x + 1));
  if (d < 2 / n) return 1 - factorial(n) * (d - 1 / n) ** (n - 1);
  if (d < 3 / n) {
    const k = -(n * d - 1) / 2;
    const r = Math.sqrt(k * k - (n * d - 2) ** 2 / 2);
    const [a, b] = [-k + r, -k - r];
    return 1 - (factorial(n - 1) * (b ** (n - 1) * (1 - a) - a ** (n - 1) * (1 - b))) / n ** (n - 2) / (b - a);
  }
  if ((d > 0.5 && n % 2 === 0) || (d > (n - 1) / (2 * n) && n % 2 === 1)) return tailOfFew(d, n);
  const z = d * Math.sqrt(n);
  const places = Array.from({ length: Math.max(0, Math.ceil(18.82 / z - 1)) }, (_, k) => k + 1);
  const at = (m: number, factor: number, less: number): number =>
    factor * (4 * m * m * z * z - less) * Math.exp(-2 * m * m * z * z);
  return sum(places.map((m) => at(m, 2, 1))) - ((8 * d) / 3) * sum(places.map((m) => at(m, m * m, 3)));
}

/** Stephens 1965, for great distances. */
function tailOfFew(d: number, n: number): number {
  const places = Array.from({ length: Math.floor(n * (1 - d)) + 1 }, (_, t) => t);
  const terms = places.map((t) => {
    const y = d + t / n;
    const polynomial =
      y ** 3 * n - y * y * t * (3 - 2 / n) + (y * t * (t - 1) * (3 - 2 / n)) / n - (t * (t - 1) * (t - 2)) / (n * n);
    const choose = Math.exp(lgamma(n + 1) - lgamma(t + 1) - lgamma(n - t + 1));
    return y ** (t - 3) * polynomial * choose * (1 - d - t / n) ** (n - t - 1);
  });
  return sum(terms);
}
