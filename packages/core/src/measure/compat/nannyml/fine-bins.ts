import { countsOnEdges, equalEdges } from '../../../stats/equal-bins.ts';

/** From so many rows of the reference on, distances of functions are taken on bins. */
export const ROWS_BINNED_MIN = 10_000;
const BINS = 10_000;

/** Ten thousand bins of equal width over the reference, and its function at their right ends. */
export interface FineBins {
  readonly edges: Float64Array;
  readonly heights: Float64Array;
}

/** The bins of a reference in ascending order. */
export function fineBins(reference: Float64Array): FineBins {
  const edges = equalEdges(reference[0]!, reference[reference.length - 1]!, BINS); // ! there are ten thousand rows
  return { edges, heights: heightsOn(reference, edges, 0) };
}

/** The share of rows up to each right end, counted from the first bin, with `start` added to all. */
export function heightsOn(sorted: Float64Array, edges: Float64Array, start: number): Float64Array {
  const heights = countsOnEdges(sorted, edges);
  let total = 0;
  for (let k = 0; k < heights.length; k++) {
    total += heights[k]!; // ! k < length
    heights[k] = start + total / sorted.length;
  }
  return heights;
}
