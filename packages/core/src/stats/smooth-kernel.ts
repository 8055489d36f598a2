/** The mesh on which the smoothed error is summed: this many points, or ten in a width. */
const MESH_POINTS = 200;
/** Beyond this many widths a Gaussian is less than rounding. */
const REACH_WIDTHS = 8.5;
/** Added to the density at each point of the mesh, so that the error is 0 and not 0/0 where there are no rows. */
export const LEAST_DENSITY = 1e-4;

/** A Gaussian on an even grid over 0 to 1, and the mesh on which what it smooths is summed (the choices of relplot). */
export interface SmoothKernel {
  readonly width: number;
  /** Points of the grid: at least twenty in a width. */
  readonly gridSize: number;
  readonly meshSize: number;
  /** The kernel by distance, 0 at `half`; places outside `first` to `end` are less than rounding. */
  readonly values: Float64Array;
  readonly half: number;
  readonly first: number;
  readonly end: number;
}

/** The kernel of a width above 0 and at most 1. */
export function smoothKernel(width: number): SmoothKernel {
  const gridSize = gridSizeOf(width);
  const last = gridSize - 1;
  const values = new Float64Array(gridSize);
  for (let k = 0; k < gridSize; k++) {
    const distance = (k / last - 0.5) / width;
    values[k] = Math.exp(-0.5 * distance * distance) / (Math.sqrt(2 * Math.PI) * width);
  }
  return {
    width,
    gridSize,
    meshSize: Math.max(MESH_POINTS, Math.round(10 / width)),
    values,
    half: Math.floor(gridSize / 2),
    first: Math.max(0, Math.ceil((0.5 - REACH_WIDTHS * width) * last)),
    end: Math.min(gridSize, Math.floor((0.5 + REACH_WIDTHS * width) * last) + 1),
  };
}

/** Points of the grid for a width. */
export const gridSizeOf = (width: number): number => Math.floor(Math.max(2000, Math.round(20 / width)) / 2) + 1;

/** The mesh points that a row at a score reaches, the first and the one after the last. */
export function meshReach({ width, meshSize }: SmoothKernel, score: number): readonly [number, number] {
  const steps = meshSize - 1;
  const low = Math.floor((score - REACH_WIDTHS * width) * steps) - 1;
  const high = Math.ceil((score + REACH_WIDTHS * width) * steps) + 2;
  return [Math.max(0, low), Math.min(meshSize, high)];
}

/** The grid point before a mesh point. */
export function gridBefore({ gridSize, meshSize }: SmoothKernel, mesh: number): number {
  return Math.min(Math.floor((mesh / (meshSize - 1)) * (gridSize - 1)), gridSize - 2);
}

/** The part of a grid step by which a mesh point lies beyond the grid point before it. */
export const partBeyond = ({ gridSize, meshSize }: SmoothKernel, mesh: number, before: number): number =>
  (mesh / (meshSize - 1)) * (gridSize - 1) - before;
