import type { ScoreGrid } from './score-grid.ts';
import { gridBefore, LEAST_DENSITY, meshReach, partBeyond, type SmoothKernel } from './smooth-kernel.ts';

/** What each of a few scores adds to the points of the mesh, so that the same scores are smoothed again and again. */
export interface Spreads {
  /** Score i reaches the mesh from `from[i]` on, with the values from `starts[i]` to before `starts[i + 1]`. */
  readonly from: Int32Array;
  readonly starts: Int32Array;
  readonly values: Float64Array;
  /** The sum of the values of each score. */
  readonly shares: Float64Array;
  readonly meshSize: number;
}

/** The spreads of scores by a kernel. At most 200 values a score. */
export function spreadsOf(score: Float64Array, kernel: SmoothKernel): Spreads {
  const n = score.length;
  const reaches = Array.from(score, (p) => meshReach(kernel, p));
  const starts = new Int32Array(n + 1);
  reaches.forEach(([low, high], i) => {
    starts[i + 1] = starts[i]! + high - low; // ! i < n
  });
  const values = new Float64Array(starts[n]!); // ! n + 1 starts
  const shares = new Float64Array(n);
  reaches.forEach(([low, high], i) => {
    for (let mesh = low; mesh < high; mesh++) {
      const value = valueAt(kernel, score[i]!, mesh); // ! i < n
      values[starts[i]! + mesh - low] = value; // ! i < n
      shares[i]! += value; // ! i < n
    }
  });
  return { from: Int32Array.from(reaches, ([low]) => low), starts, values, shares, meshSize: kernel.meshSize };
}

/** What a row at a score adds to a mesh point: it is shared by two grid points, and so is what reaches the mesh. */
function valueAt(kernel: SmoothKernel, score: number, mesh: number): number {
  const last = kernel.gridSize - 1;
  const at = Math.min(Math.max(Math.trunc(score * last), 0), last - 1);
  const part = score * last - at;
  const before = gridBefore(kernel, mesh);
  const beyond = partBeyond(kernel, mesh, before);
  const here = (1 - part) * reflected(kernel, before, at) + part * reflected(kernel, before, at + 1);
  const next = (1 - part) * reflected(kernel, before + 1, at) + part * reflected(kernel, before + 1, at + 1);
  return (1 - beyond) * here + beyond * next;
}

/** The kernel between two grid points, with the mirror images of the second at both ends. */
function reflected(kernel: SmoothKernel, grid: number, from: number): number {
  const last = kernel.gridSize - 1;
  const mirrored = from > 0 ? within(kernel, grid + from) : 0;
  return within(kernel, grid - from) + mirrored + (from < last ? within(kernel, grid + from - 2 * last) : 0);
}

function within({ values, half, first, end }: SmoothKernel, distance: number): number {
  const k = distance + half;
  return k >= first && k < end ? values[k]! : 0; // ! first to end are places
}

/** The smoothed error of rows at scores with these spreads, from the residuals and the weight at each. O(values). */
export function errorBySpreads(spreads: Spreads, { residual, mass }: ScoreGrid): number {
  const { from, starts, values, shares, meshSize } = spreads;
  const smoothed = new Float64Array(meshSize);
  let density = LEAST_DENSITY * meshSize;
  for (let i = 0; i < mass.length; i++) {
    density += mass[i]! * shares[i]!; // ! i < n, here and below
    const miss = residual[i]!; // ! as above
    if (miss === 0) continue;
    const start = starts[i]!; // ! as above
    const mesh = from[i]! - start; // ! as above
    const end = starts[i + 1]!; // ! n + 1 starts
    for (let k = start; k < end; k++) smoothed[mesh + k]! += miss * values[k]!; // ! within the mesh, and the values
  }
  let size = 0;
  for (let mesh = 0; mesh < meshSize; mesh++) size += Math.abs(smoothed[mesh]!); // ! a mesh point
  return size / density;
}
