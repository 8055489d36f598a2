import { entryById } from '../catalogue/index.ts';
import { assert } from '../std/assert.ts';
import { makeRows, type Rows, takeRows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { type Measured, measure } from './interval.ts';
import { rowMean } from './row-mean.ts';

/** What sets of classes do on some rows; null where there are none. */
export interface SetsMeasured {
  readonly n: number;
  /** Share of rows whose set holds the label. */
  readonly coverage: Measured | null;
  /** Mean number of classes in a set. */
  readonly size: Measured | null;
  /** Share of rows with a single class in their set. */
  readonly single: Measured | null;
}

/**
 * Coverage and size of sets, with intervals: Wilson's for shares of independent rows, by cluster else. `sets`: for each
 * class n of 0|1; `indices`: the rows that are looked at, all without. O(n classes).
 */
export function measureSets(
  sets: readonly Uint8Array[],
  rows: Rows,
  { seed, indices }: { readonly seed: number; readonly indices: Int32Array | null },
): SetsMeasured {
  const { label } = rows.roles;
  assert(label !== undefined, 'sets are judged by labels');
  const [held, sizes, single] = [new Float64Array(rows.n), new Float64Array(rows.n), new Float64Array(rows.n)];
  for (let i = 0; i < rows.n; i++) {
    for (const set of sets) sizes[i]! += set[i]!; // ! i < n
    held[i] = sets[label[i]!]?.[i] ?? 0; // ! i < n
    single[i] = sizes[i] === 1 ? 1 : 0;
  }
  const { weight, cluster } = rows;
  const asked = makeRows(rows.n, { roles: { prediction: held }, classes: ['out', 'in'], weight, cluster });
  const ask = (values: Float64Array, of: typeof SHARE): Measured | null => {
    // Sizes are numbers: what has classes is taken for their codes.
    const all = { ...asked, roles: { prediction: values }, classes: of === MEAN ? [] : asked.classes };
    const found = measure(of, indices === null ? all : takeRows(all, indices), { seed });
    return 'gap' in found ? null : found;
  };
  const n = indices?.length ?? rows.n;
  return { n, coverage: ask(held, SHARE), size: ask(sizes, MEAN), single: ask(single, SHARE) };
}

/** The share of rows that say yes. */
const SHARE = quantity(entryById('selection-rate')!); // ! an entry
const MEAN = rowMean(({ roles }) => roles.prediction!, ['prediction']); // ! it was given
