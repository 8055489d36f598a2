import { sum } from './sum.ts';

// p-values adjusted for how many were looked at: each is what the error rate of the family would have to be for its
// test to reject. All take n numbers of 0 to 1 and give n of 0 to 1 in the same order; none gives none.

/** Bonferroni: n times p. Any dependence; the family-wise error rate. */
export const bonferroni = (p: readonly number[]): number[] => p.map((value) => Math.min(1, value * p.length));

/** Šidák 1967: exact for independent tests. */
export const sidak = (p: readonly number[]): number[] => p.map((value) => chanceOfAny(value, p.length));

/** Holm 1979: as safe as Bonferroni under any dependence, and rejects more. The default of gates. */
export const holm = (p: readonly number[]): number[] => stepDown(p, (value, left) => value * left);

/** Holm's steps with Šidák's level (Holland and Copenhaver 1987): independent or positively dependent tests. */
export const holmSidak = (p: readonly number[]): number[] => stepDown(p, chanceOfAny);

/** Hochberg 1988: Holm's levels from the largest p down; independent or positively dependent tests. */
export const hochberg = (p: readonly number[]): number[] => stepUp(p, (value, rank) => value * (p.length - rank + 1));

/** Benjamini and Hochberg 1995: the false discovery rate of independent or positively dependent tests. */
export const benjaminiHochberg = (p: readonly number[]): number[] =>
  stepUp(p, (value, rank) => (value * p.length) / rank);

/** Benjamini and Yekutieli 2001: the false discovery rate under any dependence, at the price of a factor of log n. */
export function benjaminiYekutieli(p: readonly number[]): number[] {
  const factor = sum(p.map((_, i) => 1 / (i + 1)));
  return stepUp(p, (value, rank) => (value * p.length * factor) / rank);
}

/**
 * Hommel 1988: closed testing with Simes' test; a little sharper than Hochberg. O(n²).
 * By the algorithm of Wright (1992).
 */
export function hommel(p: readonly number[]): number[] {
  const order = ascending(p);
  const n = p.length;
  const sorted = order.map((place) => p[place] ?? 1);
  const adjusted = [...sorted];
  for (let size = n; size > 1; size--) {
    let least = 1;
    for (let i = 1; i < size; i++) least = Math.min(least, (size * (sorted[n - size + i] ?? 1)) / (i + 1));
    for (let i = 0; i < n; i++) {
      const value = sorted[i] ?? 1;
      const bound = i >= n - size + 1 ? least : Math.min(least, size * value);
      adjusted[i] = Math.max(adjusted[i] ?? 0, Math.min(bound, 1));
    }
  }
  return restored(adjusted, order);
}

/**
 * Benjamini and Hochberg's test run twice: the second stage at `alpha` counts only the tests that the first did not
 * reject. The two-stage form of statsmodels, after Benjamini, Krieger and Yekutieli 2006.
 */
export function twoStageHochberg(p: readonly number[], alpha: number): number[] {
  const first = benjaminiHochberg(p);
  const rejected = first.filter((value) => value <= alpha).length;
  if (rejected === 0 || rejected === p.length) return first;
  return first.map((value) => Math.min(1, (value * (p.length - rejected)) / p.length));
}

/** The chance that any of n independent tests shows p or less: 1 - (1 - p)ⁿ without cancelling. */
function chanceOfAny(p: number, n: number): number {
  return p >= 1 ? 1 : -Math.expm1(n * Math.log1p(-p));
}

/** From the smallest p up, never falling; `left` counts the tests from this one on. */
function stepDown(p: readonly number[], adjust: (value: number, left: number) => number): number[] {
  const order = ascending(p);
  let highest = 0;
  const adjusted = order.map((place, i) => {
    highest = Math.max(highest, Math.min(1, adjust(p[place] ?? 1, p.length - i)));
    return highest;
  });
  return restored(adjusted, order);
}

/** From the largest p down, never rising; `rank` counts from 1 for the smallest. */
function stepUp(p: readonly number[], adjust: (value: number, rank: number) => number): number[] {
  const order = ascending(p);
  const adjusted: number[] = [];
  let lowest = 1;
  for (let i = order.length - 1; i >= 0; i--) {
    lowest = Math.min(lowest, adjust(p[order[i] ?? 0] ?? 1, i + 1));
    adjusted[i] = lowest;
  }
  return restored(adjusted, order);
}

const ascending = (p: readonly number[]): number[] => p.map((_, i) => i).sort((a, b) => (p[a] ?? 1) - (p[b] ?? 1));

function restored(sorted: readonly number[], order: readonly number[]): number[] {
  const values: number[] = [];
  order.forEach((place, i) => {
    values[place] = sorted[i] ?? 1;
  });
  return values;
}
