import { type Random, uniforms } from '../../std/random.ts';

/** `count` standard normal numbers. Source: Box and Muller 1958. */
export function normals(count: number, random: Random): Float64Array {
  const out = new Float64Array(count);
  const drawn = uniforms(random, new Float64Array(count + (count % 2)));
  for (let i = 0; i < count; i += 2) {
    const length = Math.sqrt(-2 * Math.log(1 - drawn[i]!)); // ! as many as count, or one more
    const angle = 2 * Math.PI * drawn[i + 1]!; // ! as above
    out[i] = length * Math.cos(angle);
    if (i + 1 < count) out[i + 1] = length * Math.sin(angle);
  }
  return out;
}

/**
 * The lower triangle L with L L' = the matrix (n x n, row by row); a direction without variance gets a column of 0.
 * O(n³).
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!; // ! i, j < n, here and below
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!; // !
      const pivot = lower[j * n + j]!; // !
      if (i === j) lower[i * n + j] = Math.sqrt(Math.max(0, sum));
      else lower[i * n + j] = pivot > 1e-9 ? sum / pivot : 0;
    }
  }
  return lower;
}
