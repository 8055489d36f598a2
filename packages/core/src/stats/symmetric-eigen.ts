/** Eigenvalues of a symmetric matrix, the greatest first, and their vectors of length 1 (one for each value). */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

/** Sweeps over all pairs; each about squares what is left beside the diagonal, so that ten suffice. */
const SWEEPS_MAX = 60;

/**
 * The eigenvalues and vectors of a symmetric matrix, by rotations that each make one element 0 (Jacobi 1846). Relative
 * precision also for small values; O(size³) a sweep.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    let isDone = true;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) if (rotate(a, v, p, q)) isDone = false;
    }
    if (isDone) break;
  }
  const order = a.map((row, i) => ({ value: row[i]!, i })).sort((one, other) => other.value - one.value); // ! square
  return {
    values: order.map(({ value }) => value),
    vectors: order.map(({ i }) => v.map((row) => row[i]!)), // ! square
  };
}

/** Makes the element (p, q) 0; false where it is already too small to count. */
function rotate(a: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): boolean {
  const [rowP, rowQ] = [a[p]!, a[q]!]; // ! p, q < size
  const [app, aqq, apq] = [rowP[p]!, rowQ[q]!, rowP[q]!]; // ! square
  if (Math.abs(apq) <= 1e-17 * Math.sqrt(Math.abs(app * aqq)) || apq === 0) return false;
  const theta = (aqq - app) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of [...a, ...v]) {
    const [x, y] = [row[p]!, row[q]!]; // ! square
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [rowP[k]!, rowQ[k]!]; // ! square
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  rowP[q] = 0;
  rowQ[p] = 0;
  return true;
}
