/** Two samples in ascending order, laid together: ties share the mean of their ranks. */
export interface PooledRanks {
  /** Ranks from 1 of each sample's values, in its order. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How many values stand at each distinct value. */
  readonly ties: readonly number[];
}

/** The ranks of two samples in ascending order among both. O(n + m). */
export function pooledRanks(x: Float64Array, y: Float64Array): PooledRanks {
  const ranks = { x: new Float64Array(x.length), y: new Float64Array(y.length) };
  const ties: number[] = [];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    const at = Math.min(x[i] ?? Infinity, y[j] ?? Infinity);
    const [fromX, fromY] = [i, j];
    while (i < x.length && x[i]! <= at) i++; // ! i < length
    while (j < y.length && y[j]! <= at) j++; // ! j < length
    const count = i - fromX + j - fromY;
    const rank = fromX + fromY + (count + 1) / 2;
    ranks.x.fill(rank, fromX, i);
    ranks.y.fill(rank, fromY, j);
    ties.push(count);
  }
  return { ...ranks, ties };
}

/** The values of two samples in ascending order. */
export function pooled(x: Float64Array, y: Float64Array): Float64Array {
  const all = new Float64Array(x.length + y.length);
  all.set(x);
  all.set(y, x.length);
  return all.sort();
}
