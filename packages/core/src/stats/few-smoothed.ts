import type { ScoreGrid } from './score-grid.ts';
import { gridBefore, LEAST_DENSITY, meshReach, partBeyond, type SmoothKernel } from './smooth-kernel.ts';

/** Scores that are smoothed together, in one pass over the mesh that they reach: a third of the time. */
const TOGETHER = 4;

/** What each of a few scores adds to the points of the mesh, so that the same scores are smoothed again and again. */
export interface Spreads {
  /** The scores of block b reach the mesh from `from[b]` on. */
  readonly from: Int32Array;
  /** Their values, one score after the other, from `starts[b]` to before `starts[b + 1]`. */
  readonly starts: Int32Array;
  readonly values: Float64Array;
  /** The sum of the values of each score. */
  readonly shares: Float64Array;
  readonly meshSize: number;
}

/** The spreads of scores by a kernel; best where neighbours are like each other. At most 200 values a score. */
export function spreadsOf(score: Float64Array, kernel: SmoothKernel): Spreads {
  const n = score.length;
  const reaches = blocksOf(score, kernel);
  const starts = new Int32Array(reaches.length + 1);
  reaches.forEach(([low, high], block) => {
    starts[block + 1] = starts[block]! + TOGETHER * (high - low); // ! block < length
  });
  const values = new Float64Array(starts[reaches.length]!); // ! one start more than blocks
  const shares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const block = Math.floor(i / TOGETHER);
    const [low, high] = reaches[block]!; // ! a block for each score
    const start = starts[block]! + (i % TOGETHER) * (high - low) - low; // ! as above
    for (let mesh = low; mesh < high; mesh++) {
      const value = valueAt(kernel, score[i]!, mesh); // ! i < n
      values[start + mesh] = value;
      shares[i]! += value; // ! i < n
    }
  }
  return { from: Int32Array.from(reaches, ([low]) => low), starts, values, shares, meshSize: kernel.meshSize };
}

/** What the scores of each block reach together. */
function blocksOf(score: Float64Array, kernel: SmoothKernel): readonly (readonly [low: number, high: number])[] {
  return Array.from({ length: Math.ceil(score.length / TOGETHER) }, (_, block) => {
    const reaches = Array.from(score.subarray(TOGETHER * block, TOGETHER * (block + 1)), (p) => meshReach(kernel, p));
    return [Math.min(...reaches.map(([low]) => low)), Math.max(...reaches.map(([, high]) => high))] as const;
  });
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
  for (let i = 0; i < mass.length; i++) density += mass[i]! * shares[i]!; // ! i < n
  for (let block = 0; block < from.length; block++) {
    const [low, start] = [from[block]!, starts[block]!]; // ! block < length
    const size = (starts[block + 1]! - start) / TOGETHER; // ! one start more than blocks
    const [a, b, c, d] = fourFrom(residual, TOGETHER * block);
    for (let k = 0; k < size; k++) {
      // ! within the mesh, and the values of four scores
      const more = a * values[start + k]! + b * values[start + size + k]!; // ! as above
      smoothed[low + k]! += more + c * values[start + 2 * size + k]! + d * values[start + 3 * size + k]!; // ! as above
    }
  }
  let size = 0;
  for (let mesh = 0; mesh < meshSize; mesh++) size += Math.abs(smoothed[mesh]!); // ! a mesh point
  return size / density;
}

const fourFrom = (values: Float64Array, i: number): readonly [number, number, number, number] => [
  values[i] ?? 0,
  values[i + 1] ?? 0,
  values[i + 2] ?? 0,
  values[i + 3] ?? 0,
];
