import { normalCdf } from '../../stats/normal.ts';
import { type Bounds, wilson } from '../../stats/proportion.ts';
import { studentQuantile } from '../../stats/student.ts';
import { makeRandom } from '../../std/random.ts';
import { cholesky, normals } from './normals.ts';
import type { GroupSums } from './sums.ts';

/** How far, in standard deviations, all of one kind stay from the truth together, 19 times of 20. */
export interface Critical {
  /** Each group's own value. */
  readonly own: number;
  /** Each group less all rows. */
  readonly overall: number;
  /** Each two groups. */
  readonly pairs: number;
  /** Each two groups, by this rate and by another one. */
  readonly pairsOfTwo: number;
}

const DRAWS = 2000;
const LEVEL = 0.95;
/** Both of two kinds hold where each misses half as often: whatever ties them. */
const LEVEL_OF_TWO = 1 - (1 - LEVEL) / 2;

/** Standard normal draws that all rates share: `size` numbers for each of 2,000 worlds. */
export const worldsOf = (size: number, seed: number): Float64Array => normals(DRAWS * size, makeRandom(seed));

/**
 * The studentised maximum over groups. Multiplying every row's (or cluster's) influence by a normal number and adding
 * up gives normal values with the empirical covariance: those are drawn at once, whatever the number of rows.
 * Source: V. Chernozhukov, D. Chetverikov, K. Kato 2013, the Gaussian multiplier bootstrap. O(draws groups²).
 */
export function criticalOf(sums: GroupSums, compared: readonly number[], worlds: Float64Array): Critical {
  const { size } = sums;
  const deviation = deviationsOf(sums);
  const lower = sums.isPlain ? null : cholesky(correlationsOf(sums), size);
  const spread = spreadsOf(sums, compared, deviation);
  const worst = [0, 1, 2].map(() => new Float64Array(DRAWS));
  const [own, overall, pairs] = worst as [Float64Array, Float64Array, Float64Array]; // as: three
  const value = new Float64Array(size);
  const inOrder = new Float64Array(compared.length);
  const mean = totalOf(sums);
  const shares = sums.bottom.map((b) => b / mean);
  for (let draw = 0; draw < DRAWS; draw++) {
    let pooled = 0;
    for (let g = 0; g < size; g++) {
      const start = draw * size;
      const normal = lower === null ? worlds[start + g]! : tied(worlds, start, { lower, g, size }); // ! a world
      value[g] = deviation[g]! * normal; // ! g < size, here and below
      pooled += shares[g]! * value[g]!; // !
    }
    let ownMax = 0;
    let overallMax = 0;
    for (let k = 0; k < compared.length; k++) {
      const g = compared[k]!; // ! k < length
      const here = value[g]!; // ! a group
      inOrder[k] = here;
      const one = Math.abs(here) / deviation[g]!; // ! a group
      if (one > ownMax) ownMax = one; // without a deviation it is no number
      const all = spread.overall[k]!; // ! k < length
      const far = Math.abs(here - pooled) / all;
      if (all > 0 && far > overallMax) overallMax = far;
    }
    own[draw] = ownMax;
    overall[draw] = overallMax;
    pairs[draw] = farthestPair(inOrder, spread);
  }
  for (const maxima of worst) maxima.sort();
  return { own: highOf(own), overall: highOf(overall), pairs: highOf(pairs), pairsOfTwo: highOf(pairs, LEVEL_OF_TWO) };
}

/**
 * The most that two values differ by their spread. The least and the greatest value come first: no pair of a value is
 * beyond its distance to the farther of them over the least spread of its pairs, mostly known to be too little.
 */
function farthestPair(values: Float64Array, { pairs, leastPair }: Pick<Spreads, 'pairs' | 'leastPair'>): number {
  const n = values.length;
  let low = 0;
  let high = 0;
  for (let k = 1; k < n; k++) {
    if (values[k]! < values[low]!) low = k; // ! k, low < n
    if (values[k]! > values[high]!) high = k; // ! k, high < n
  }
  const [least, most] = [values[low] ?? 0, values[high] ?? 0];
  const first = pairs[Math.max(low, high) * n + Math.min(low, high)] ?? 0;
  let found = first > 0 ? (most - least) / first : 0;
  for (let k = 1; k < n; k++) {
    const own = values[k]!; // ! k < n
    if (Math.max(own - least, most - own) <= found * leastPair[k]!) continue; // ! k < n
    for (let l = 0; l < k; l++) {
      const two = pairs[k * n + l]!; // ! l < k
      if (two > 0) found = Math.max(found, Math.abs(own - values[l]!) / two); // ! l < n
    }
  }
  return found;
}

