import { isotonic } from './isotonic.ts';
import type { Graded } from './score-grid.ts';

/** What a score of probabilities is made of: score = mcb - dsc + unc. */
export interface Decomposition {
  readonly score: number;
  /** What recalibration without loss of order would save. */
  readonly mcb: number;
  /** What recalibrated scores save against saying the base rate of every row. */
  readonly dsc: number;
  /** The score of saying the base rate. */
  readonly unc: number;
}

/** Rows at distinct scores, rising: the weight of each class. */
export interface Levels {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** The share of positives at each level, pooled where it falls: the isotonic recalibration. O(levels). */
export function recalibrated({ positive, negative }: Levels): Float64Array {
  const total = positive.map((yes, k) => yes + negative[k]!); // ! as many
  return isotonic(
    positive.map((yes, k) => (total[k]! > 0 ? yes / total[k]! : 0)), // ! as many
    total,
  );
}

/** The loss of a probability given to a yes and to a no. */
export interface Loss {
  yes(p: number): number;
  no(p: number): number;
}

/** The square of the distance: its mean is the Brier score. */
export const SQUARE: Loss = { yes: (p) => (1 - p) ** 2, no: (p) => p ** 2 };
/** The surprise: its mean is the log loss. Infinite for what was called impossible. */
export const SURPRISE: Loss = { yes: (p) => -Math.log(p), no: (p) => -Math.log1p(-p) };

/**
 * The parts of the mean loss of scores by isotonic recalibration (CORP). `at`: the score of each level. Null without
 * weight. Exact: the parts add up to the score. O(levels). Source: Dimitriadis, Gneiting and Jordan 2021.
 */
export function corp(levels: Levels, at: Float64Array, loss: Loss): Decomposition | null {
  const best = bestOf(levels, loss);
  const score = meanLoss(levels, at, loss);
  return best === null || score === null ? null : { score, mcb: score - best.score, dsc: best.dsc, unc: best.unc };
}

/** What scores could lose least in their order, and what that saves against the base rate. Null without weight. */
export function bestOf(levels: Levels, loss: Loss): Omit<Decomposition, 'mcb'> | null {
  const { hits, misses } = pooled(levels);
  let yes = 0;
  let no = 0;
  for (let k = 0; k < hits.length; k++) {
    yes += hits[k]!; // ! as many blocks, here and below
    no += misses[k]!; // ! as above
  }
  if (yes + no === 0) return null;
  const shares = hits.map((up, k) => up / (up + misses[k]!)); // ! as many blocks
  const score = meanLoss({ positive: hits, negative: misses }, shares, loss) ?? 0;
  const unc = meanLoss({ positive: [yes], negative: [no] }, [yes / (yes + no)], loss) ?? 0;
  return { score, dsc: unc - score, unc };
}

/** The mean loss of saying `at` at each level; null without weight. Compensated. O(levels). */
export function meanLoss(
  { positive, negative }: { readonly positive: ArrayLike<number>; readonly negative: ArrayLike<number> },
  at: ArrayLike<number>,
  loss: Loss,
): number | null {
  let sum = 0;
  let lost = 0;
  let total = 0;
  for (let k = 0; k < at.length; k++) {
    const up = positive[k]!; // ! as many levels, here and below
    const down = negative[k]!; // ! as above
    const p = at[k]!; // ! as above
    // A class that is not there costs nothing, even where its loss is infinite.
    const term = (up > 0 ? up * loss.yes(p) : 0) + (down > 0 ? down * loss.no(p) : 0);
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
    total += up + down;
  }
  if (total === 0) return null;
  return (Number.isFinite(sum) ? sum + lost : sum) / total;
}

/** The blocks of the isotonic recalibration: neighbours whose shares fall are pooled. O(levels). */
function pooled({ positive, negative }: Levels): { readonly hits: Float64Array; readonly misses: Float64Array } {
  const [hits, misses] = [new Float64Array(positive.length), new Float64Array(positive.length)];
  let blocks = 0;
  for (let k = 0; k < positive.length; k++) {
    let up = positive[k]!; // ! as many levels, here and below
    let down = negative[k]!; // ! as above
    if (up + down === 0) continue;
    // The share before is no less: as products, because a division takes longer than the rest of it.
    // ! blocks > 0 where they are read
    while (blocks > 0 && hits[blocks - 1]! * down >= up * misses[blocks - 1]!) {
      blocks--;
      up += hits[blocks]!; // ! blocks < levels, here and below
      down += misses[blocks]!; // ! as above
    }
    hits[blocks] = up;
    misses[blocks++] = down;
  }
  return { hits: hits.slice(0, blocks), misses: misses.slice(0, blocks) };
}

/** The levels of rows that are in the order of their scores, and the score of each. O(n). */
export function levelsOf({ label, score, weight }: Graded): { readonly levels: Levels; readonly at: Float64Array } {
  const n = score.length;
  const [positive, negative, at] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let count = 0;
  for (let i = 0; i < n; i++) {
    const p = score[i]!; // ! i < n, here and below
    if (count === 0 || at[count - 1] !== p) at[count++] = p;
    const yes = weight[i]! * label[i]!; // ! as above
    positive[count - 1]! += yes; // ! count > 0, here and below
    negative[count - 1]! += weight[i]! - yes; // ! as above
  }
  return { levels: { positive: positive.slice(0, count), negative: negative.slice(0, count) }, at: at.slice(0, count) };
}
