import { countsOnEdges, edgesByRule, equalEdges } from '../../../stats/equal-bins.ts';
import type { FrourosPair } from './method.ts';

type Ascending = Pick<FrourosPair, 'reference' | 'current'>;

/** Shares of both sides by bin. */
export interface FrourosShares {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Bins of that program where none are asked for. */
export const BINS = 10;

/** Shares in bins of equal width over the range of both samples. */
export function frourosShares({ reference, current }: Ascending, bins = BINS): FrourosShares {
  const [low, high] = rangeOf({ reference, current });
  const edges = equalEdges(low, high, bins);
  const of = (side: Float64Array) => countsOnEdges(side, edges).map((count) => count / side.length);
  return { reference: of(reference), current: of(current) };
}

/**
 * Masses of intervals between `bins` equal places over the range of both samples, so one interval fewer than bins: each
 * read from a histogram that a side has of its own, whose function rises evenly in each bin.
 */
export function frourosMasses(
  { reference, current, isWhole }: Ascending & { isWhole: boolean },
  bins = BINS,
): FrourosShares {
  const [low, high] = rangeOf({ reference, current });
  const step = (high - low) / (bins - 1);
  const places = Float64Array.from({ length: bins }, (_, k) => (k === bins - 1 ? high : k * step + low));
  const of = (side: Float64Array): Float64Array => {
    const reached = evenFunction(side, isWhole);
    const heights = places.map(reached);
    return heights.slice(1).map((height, k) => height - heights[k]!); // ! one place more than intervals
  };
  return { reference: of(reference), current: of(current) };
}

/** The distribution function of a sample by numpy's bins for it. */
function evenFunction(sorted: Float64Array, isWhole: boolean): (x: number) => number {
  const edges = edgesByRule(sorted, 'auto', { isWhole });
  const counts = countsOnEdges(sorted, edges);
  const last = edges.length - 1;
  const below = new Float64Array(edges.length);
  for (let k = 0; k < last; k++) below[k + 1] = below[k]! + counts[k]! / sorted.length; // ! k < last
  return (x) => {
    if (x <= edges[0]!) return 0; // ! two edges or more
    if (x >= edges[last]!) return 1; // ! as above
    let bin = 0;
    while (edges[bin + 1]! <= x) bin++; // ! x is below the last edge
    const [from, to] = [edges[bin]!, edges[bin + 1]!]; // ! bin < last
    return below[bin]! + ((x - from) / (to - from)) * (below[bin + 1]! - below[bin]!); // ! bin < last
  };
}

const rangeOf = ({ reference, current }: Ascending): [number, number] => [
  Math.min(reference[0]!, current[0]!), // ! both have rows
  Math.max(reference[reference.length - 1]!, current[current.length - 1]!), // ! both have rows
];
