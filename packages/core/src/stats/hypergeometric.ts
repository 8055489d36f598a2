import { binomialLogPmf } from './binomial.ts';
import { leastCount } from './least-count.ts';

/** An urn: `drawn` of `population` without putting back, of which `marked` count. Whole numbers. */
export interface Urn {
  readonly population: number;
  readonly marked: number;
  readonly drawn: number;
}

/**
 * The log chance of exactly `k` marked among the drawn; -Infinity where it cannot be. As three binomial chances at
 * p = drawn / population, whose large factors cancel before they arise (Loader 2000).
 */
export function hypergeometricLogPmf(k: number, { population, marked, drawn }: Urn): number {
  const p = population > 0 ? drawn / population : 0;
  const taken = binomialLogPmf(k, marked, p) + binomialLogPmf(drawn - k, population - marked, p);
  return taken === -Infinity ? -Infinity : taken - binomialLogPmf(drawn, population, p);
}

/** The chance of `k` or fewer marked, with relative precision where it is small. O(drawn) at most. */
export function hypergeometricCdf(k: number, urn: Urn): number {
  return isAboveMean(k, urn) ? 1 - tailAbove(k, urn) : tailUpTo(k, urn);
}

/** The chance of more than `k` marked, with relative precision where it is small. O(drawn) at most. */
export function hypergeometricSf(k: number, urn: Urn): number {
  return isAboveMean(k, urn) ? tailAbove(k, urn) : 1 - tailUpTo(k, urn);
}

/** The least k whose cdf reaches `q` (0 to 1). */
export function hypergeometricQuantile(q: number, urn: Urn): number {
  const low = Math.max(0, urn.drawn + urn.marked - urn.population);
  const high = Math.min(urn.drawn, urn.marked);
  return leastCount((k) => hypergeometricCdf(k, urn) >= q * (1 - 2 * Number.EPSILON), { low, high });
}

const isAboveMean = (k: number, { population, marked, drawn }: Urn): boolean => k * population >= marked * drawn;

/** The terms at k, k-1, ...: each from the one before by a ratio of whole numbers, until they no longer count. */
function tailUpTo(k: number, { population, marked, drawn }: Urn): number {
  const start = Math.min(Math.floor(k), drawn, marked);
  const least = Math.max(0, drawn + marked - population);
  let term = Math.exp(hypergeometricLogPmf(start, { population, marked, drawn }));
  let total = term;
  for (let at = start; at > least; at--) {
    term *= (at * (population - marked - drawn + at)) / ((marked - at + 1) * (drawn - at + 1));
    total += term;
    if (term < total * 1e-18) break;
  }
  return start < least ? 0 : Math.min(1, total);
}

/** The same upwards: more than k marked are fewer than drawn - k unmarked. */
function tailAbove(k: number, { population, marked, drawn }: Urn): number {
  return tailUpTo(drawn - Math.floor(k) - 1, { population, marked: population - marked, drawn });
}
