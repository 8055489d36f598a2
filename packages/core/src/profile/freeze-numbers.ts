import { nextFloat } from '../stats/next-float.ts';
import { makeRandom } from '../std/random.ts';
import type { NumberBins } from './bins.ts';

/** A number that so many-th part of the rows have gets a bin of its own; so many bins share the rest. */
const PARTS = 32;
/** Up to so many numbers are sorted as they are. */
const SORTED_MAX = 200_000;
/** Of more, about so many are drawn. */
const DRAWN = 100_000;

/**
 * Bins for the numbers of a reference (STATISTICS 1.1): a number with at least 1/32 of the mass has a bin alone; 32
 * bins of equal mass share the rest, each cut where such a number stands in it. The same numbers in the same order give
 * the same bins. Up to 200,000 numbers by sorting; of more, one is drawn from each of 100,000 to 200,000 runs of equal
 * length (`seed`), which puts an edge within 0.5 % of its rank with a chance of 99 % whatever the order. That is closer
 * than a sketch, and what counts is that edges stay where they are, not where: counts are over all rows, and the least
 * and the greatest are exact. O(n). `present`: finite numbers, any order.
 */
export function freezeNumbers(present: Float64Array, { seed = 1 }: { readonly seed?: number } = {}): NumberBins {
  const { length } = present;
  if (length === 0) return { kind: 'number', edges: new Float64Array() };
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < length; i++) {
    const value = present[i]!; // ! i < length
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const sorted = (length <= SORTED_MAX ? present.slice() : drawn(present, seed)).sort();
  const edges = [least, nextFloat(greatest), ...edgesOf(sorted)];
  // Adding 0 makes one zero of two, which otherwise would be two edges at one place.
  const rising = Float64Array.from(new Set(edges.map((edge) => edge + 0))).sort();
  return { kind: 'number', edges: rising };
}

/** One number from each of many runs of equal length. */
function drawn(present: Float64Array, seed: number): Float64Array {
  const random = makeRandom(seed);
  const run = Math.ceil(present.length / (2 * DRAWN));
  const taken = new Float64Array(Math.floor(present.length / run));
  for (let k = 0; k < taken.length; k++) taken[k] = present[k * run + Math.floor(random() * run)]!; // ! within run k
  return taken;
}

/** Both sides of each frequent number, and where the rest is cut. */
function edgesOf(sorted: Float64Array): number[] {
  const edges: number[] = [];
  const rest = new Float64Array(sorted.length);
  let count = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from]!; // ! from < length
    while (to < sorted.length && sorted[to] === value) to++;
    if ((to - from) * PARTS >= sorted.length) edges.push(value, nextFloat(value));
    else {
      rest.fill(value, count, count + to - from);
      count += to - from;
    }
  }
  if (count === 0) return edges;
  for (let part = 1; part < PARTS; part++) edges.push(rest[Math.floor((part * count) / PARTS)]!); // ! < count
  return edges;
}
