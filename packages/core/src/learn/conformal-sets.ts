import type { Random } from '../std/random.ts';
import { conformalQuantile } from './conformal-quantile.ts';

/**
 * How sets of classes are made of scores by class, as plain data: LAC takes classes that are likely enough; APS takes
 * them from the likeliest down until they hold enough; RAPS too, with a price for each class beyond `freeClasses`.
 */
export interface SetRule {
  readonly kind: 'lac' | 'aps';
  /** Null where rows are too few: then all classes are in the set. */
  readonly limit: number | null;
  readonly price: number;
  readonly freeClasses: number;
  /** Part of the last class is taken by chance, so that coverage is met and not exceeded; a set may be empty. */
  readonly isRandom: boolean;
}

/** What a rule is fitted with. */
export interface SetOptions {
  readonly alpha: number;
  readonly kind: SetRule['kind'];
  readonly price?: number;
  readonly freeClasses?: number;
  /** The chance number of each row, 0 to 1; null is not by chance. */
  readonly chance: Float64Array | null;
}

/** Sums of chances round: what is this near to the limit is within it. */
const SLACK = 1e-12;

/** One chance number a row from a seeded stream. */
export const chancesFor = (n: number, random: Random): Float64Array => Float64Array.from({ length: n }, () => random());

/**
 * The rule whose sets hold the label with chance 1 - alpha at least. `scores`: one column for each class; `label`: n
 * codes. O(n classes log n). Sources: Sadinle, Lei and Wasserman 2019 (LAC); Romano, Sesia and Candès 2020 (APS);
 * Angelopoulos et al. 2021 (RAPS).
 */
export function fitSets(scores: readonly Float64Array[], label: ArrayLike<number>, options: SetOptions): SetRule {
  const quantile = conformalQuantile(setScores(scores, label, options), options.alpha);
  return {
    kind: options.kind,
    limit: Number.isFinite(quantile) ? quantile : null,
    price: options.price ?? 0,
    freeClasses: options.freeClasses ?? 0,
    isRandom: options.chance !== null,
  };
}

/** How much must be let in before each row's label is in. */
export function setScores(
  scores: readonly Float64Array[],
  label: ArrayLike<number>,
  { kind, price = 0, freeClasses = 0, chance }: Omit<SetOptions, 'alpha'>,
): Float64Array {
  const found = new Float64Array(label.length);
  for (let i = 0; i < found.length; i++) {
    const own = label[i]!; // ! i < n
    const p = scores[own]![i]!; // ! a class; i < n
    const reached = kind === 'lac' ? 1 - p : reachedAt(scores, i)[own]!; // ! a class
    found[i] = kind === 'lac' ? reached : reached + priceOf(scores, i, own, { price, freeClasses });
    if (kind === 'aps' && chance !== null) found[i]! -= chance[i]! * p; // ! i < n
  }
  return found;
}

/** The classes of a row's set, true where in it. `chance` is the row's chance number, for a rule that is random. */
export function setOf(rule: SetRule, scores: readonly Float64Array[], i: number, chance = 0): readonly boolean[] {
  const { kind, limit, price, freeClasses, isRandom } = rule;
  if (limit === null) return scores.map(() => true);
  if (kind === 'lac') return scores.map((score) => 1 - score[i]! <= limit + SLACK); // ! i < n
  const reached = reachedAt(scores, i);
  const ranks = ranksAt(scores, i);
  return scores.map((score, k) => {
    const needed = reached[k]! + price * Math.max(0, ranks[k]! - freeClasses); // ! k < classes
    // Without chance the likeliest class is always in: an empty set says nothing to anybody.
    if (!isRandom) return needed <= limit + SLACK || ranks[k] === 1;
    return needed - chance * score[i]! <= limit + SLACK; // ! i < n
  });
}

/**
 * The sets of all rows: for each class n of 0|1, whether it is in. A row whose set would be empty has its likeliest
 * class. For rules without chance. O(n classes log classes); LAC without the logarithm.
 */
export function setsBy(rule: SetRule, scores: readonly Float64Array[]): readonly Uint8Array[] {
  const n = scores[0]?.length ?? 0;
  const sets = scores.map(() => new Uint8Array(n));
  for (let i = 0; i < n; i++) {
    const own = setOf(rule, scores, i);
    let isEmpty = true;
    for (let k = 0; k < sets.length; k++) {
      if (own[k] !== true) continue;
      sets[k]![i] = 1; // ! a class
      isEmpty = false;
    }
    if (isEmpty) sets[likeliest(scores, i)]![i] = 1; // ! a class
  }
  return sets;
}

/** Sets that take scores at their word: classes from the likeliest down until they hold `level`. */
export function plainSets(scores: readonly Float64Array[], level: number): readonly Uint8Array[] {
  const n = scores[0]?.length ?? 0;
  const sets = scores.map(() => new Uint8Array(n));
  const rule: SetRule = { kind: 'aps', limit: level, price: 0, freeClasses: 0, isRandom: true };
  for (let i = 0; i < n; i++) {
    // The class with which they reach the level is in: its whole chance is taken off.
    const own = setOf(rule, scores, i, 1);
    for (let k = 0; k < sets.length; k++) if (own[k]) sets[k]![i] = 1; // ! a class
  }
  return sets;
}

function likeliest(scores: readonly Float64Array[], i: number): number {
  let best = 0;
  for (let k = 1; k < scores.length; k++) if (scores[k]![i]! > scores[best]![i]!) best = k; // ! classes; i < n
  return best;
}

/** The rank of each class in a row, 1 the likeliest; of equals the first comes first. */
function ranksAt(scores: readonly Float64Array[], i: number): readonly number[] {
  return scores.map((score, k) => {
    let rank = 1;
    for (let other = 0; other < scores.length; other++) {
      const p = scores[other]![i]!; // ! other < classes, i < n
      if (p > score[i]! || (p === score[i] && other < k)) rank++; // ! i < n
    }
    return rank;
  });
}

/** The chance held by the classes down to each, itself counted; added from the likeliest on. */
function reachedAt(scores: readonly Float64Array[], i: number): readonly number[] {
  const order = scores.map((_, k) => k).sort((a, b) => scores[b]![i]! - scores[a]![i]! || a - b); // ! classes; i < n
  const reached = new Array<number>(scores.length).fill(0);
  let sum = 0;
  for (const k of order) {
    sum += scores[k]![i]!; // ! a class; i < n
    reached[k] = sum;
  }
  return reached;
}

function priceOf(
  scores: readonly Float64Array[],
  i: number,
  own: number,
  { price, freeClasses }: Pick<SetRule, 'price' | 'freeClasses'>,
): number {
  return price === 0 ? 0 : price * Math.max(0, ranksAt(scores, i)[own]! - freeClasses); // ! a class
}
