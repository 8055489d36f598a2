import { orderOf } from '../stats/order.ts';
import { moments } from '../stats/sum.ts';
import { makeRandom } from '../std/random.ts';
import { type Feature, type Features, takeFeatures } from './features.ts';

/** By how much the loss rises when features are dealt out anew among the rows, so that they tell nothing. */
export interface Importance {
  readonly names: readonly string[];
  /** The mean rise, in the unit of the loss; about 0, and at times below, for features that tell nothing. */
  readonly value: number;
  /** Of the mean over the rows; null for one row. */
  readonly standardError: number | null;
  readonly n: number;
}

/** What is asked: the losses of n rows under a model, which features go together, and how often to deal. */
export interface ImportanceQuestion {
  readonly features: Features;
  /** The loss of each row, of n; `names`: the features that are dealt out anew, all others are as in `features`. */
  readonly lossOf: (features: Features, names: readonly string[]) => Float64Array;
  /** Places of features that are dealt out together. */
  readonly groups: readonly (readonly number[])[];
  readonly repeats: number;
  readonly seed: number;
}

/**
 * The permutation importance of each group of features (Breiman 2001; Fisher, Rudin and Dominici 2019), on rows that
 * the model was not fitted on. Features that go together belong in one group: alone, each seems spare because the
 * others stand in for it. O(groups × repeats) evaluations of the model.
 */
export function permutationImportance(question: ImportanceQuestion): Importance[] {
  const { features, lossOf, groups, repeats, seed } = question;
  const { n, columns } = features;
  const before = lossOf(features, []);
  const random = makeRandom(seed);
  return groups.map((group) => {
    const names = group.map((f) => columns[f]!.name); // ! places of features
    const rise = new Float64Array(n);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const own = group.map((f) => columns[f]!); // ! places of features
      const dealt = takeFeatures({ n, columns: own }, dealOut(n, random));
      const mixed = columns.map((column, f) => dealt.columns[group.indexOf(f)] ?? column);
      const after = lossOf({ n, columns: mixed }, names);
      for (let i = 0; i < n; i++) rise[i]! += (after[i]! - before[i]!) / repeats; // ! i < n
    }
    const found = moments(rise);
    const variance = found?.variance ?? null;
    return {
      names,
      value: found?.mean ?? 0,
      standardError: variance === null ? null : Math.sqrt(variance / n),
      n,
    };
  });
}

const dealOut = (n: number, random: () => number): Uint32Array => orderOf(Float64Array.from({ length: n }, random));

/** Numbers whose ranks correlate more than this tell much the same. */
const TOGETHER = 0.7;

/** Places of features, those together whose ranks correlate by more than 0.7, directly or through others. */
export function correlatedGroups({ n, columns }: Features): number[][] {
  const ranks = columns.map((column) => ranksOf(column, n));
  const groupOf = Array.from(columns.keys());
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b < a; b++) {
      if (Math.abs(correlationOf(ranks[a] ?? null, ranks[b] ?? null)) <= TOGETHER) continue;
      const [kept, gone] = [groupOf[b]!, groupOf[a]!]; // ! features
      for (let f = 0; f < groupOf.length; f++) if (groupOf[f] === gone) groupOf[f] = kept;
    }
  }
  const groups = new Map<number, number[]>();
  for (const [f, group] of groupOf.entries()) groups.set(group, [...(groups.get(group) ?? []), f]);
  return [...groups.values()];
}

/** Mid-ranks of numbers, centred and of length 1; null for levels and for a column that does not vary. */
function ranksOf(column: Feature, n: number): Float64Array | null {
  if (column.kind !== 'number') return null;
  const values = column.values;
  const order = orderOf(values);
  const ranks = new Float64Array(n);
  for (let start = 0, end = 0; start < n; start = end) {
    const first = values[order[start]!]!; // ! start < n
    while (end < n && (values[order[end]!] === first || Number.isNaN(first))) end++; // ! end < n
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + end - n) / 2; // ! k < n
  }
  const length = Math.sqrt(ranks.reduce((total, rank) => total + rank * rank, 0));
  return length > 0 ? ranks.map((rank) => rank / length) : null;
}

function correlationOf(a: Float64Array | null, b: Float64Array | null): number {
  if (a === null || b === null) return 0;
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!; // ! i < n
  return total;
}
