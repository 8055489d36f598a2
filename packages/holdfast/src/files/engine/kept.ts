import { BLOCK_ROWS, type NumberFold } from '@holdfast/core/profile/number-folds.ts';

/** Numbers of a column that are held, to be looked at more than once. */
export interface Kept extends NumberFold {
  present(): number;
  /** Gives them on in the blocks in which they came. */
  giveTo(add: NumberFold['add']): void;
}

/** Room that was taken once, by place: what the system gives anew it fills with zeros, page by page. */
const rooms: Float64Array[] = [];

/** Holds the numbers of the column at that place of a request; those of the request before it are no longer held. */
export function makeKept(place: number, rows: number): Kept {
  const known = rooms[place];
  const values = known !== undefined && known.length >= rows ? known : new Float64Array(rows);
  rooms[place] = values;
  const sizes = new Uint16Array(Math.ceil(rows / BLOCK_ROWS));
  let [present, blocks] = [0, 0];
  return {
    add(block, n) {
      values.set(n === block.length ? block : block.subarray(0, n), present);
      sizes[blocks++] = n;
      present += n;
    },
    present: () => present,
    giveTo(add) {
      for (let k = 0, from = 0; k < blocks; k++) {
        const n = sizes[k]!; // ! k < blocks
        add(values.subarray(from, from + n), n);
        from += n;
      }
    },
  };
}
