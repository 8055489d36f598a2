import { nextFloat } from '../stats/next-float.ts';
import type { NumberBins } from './bins.ts';
import { drawSorted } from './draw.ts';

/** A number that so many-th part of the rows have gets a bin of its own; so many bins share the rest. */
const PARTS = 32;
/**
 * Bins for the numbers of a reference (STATISTICS 1.1): a number with at least 1/32 of the mass has a bin alone; 32
 * bins of equal mass share the rest, each cut where such a number stands in it. The same numbers in the same order give
 * the same bins. Of more than 200,000 numbers the edges are those of a draw, while the least and the greatest are
 * exact: what counts is that edges stay where they are, and the counts are over all rows. O(n).
 */
export function freezeNumbers(present: Float64Array): NumberBins {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < present.length; i++) {
    const value = present[i]!; // ! i < length
    least = value < least ? value : least;
    greatest = value > greatest ? value : greatest;
  }
  return freezeDrawn(drawSorted(present).sorted, { least, greatest });
}

/** The same bins from a draw of the numbers and both their ends. */
export function freezeDrawn(sorted: Float64Array, { least, greatest }: Ends): NumberBins {
  if (sorted.length === 0) return { kind: 'number', edges: new Float64Array() };
  const edges = [least, nextFloat(greatest), ...edgesOf(sorted)];
  // Adding 0 makes one zero of two, which otherwise would be two edges at one place.
  const rising = Float64Array.from(new Set(edges.map((edge) => edge + 0))).sort();
  return { kind: 'number', edges: rising };
}

interface Ends {
  readonly least: number;
  readonly greatest: number;
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
      for (let k = from; k < to; k++) rest[count++] = value;
    }
  }
  if (count === 0) return edges;
  for (let part = 1; part < PARTS; part++) edges.push(rest[Math.floor((part * count) / PARTS)]!); // ! < count
  return edges;
}
