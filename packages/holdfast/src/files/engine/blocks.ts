import type duckdb from '@duckdb/node-bindings';
import { BLOCK_ROWS, type NumberFold } from '@holdfast/core/profile/number-folds.ts';
import type { Picks } from './picks.ts';
import { areFinite, doublesOf, validityBits } from './vectors.ts';

/**
 * Gives the numbers that are there on, by blocks of rows. What DuckDB hands out is mostly such a block, and then its
 * memory is given on as it is; where a row group has ended inside a block, or something is missing, numbers are copied.
 * `picks` sees all rows, also those without a number.
 */
export function makeBlocks(add: NumberFold['add'], picks: Picks | null) {
  const block = new Float64Array(BLOCK_ROWS);
  let [rows, present] = [0, 0];
  const end = (): void => {
    if (rows > 0) add(block, present);
    [rows, present] = [0, 0];
  };
  return {
    /** The next rows: not more than a block. */
    add(vector: duckdb.Vector, n: number): void {
      const values = doublesOf(vector, n);
      const bits = validityBits(vector, n);
      picks?.take(values, bits, n);
      if (rows === 0 && n === BLOCK_ROWS && bits === null && areFinite(values)) {
        add(values, n);
        return;
      }
      for (let from = 0; from < n; ) {
        const to = Math.min(n, from + BLOCK_ROWS - rows);
        present = gather(values, { bits, from, to }, { block, present });
        rows += to - from;
        from = to;
        if (rows === BLOCK_ROWS) end();
      }
    },
    /** There are no more rows. */
    end,
  };
}

interface Part {
  readonly bits: Uint8Array | null;
  readonly from: number;
  readonly to: number;
}

/** Writes the finite numbers that are there behind the present ones of the block; gives how many these are now. */
function gather(
  values: Float64Array,
  { bits, from, to }: Part,
  { block, present }: { readonly block: Float64Array; readonly present: number },
): number {
  let count = present;
  for (let i = from; i < to; i++) {
    const value = values[i]!; // ! i < n
    block[count] = value;
    const isThere = bits === null ? 1 : (bits[i >> 3]! >> (i & 7)) & 1; // ! a bit for each row
    // Without a branch: what is missing comes in no order. Infinity and NaN less themselves are not 0.
    count += isThere & +(value - value === 0);
  }
  return count;
}
