import { binomialLogPmf } from './binomial.ts';
import { stirlingRest } from './gamma.ts';
import { sum } from './sum.ts';

const ROOT_TWO_PI = 2.5066282746310002;

/**
 * The chance that √n times the two-sided distance exceeds `x` in the limit of many rows (Kolmogorov 1933), 0 to 1.
 * Two series of the same value: each is used where it needs few terms and loses no digits.
 */
export function kolmogorovSf(x: number): number {
  if (x <= 0) return 1;
  if (x < 0.82) return 1 - kolmogorovCore(x);
  let total = 0;
  for (let k = 1; k < 20; k++) total += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return total;
}

function kolmogorovCore(x: number): number {
  let total = 0;
  for (let k = 1; k < 40; k += 2) total += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
  return (ROOT_TWO_PI / x) * total;
}

/**
 * The chance that the one-sided distance between `n` rows and their true distribution exceeds `d` (0 to 1). The sum of
 * Birnbaum and Tingey (1951), all of whose terms are positive, each as a binomial chance. O(n), for many rows about
 * 2,000 terms: as a function of the place the terms are smooth and vanish at both ends, so that a sum over every
 * s-th one, times s, has all the digits (trapezoid rule).
 */
export function oneSidedKolmogorovSf(d: number, n: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  const stride = n * d * d >= 4 ? Math.max(1, Math.floor(n / 2000)) : 1;
  const last = Math.floor(n * (1 - d));
  const terms: number[] = [];
  for (let j = 0; j <= last; j += stride) {
    const p = d + j / n;
    // At p = 1 the last place alone is possible, and only j = n would be it.
    if (p < 1) terms.push(Math.exp(binomialLogPmf(j, n, p) - Math.log(p)));
  }
  return Math.min(1, d * stride * sum(terms));
}

/** Above this many rows the expansion is right to about 1e-8 and the exact way takes more than a tenth of a second. */
const ROWS_EXACT_MAX = 10_000;

/**
 * The chance that the two-sided distance between `n` rows and their true distribution exceeds `d` (0 to 1).
 * In the tail twice the one-sided chance, which is right to exp(-6 n d²), here 4e-11 (Miller 1956). In the body
 * exact (Durbin 1973) for up to 10,000 rows, beyond by the expansion of Pelz and Good (1976), right to about 1e-8 of
 * the value. The choice follows Simard and L'Ecuyer 2011.
 */
export function twoSidedKolmogorovSf(d: number, n: number): number {
  if (2 * n * d <= 1) return 1;
  if (d >= 1) return 0;
  if (n * d * d >= 4 || d >= 0.5) return Math.min(1, 2 * oneSidedKolmogorovSf(d, n));
  return 1 - Math.min(1, n <= ROWS_EXACT_MAX ? durbinCdf(d, n) : pelzGoodCdf(d, n));
}

/** 1/k! for k up to 22; from there on a term is below the last digit. */
const INVERSE_FACTORIAL = Array.from({ length: 23 }, (_, k) => {
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  return 1 / factorial;
});

/** 1/e: by it each step shrinks what the matrix makes grow. */
const SHRINK = 0.36787944117144233;

/**
 * n!/nⁿ times the middle element of the n-th power of Durbin's matrix (Marsaglia, Tsang and Wang 2003). The matrix is
 * applied to a vector n times, because its elements 1/(i-j+1)! vanish a few places beside the diagonal.
 * O(n · nd · 22).
 */
function durbinCdf(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const corner = cornerOf(h, size);
  const edge = Float64Array.from({ length: size + 1 }, (_, i) => h ** i * (INVERSE_FACTORIAL[i] ?? 0));
  let vector = new Float64Array(size);
  let next = new Float64Array(size);
  vector[k - 1] = 1;
  for (let step = 1; step <= n; step++) {
    const first = vector[0]!; // ! size >= 1
    let last = corner * first;
    for (let i = 0; i < size; i++) {
      let total = i + 1 < size ? vector[i + 1]! : 0; // ! i + 1 < size
      const reach = Math.min(i + 1, INVERSE_FACTORIAL.length - 1);
      // ! back is at most reach, which keeps both places in range
      for (let back = 1; back <= reach; back++) total += INVERSE_FACTORIAL[back]! * vector[i + 1 - back]!;
      next[i] = SHRINK * (total - edge[i + 1]! * first); // ! edge has one more place than the vector
      last -= edge[size - i]! * vector[i]!; // ! i < size
    }
    // The last row has its own elements instead of the edge of the first column, which both hold its first one.
    next[size - 1]! += SHRINK * last; // ! size >= 1
    [vector, next] = [next, vector];
  }
  return vector[k - 1]! * Math.sqrt(2 * Math.PI * n) * Math.exp(stirlingRest(n)); // ! as above
}

/** What the element at the bottom left has beyond the two edges that meet there. */
function cornerOf(h: number, size: number): number {
  return Math.max(0, 2 * h - 1) ** size * (INVERSE_FACTORIAL[size] ?? 0);
}

/** Four terms in 1/√n; Simard and L'Ecuyer 2011, equation 9. The sums run over all whole numbers. */
function pelzGoodCdf(d: number, n: number): number {
  const z = d * Math.sqrt(n);
  const z2 = z * z;
  const sums = { first: 0, second: 0, third: 0 };
  for (let k = -20; k < 20; k++) {
    const q = (Math.PI * (k + 0.5)) ** 2;
    const half = Math.exp(-q / (2 * z2));
    sums.first += (q - z2) * half;
    sums.second += (6 * z2 ** 3 + 2 * z2 ** 2 + q * (2 * z2 ** 2 - 5 * z2) + q * q * (1 - 2 * z2)) * half;
    const cubic = q ** 3 * (5 - 30 * z2) + q * q * (-60 * z2 + 212 * z2 ** 2);
    sums.third += (cubic + q * (135 * z2 ** 2 - 96 * z2 ** 3) - 30 * z2 ** 3 - 90 * z2 ** 4) * half;
    const w = (Math.PI * k) ** 2;
    const whole = Math.exp(-w / (2 * z2));
    sums.second -= 2 * z2 ** 2 * w * whole;
    sums.third += 30 * z2 ** 2 * (3 * w * z2 - w * w) * whole;
  }
  const first = sums.first / (6 * z2 ** 2);
  const second = sums.second / (72 * z2 ** 3 * z);
  const third = sums.third / (6480 * z2 ** 5);
  return kolmogorovCore(z) + (ROOT_TWO_PI / 2) * (first / n ** 0.5 + second / n + third / n ** 1.5);
}
