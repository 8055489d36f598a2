import { twoSidedKolmogorovSf } from './kolmogorov.ts';
import { sum } from './sum.ts';

/** The greatest distance between two distribution functions. */
export interface Supremum {
  readonly distance: number;
  /** Where it is first reached; null for a distance of 0. */
  readonly at: number | null;
  /** 1: the function of the first sample lies above, its values are smaller; -1: below; 0: no distance. */
  readonly sign: -1 | 0 | 1;
}

/** Which distances count: both ways, only where the first sample's function lies above, or only below. */
export type Sides = 'two-sided' | 'greater' | 'less';

/**
 * The distance of Kolmogorov and Smirnov between two samples in ascending order, 0 to 1; ties are taken together. Null
 * where one is empty. O(n + m).
 */
export function kolmogorovSmirnov(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  sides: Sides = 'two-sided',
): Supremum | null {
  if (x.length === 0 || y.length === 0) return null;
  let best: Supremum = { distance: 0, at: null, sign: 0 };
  eachStep(x, y, (at, i, j) => {
    // In whole numbers, so that equal shares are equal.
    const scaled = i * y.length - j * x.length;
    const isCounted = sides === 'two-sided' || (sides === 'greater' ? scaled > 0 : scaled < 0);
    const distance = Math.abs(scaled) / (x.length * y.length);
    if (isCounted && distance > best.distance) best = { distance, at, sign: scaled > 0 ? 1 : -1 };
  });
  return best;
}

/**
 * The Wasserstein-1 distance between two samples in ascending order: the area between their distribution functions, in
 * the unit of the values. Null where one is empty. O(n + m).
 */
export function wassersteinDistance(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  if (x.length === 0 || y.length === 0) return null;
  const areas: number[] = [];
  let last = 0;
  let height = 0;
  eachStep(x, y, (at, i, j) => {
    if (height > 0) areas.push(height * (at - last));
    last = at;
    height = Math.abs(i / x.length - j / y.length);
  });
  return sum(areas);
}

/**
 * The energy distance between two samples in ascending order (Székely 2003), in the root of the unit of the values: the
 * root of twice the squared distance of their distribution functions. Null where one is empty. O(n + m).
 */
export function energyDistance(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  if (x.length === 0 || y.length === 0) return null;
  const areas: number[] = [];
  let last = 0;
  let height = 0;
  eachStep(x, y, (at, i, j) => {
    if (height !== 0) areas.push(height * height * (at - last));
    last = at;
    height = i / x.length - j / y.length;
  });
  return Math.sqrt(2 * sum(areas));
}

/** Calls `visit` at each distinct value, with how many of both samples are at or below it. */
function eachStep(x: ArrayLike<number>, y: ArrayLike<number>, visit: (at: number, i: number, j: number) => void): void {
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    const at = Math.min(x[i] ?? Infinity, y[j] ?? Infinity);
    while (i < x.length && x[i]! <= at) i++; // ! i < length
    while (j < y.length && y[j]! <= at) j++; // ! j < length
    visit(at, i, j);
  }
}

/** Two samples' sizes, and the distance that was seen between them. */
export interface SeenDistance {
  readonly n: number;
  readonly m: number;
  readonly distance: number;
}

/**
 * The exact chance of a distance of Kolmogorov and Smirnov as great as the one that was seen, when both samples are of
 * one continuous distribution: the share of paths from (0, 0) to (n, m) that touch it (Hodges 1958), each step taken
 * with the chance that a random path takes it. All terms are positive, so that small chances keep their digits.
 * O(n m): a second for 10,000 of each.
 */
export function kolmogorovSmirnovP({ n, m, distance }: SeenDistance, sides: Sides = 'two-sided'): number {
  const shared = greatestDivisor(n, m);
  const [up, down] = [m / shared, n / shared];
  const limit = Math.round(distance * n * up);
  if (limit <= 0) return 1;
  const touches = (i: number, j: number): boolean => {
    const height = i * up - j * down;
    return (sides !== 'less' && height >= limit) || (sides !== 'greater' && -height >= limit);
  };
  let touched = 0;
  // here[j]: the chance that a path comes to (i, j) without having touched.
  let here = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    const next = new Float64Array(m + 1);
    if (i === 0) here[0] = 1;
    for (let j = 0; j <= m; j++) {
      const chance = here[j]!; // ! j <= m
      if (chance === 0) continue;
      if (touches(i, j)) {
        touched += chance;
        continue;
      }
      const left = n - i + m - j;
      if (left === 0) continue;
      if (i < n) next[j]! += (chance * (n - i)) / left; // ! j <= m
      if (j < m) here[j + 1]! += (chance * (m - j)) / left; // ! j < m
    }
    here = next;
  }
  return Math.min(1, touched);
}

/**
 * The same chance for many rows. Two-sided: that of one sample of nm / (n + m) rows, as scipy takes it; null where that
 * rounds to none. One-sided: Hodges 1958, equation 5.3. O(nm / (n + m)).
 */
export function kolmogorovSmirnovApproximateP(
  { n, m, distance }: SeenDistance,
  sides: Sides = 'two-sided',
): number | null {
  const rows = (n * m) / (n + m);
  if (sides === 'two-sided') {
    const whole = roundHalfEven(rows);
    return whole === 0 ? null : twoSidedKolmogorovSf(distance, whole);
  }
  const [many, few] = [Math.max(n, m), Math.min(n, m)];
  const z = Math.sqrt(rows) * distance;
  return Math.exp(-2 * z * z - (2 * z * (many + 2 * few)) / (3 * Math.sqrt(many * few * (many + few))));
}

/** The chance that scipy gives by default: exact for up to 10,000 rows on both sides, else for many rows. */
export const kolmogorovSmirnovAutoP = (seen: SeenDistance): number | null =>
  Math.max(seen.n, seen.m) <= 10_000 ? kolmogorovSmirnovP(seen) : kolmogorovSmirnovApproximateP(seen);

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  return x - below === 0.5 ? below + (below % 2) : Math.round(x);
}

/** The greatest whole number that divides both. */
export function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
