import { mixBits } from '../../std/hash-text.ts';
import { rowsOf } from '../../table/table.ts';

/** Rows on which slices are found, and others on which they are confirmed. */
export interface Halves {
  readonly finding: Int32Array;
  readonly confirming: Int32Array;
  /** Clusters among the confirming rows; null where rows are independent. */
  readonly clusters: number | null;
}

/**
 * The rows in two halves by a hash of their number and the seed. Rows of one cluster never part: clusters are put in
 * the order of their hash, and the first half of them finds. O(n).
 */
export function halvesOf(n: number, cluster: Int32Array | null, seed: number): Halves {
  const salt = mixBits(seed ^ mixBits(Math.floor(seed / 2 ** 32) + 1));
  const hash = (number: number): number => mixBits(number ^ salt);
  const side = new Uint8Array(n);
  if (cluster === null) {
    for (let i = 0; i < n; i++) side[i] = hash(i) & 1;
    return { finding: rowsOf(side), confirming: rowsOf(side.map((one) => 1 - one)), clusters: null };
  }
  const codes = [...new Set(cluster)].sort((a, b) => hash(a) - hash(b));
  const half = codes.length >>> 1;
  const finds = new Set(codes.slice(0, half));
  for (let i = 0; i < n; i++) side[i] = finds.has(cluster[i]!) ? 1 : 0; // ! i < n
  const confirming = rowsOf(side.map((one) => 1 - one));
  return { finding: rowsOf(side), confirming, clusters: codes.length - half };
}
