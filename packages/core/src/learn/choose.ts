import { assert } from '../std/assert.ts';
import { type Folds, judgedOf, learnedFor } from './folds.ts';

/** A way to learn something from rows that is judged by a loss on others; the simplest stands first in a list. */
export interface Contender<T> {
  readonly kind: string;
  /** What is learned from the rows of these folds; null where they allow nothing. */
  fit(folds: readonly number[]): T | null;
  /** The loss of each of these rows, written into `into` at the place of the row. */
  losses(fitted: T, rows: Int32Array, into: Float64Array): void;
}

/** What rows are judged by. */
export interface Judged {
  readonly weight: Float64Array;
  readonly cluster: Int32Array | null;
  readonly folds: Folds;
}

/** How a contender did on rows that it was not learned from. */
export interface Standing {
  readonly kind: string;
  /** Mean loss; null where it could not be learned. */
  readonly loss: number | null;
  /** Its loss minus that of the first contender, and the standard deviation of this difference. */
  readonly difference: number | null;
  readonly deviation: number | null;
}

/** What was chosen, learned from all rows; and how choosing and learning did on rows that were held out of both. */
export interface Choice<T> {
  readonly kind: string;
  readonly fitted: T;
  readonly standings: readonly Standing[];
  /** The rows of each judged fold, what was chosen without them, and what that is. */
  readonly heldOut: readonly { readonly rows: Int32Array; readonly kind: string; readonly fitted: T }[];
}

/**
 * The simplest contender whose loss on held-out rows is within one standard error of the least; the first one, unless
 * the other is surely better (one-sided 95 %). Choosing is judged too:
 * for each judged fold it is done again without it (nested cross-validation), so that `heldOut` tells what to expect of
 * the choice and not what it happened to win by. The first contender must always be learnable. Each is learned once for
 * each set of folds. Source of the rule: Breiman et al. 1984, section 3.4.3; here of the paired difference to the best.
 */
export function choose<T>(contenders: readonly Contender<T>[], { weight, cluster, folds }: Judged): Choice<T> {
  const rowsOf = rowsByFold(folds);
  const known = new Map<string, T | null>();
  const fit = (contender: Contender<T>, from: readonly number[]): T | null => {
    const key = `${contender.kind} ${from.join()}`;
    const found = known.has(key) ? (known.get(key) ?? null) : contender.fit(from);
    known.set(key, found);
    return found;
  };
  const lossesOf = (contender: Contender<T>, tests: readonly Test[]): Float64Array | null => {
    const losses = new Float64Array(weight.length);
    for (const { fold, from } of tests) {
      const fitted = fit(contender, from);
      if (fitted === null) return null;
      contender.losses(fitted, rowsOf[fold]!, losses); // ! a fold
    }
    return losses;
  };
  const contest = (among: readonly number[], tested: readonly number[]): Contest => {
    const tests = tested.map((fold) => ({ fold, from: learnedFor(folds, fold).filter((k) => among.includes(k)) }));
    const rows = tests.map(({ fold }) => rowsOf[fold]!); // ! a fold
    const losses = contenders.map((contender) => lossesOf(contender, tests));
    return ranked(losses, { rows, weight, cluster });
  };
  const all = Array.from({ length: folds.count }, (_, k) => k);
  const whole = contest(all, judgedOf(folds));
  const heldOut = judgedOf(folds).map((fold) => {
    const among = learnedFor(folds, fold);
    const chosen = contenders[contest(among, folds.isForward ? among.slice(1) : among).chosen]!; // ! one of them
    const fitted = fit(chosen, among);
    assert(fitted !== null, 'what was learned from parts of some rows can be learned from all of them');
    return { rows: rowsOf[fold]!, kind: chosen.kind, fitted }; // ! a fold
  });
  const chosen = contenders[whole.chosen]!; // ! one of them
  const fitted = fit(chosen, all);
  assert(fitted !== null, 'what was learned from parts of the rows can be learned from all of them');
  const standings = contenders.map(({ kind }, k) => ({ kind, ...whole.standings[k]! })); // ! as many
  return { kind: chosen.kind, fitted, standings, heldOut };
}

/** Standard deviations between a difference and its one-sided 95 % bound. */
export const SURE = 1.6448536269514722;

interface Test {
  readonly fold: number;
  /** The folds that are learned from. */
  readonly from: readonly number[];
}

interface Contest {
  /** The place of the simplest that is nearly the best. */
  readonly chosen: number;
  readonly standings: readonly Omit<Standing, 'kind'>[];
}

interface Held {
  readonly rows: readonly Int32Array[];
  readonly weight: Float64Array;
  readonly cluster: Int32Array | null;
}

function ranked(losses: readonly (Float64Array | null)[], held: Held): Contest {
  const first = losses[0] ?? null;
  assert(first !== null, 'the first contender can always be learned');
  const standings = losses.map((own) => {
    if (own === null) return { loss: null, difference: null, deviation: null };
    const { mean, deviation } = pairedDifference(own, first, held);
    return { loss: meanOf(own, held), difference: mean, deviation };
  });
  const means = standings.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY);
  const best = losses[means.indexOf(Math.min(...means))] ?? first;
  const isNear = (own: Float64Array | null): boolean => {
    if (own === null) return false;
    const { mean, deviation } = pairedDifference(own, best, held);
    return mean <= deviation;
  };
  const nearest = losses.findIndex(isNear);
  // What is not surely better than the first is not worth having.
  const { difference, deviation } = standings[nearest] ?? { difference: null, deviation: null };
  const isSure = difference !== null && deviation !== null && difference + SURE * deviation < 0;
  return { chosen: isSure ? nearest : 0, standings };
}

function meanOf(losses: Float64Array, { rows, weight }: Held): number {
  let sum = 0;
  let total = 0;
  for (const part of rows) {
    for (let k = 0; k < part.length; k++) {
      const row = part[k]!; // ! k < length
      sum += weight[row]! * losses[row]!; // ! a row
      total += weight[row]!; // ! a row
    }
  }
  return sum / total;
}

/** The mean of a difference row by row, and its deviation from sample to sample; by cluster where there are any. */
function pairedDifference(
  losses: Float64Array,
  others: Float64Array,
  held: Held,
): { readonly mean: number; readonly deviation: number } {
  const { rows, weight, cluster } = held;
  const mean = meanOf(losses, held) - meanOf(others, held);
  const sums = new Map<number, number>();
  let total = 0;
  let squares = 0;
  let units = 0;
  for (const part of rows) {
    for (let k = 0; k < part.length; k++) {
      const row = part[k]!; // ! k < length
      const w = weight[row]!; // ! a row
      const apart = w * (losses[row]! - others[row]! - mean); // ! a row
      total += w;
      if (w > 0) units++;
      if (cluster === null) squares += apart * apart;
      else sums.set(cluster[row]!, (sums.get(cluster[row]!) ?? 0) + apart); // ! a row
    }
  }
  for (const sum of sums.values()) squares += sum * sum;
  const n = cluster === null ? units : sums.size;
  return { mean, deviation: Math.sqrt((squares * n) / Math.max(1, n - 1)) / total };
}

function rowsByFold({ count, of }: Folds): readonly Int32Array[] {
  const sizes = new Int32Array(count);
  for (let i = 0; i < of.length; i++) sizes[of[i]!]!++; // ! i < n, a fold
  const rows = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let i = 0; i < of.length; i++) rows[of[i]!]![sizes[of[i]!]!++] = i; // ! i < n, a fold
  return rows;
}
