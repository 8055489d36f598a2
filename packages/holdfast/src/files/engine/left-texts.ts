import duckdb from '@duckdb/node-bindings';
import { type Dictionary, makeDictionary } from './dictionary.ts';
import type { Counted } from './protocol.ts';
import { makePlaces, validityOf } from './vectors.ts';

/** Distinct texts that are kept of each position: more say nothing new, and a hostile file has no end of them. */
const TEXTS_MAX = 20_000;

/** Counts the texts of lists by their position in the list; rows without a list are the usual ones and cost a bit. */
export function makeLeftTexts() {
  const known: { readonly dictionary: Dictionary; readonly counts: number[] }[] = [];
  return {
    add(vector: duckdb.Vector, n: number): void {
      const hasList = validityOf(vector, n);
      const total = duckdb.list_vector_get_size(vector);
      if (total === 0) return;
      const entries = duckdb.vector_get_data(vector, n * 16);
      const words = new Uint32Array(entries.buffer, entries.byteOffset, n * 4);
      const child = duckdb.list_vector_get_child(vector);
      const isText = validityOf(child, total);
      const placeAt = makePlaces(child, total);
      for (let i = 0; i < n; i++) {
        if (hasList?.(i) === false) continue;
        // An entry is two words of 64 bits, where the list begins and how long it is.
        const [from, length] = [words[i * 4]!, words[i * 4 + 2]!]; // ! i < n
        for (let k = 0; k < length; k++) {
          if (isText?.(from + k) === false) continue;
          const one = (known[k] ??= { dictionary: makeDictionary(), counts: [] });
          if (one.dictionary.size >= TEXTS_MAX) continue;
          const code = one.dictionary.codeOf(placeAt(from + k));
          one.counts[code] = (one.counts[code] ?? 0) + 1;
        }
      }
    },
    /** The commonest texts of each position. */
    commonest(most: number): readonly (readonly Counted[])[] {
      return Array.from(known, (one) =>
        one === undefined
          ? []
          : one.counts
              .map((count, code) => ({ text: one.dictionary.textOf(code), count }))
              .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
              .slice(0, most),
      );
    },
  };
}
