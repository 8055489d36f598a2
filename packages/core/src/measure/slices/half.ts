import { rowsOf, takeCodes, takeFlags, takeNumbers } from '../../table/table.ts';
import { isPlain } from '../../table/weights.ts';
import { type Coded, type Item, takeCoded } from './coded.ts';
import { type Outcome, outcomeOf, type RowsOf, rowsBy } from './divergence.ts';
import type { Trial } from './effect.ts';
import type { Feature } from './features.ts';
import { isCompared, type Question } from './questions.ts';

/** Rows to search. */
export interface Searching {
  readonly n: number;
  readonly features: readonly Feature[];
  /** The first is asked first: a later one says nothing of rows that an earlier one has named. */
  readonly questions: readonly Question[];
  readonly weight: Float64Array;
  readonly cluster: Int32Array | null;
  readonly seed: number;
}

/** One half of the rows, with all that is asked of them. Questions are numbered by their place. */
export interface Half {
  readonly n: number;
  readonly rowsOf: RowsOf;
  readonly outcomes: readonly Outcome[];
  /** The rows of which a question is asked. */
  asked(question: number): Asked;
}

/** Rows of which a question is asked. */
export interface Asked {
  readonly isCompared: boolean;
  readonly features: readonly Coded[];
  readonly loss: Float64Array;
  readonly weight: Float64Array | null;
  readonly cluster: Int32Array | null;
  /** Where they stand in the half. */
  readonly rows: Int32Array;
}

/** The rows at these places. O(rows x features). */
export function halfOf({ features, questions, weight, cluster }: Searching, indices: Int32Array): Half {
  const coded = takeCoded(features, indices);
  const weights = isPlain(weight) ? null : takeNumbers(weight, indices);
  const clusters = cluster && takeCodes(cluster, indices);
  const taken = questions.map(({ id, loss, isAsked }) => ({
    isCompared: isCompared(id),
    loss: takeNumbers(loss, indices),
    isAsked: isAsked && takeFlags(isAsked, indices),
  }));
  const ask = (question: number): Asked => {
    const { loss, isAsked, ...of } = taken[question]!; // ! the caller's questions
    const rows = rowsOf(isAsked ?? new Uint8Array(indices.length).fill(1));
    if (isAsked === null) return { ...of, features: coded, loss, weight: weights, cluster: clusters, rows };
    return {
      ...of,
      features: takeCoded(coded, rows),
      loss: takeNumbers(loss, rows),
      weight: weights && takeNumbers(weights, rows),
      cluster: clusters && takeCodes(clusters, rows),
      rows,
    };
  };
  const known = new Map<number, Asked>();
  return {
    n: indices.length,
    rowsOf: rowsBy(coded, indices.length),
    outcomes: taken.map(({ loss, isAsked }) => outcomeOf(loss, isAsked, weights)),
    asked(question) {
      const found = known.get(question) ?? ask(question);
      known.set(question, found);
      return found;
    },
  };
}

/** The rows of a question with whether each is in the slice. */
export function trialOf(half: Half, question: number, items: readonly Item[]): Trial {
  const { loss, weight, cluster, rows, isCompared } = half.asked(question);
  const bits = half.rowsOf(items);
  const inside = new Int32Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!; // ! k < length
    inside[k] = (bits[row >>> 5]! >>> (row & 31)) & 1; // ! a row of the half
  }
  return { loss, inside, weight, cluster, isCompared };
}