/** The quantile of sorted maxima. */
const highOf = (maxima: Float64Array, level = LEVEL): number => maxima[Math.ceil(level * DRAWS) - 1]!; // ! in it
const totalOf = ({ bottom }: GroupSums): number => bottom.reduce((a, b) => a + b, 0);

/** A normal number of the world that begins at `start`, tied to those of other groups as clusters tie them. */
function tied(
  worlds: Float64Array,
  start: number,
  { lower, g, size }: { readonly lower: Float64Array; readonly g: number; readonly size: number },
): number {
  let sum = 0;
  for (let k = 0; k <= g; k++) sum += lower[g * size + k]! * worlds[start + k]!; // ! as many groups
  return sum;
}

/** A share of which all rows say the same is not certain: two of each are added, as Agresti and Coull do. */
export function deviationsOf({ top, bottom, effective, covariance, size, isShare }: GroupSums): Float64Array {
  return top.map((t, g) => {
    const variance = covariance[g * size + g]!; // ! g < size
    if (variance > 0 || bottom[g] === 0 || !isShare) return Math.sqrt(variance);
    const n = effective[g]!; // ! g < size
    const share = ((t / bottom[g]!) * n + 2) / (n + 4); // ! g < size
    return share > 0 && share < 1 && n > 0 ? Math.sqrt((share * (1 - share)) / (n + 4)) : 0;
  });
}

function correlationsOf({ covariance, size }: GroupSums): Float64Array {
  const out = new Float64Array(size * size);
  for (let g = 0; g < size; g++) {
    for (let h = 0; h < size; h++) {
      const scale = Math.sqrt(covariance[g * size + g]! * covariance[h * size + h]!); // ! g, h < size
      out[g * size + h] = g === h ? 1 : scale > 0 ? covariance[g * size + h]! / scale : 0; // ! g, h < size
    }
  }
  return out;
}

/** Deviations of a group less all rows, of each two groups, and the least of a group and one before it. */
interface Spreads {
  readonly overall: readonly number[];
  readonly pairs: Float64Array;
  readonly leastPair: readonly number[];
}

function spreadsOf(sums: GroupSums, compared: readonly number[], deviation: Float64Array): Spreads {
  const { bottom, size } = sums;
  const total = totalOf(sums);
  const tie = (g: number, h: number): number => correlation(sums, g, h) * deviation[g]! * deviation[h]!; // ! groups
  const overall = compared.map((g) => {
    const slope = (h: number): number => (h === g ? 1 : 0) - bottom[h]! / total; // ! h < size
    let variance = 0;
    for (let h = 0; h < size; h++) {
      if (sums.isPlain) variance += slope(h) ** 2 * tie(h, h);
      else for (let k = 0; k < size; k++) variance += slope(h) * slope(k) * tie(h, k);
    }
    return Math.sqrt(Math.max(0, variance));
  });
  const n = compared.length;
  const pairs = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < k; l++) {
      const [g, h] = [compared[k]!, compared[l]!]; // ! k, l < n
      pairs[k * n + l] = Math.sqrt(Math.max(0, tie(g, g) + tie(h, h) - 2 * tie(g, h)));
    }
  }
  const leastPair = compared.map((_, k) => Math.min(...[...pairs.subarray(k * n, k * n + k)].filter((two) => two > 0)));
  return { overall, pairs, leastPair };
}

/** How two groups vary together: 0 where no cluster has rows in both. */
export function correlation({ covariance, size }: GroupSums, g: number, h: number): number {
  if (g === h) return 1;
  const scale = Math.sqrt(covariance[g * size + g]! * covariance[h * size + h]!); // ! groups
  return scale > 0 ? Math.max(-1, Math.min(1, covariance[g * size + h]! / scale)) : 0; // ! groups
}

/** Bounds of a group's value `z` deviations away: Wilson's for shares, Student's for means; null for a single unit. */
export function boundsOf(sums: GroupSums, g: number, z: number): Bounds | null {
  const { top, bottom, effective, degrees, isShare } = sums;
  const [t, b, n, df] = [top[g]!, bottom[g]!, effective[g]!, degrees[g]!]; // ! a group
  if (b === 0 || df < 1) return null;
  // Few clusters know their own spread badly; a share of plain rows knows it from the share itself.
  const wide = isShare && sums.isPlain ? z : studentQuantile(normalCdf(z), df);
  if (isShare) return wilson((t / b) * n, n, wide);
  const half = wide * Math.sqrt(sums.covariance[g * sums.size + g]!); // ! a group
  return [t / b - half, t / b + half];
}
