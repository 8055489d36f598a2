import { orderOf } from '../stats/order.ts';
import { makeRandom } from '../std/random.ts';

/** Rows parted into folds, by which what was learned from some is judged on others. */
export interface Folds {
  readonly count: number;
  /** The fold of each row. */
  readonly of: Uint8Array;
  /** Folds follow one another in time: what is judged on one was learned from those before it only. */
  readonly isForward: boolean;
}

/** Folds that are learned from when this one is judged. */
export const learnedFor = ({ count, isForward }: Folds, fold: number): readonly number[] =>
  Array.from({ length: count }, (_, k) => k).filter((k) => (isForward ? k < fold : k !== fold));

/** Folds that are judged: of those in time the first two are only learned from, so that there is a choice. */
export const judgedOf = ({ count, isForward }: Folds): readonly number[] =>
  Array.from({ length: count }, (_, k) => k).filter((k) => !isForward || k >= 2);

/**
 * Rows dealt out by chance, each class evenly, so that a rare one is in every fold. With clusters whole clusters are
 * dealt, each to the fold with the fewest rows so far. O(n).
 */
export function foldsByChance(
  label: ArrayLike<number>,
  { count, seed, cluster }: { readonly count: number; readonly seed: number; readonly cluster: Int32Array | null },
): Folds {
  const random = makeRandom(seed);
  const n = label.length;
  const of = new Uint8Array(n);
  if (cluster === null) {
    // A random start for each class, and the rows of it dealt out in random order.
    const order = orderOf(Float64Array.from({ length: n }, random));
    const dealt = new Map<number, number>();
    for (const row of order) {
      const own = dealt.get(label[row]!) ?? Math.floor(random() * count); // ! a row
      of[row] = own % count;
      dealt.set(label[row]!, own + 1); // ! a row
    }
    return { count, of, isForward: false };
  }
  const sizes = new Map<number, number>();
  for (let i = 0; i < n; i++) sizes.set(cluster[i]!, (sizes.get(cluster[i]!) ?? 0) + 1); // ! i < n
  const codes = [...sizes.keys()];
  const order = orderOf(Float64Array.from(codes, random));
  const filled = new Array<number>(count).fill(0);
  const foldOf = new Map<number, number>();
  for (const at of order) {
    const code = codes[at]!; // ! a place
    const fold = filled.indexOf(Math.min(...filled));
    foldOf.set(code, fold);
    filled[fold]! += sizes.get(code)!; // ! a fold, and every code was counted
  }
  for (let i = 0; i < n; i++) of[i] = foldOf.get(cluster[i]!)!; // ! i < n; every code has a fold
  return { count, of, isForward: false };
}

/** Rows in the order of time, cut into stretches of as many rows; equal times stay together. O(n log n). */
export function foldsByTime(time: Float64Array, count: number): Folds {
  const n = time.length;
  const of = new Uint8Array(n);
  const order = orderOf(time);
  let fold = 0;
  for (let k = 0; k < n; k++) {
    const row = order[k]!; // ! k < n
    const isNew = k > 0 && time[row] !== time[order[k - 1]!]; // ! k > 0
    if (isNew && fold < count - 1 && k >= ((fold + 1) * n) / count) fold++;
    of[row] = fold;
  }
  return { count: fold + 1, of, isForward: true };
}
