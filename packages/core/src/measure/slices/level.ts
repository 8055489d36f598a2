import type { Sums } from './score.ts';

/**
 * Slices of one length that may have better ones inside, in the order of their items. Item numbers rise within a slice;
 * slices that agree in all but the last item stand together.
 */
export interface Level {
  readonly length: number;
  readonly count: number;
  /** `length` items for each slice. */
  readonly items: Int32Array;
  readonly sizes: Float64Array;
  readonly sums: Float64Array;
  readonly mosts: Float64Array;
  /** Where the slices stand that begin with these items (all but the last). */
  readonly families: ReadonlyMap<string, readonly [from: number, to: number]>;
}

/** A level that grows. Slices are added in the order of their items. */
export interface Growing {
  add(items: ArrayLike<number>, known: Sums): void;
  finished(): Level;
}

/** An empty level of slices of that length. */
export function makeLevel(length: number): Growing {
  const items: number[] = [];
  const sums: [sizes: number[], sums: number[], mosts: number[]] = [[], [], []];
  return {
    add(slice, { size, sum, most }) {
      for (let k = 0; k < length; k++) items.push(slice[k]!); // ! as long
      sums[0].push(size);
      sums[1].push(sum);
      sums[2].push(most);
    },
    finished() {
      const [sizes, totals, mosts] = sums.map((list) => Float64Array.from(list));
      const count = sums[0].length;
      const own = { sizes: sizes!, sums: totals!, mosts: mosts! }; // ! three lists
      const level = { length, count, items: Int32Array.from(items), ...own };
      return { ...level, families: familiesOf(level.items, length, count) };
    },
  };
}

/** The key of some items, without the one at `left`. */
export function keyOf(items: ArrayLike<number>, from: number, length: number, left: number): string {
  let key = '';
  for (let k = 0; k < length; k++) if (k !== left) key += `${items[from + k]},`;
  return key;
}

function familiesOf(items: Int32Array, length: number, count: number): Map<string, readonly [number, number]> {
  const families = new Map<string, readonly [number, number]>();
  for (let from = 0; from < count; ) {
    const key = keyOf(items, from * length, length, length - 1);
    let to = from + 1;
    while (to < count && keyOf(items, to * length, length, length - 1) === key) to++;
    families.set(key, [from, to]);
    from = to;
  }
  return families;
}
