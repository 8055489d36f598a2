import { randomBytes } from 'node:crypto';
import type { Place } from './vectors.ts';

/** Distinct texts in the order in which they came. */
export interface Dictionary {
  /** The code of a text, 0 for the first; a text that is not known yet gets the next one. */
  codeOf(place: Place): number;
  readonly size: number;
  textOf(code: number): string;
  /** All texts, one after the other, and where each ends; good until one is added. */
  bytes(): { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Int32Array<ArrayBuffer> };
}

/**
 * A dictionary over bytes: a string and a look-up in a `Map` for every cell would cost more. Open addressing; the start
 * of the hash is random, so that no file can be made whose texts all meet. The codes do not depend on it.
 */
export function makeDictionary(): Dictionary {
  const seed = randomBytes(8);
  const [basis, step] = [seed.readInt32LE(0), seed.readInt32LE(4) | 1];
  let slots = new Int32Array(1024).fill(-1);
  let hashes = new Int32Array(512);
  let starts = new Int32Array(513);
  let store = Buffer.alloc(1 << 14);
  let size = 0;

  const isAt = (code: number, { bytes, from, length }: Place): boolean => {
    const start = starts[code]!; // ! a code that was given
    if (starts[code + 1]! - start !== length) return false; // ! as above
    for (let i = 0; i < length; i++) if (store[start + i] !== bytes[from + i]) return false;
    return true;
  };
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    hashes = widened(hashes, hashes.length * 2);
    starts = widened(starts, starts.length * 2);
    for (let code = 0; code < size; code++) {
      let slot = hashes[code]! & (slots.length - 1); // ! code < size
      while (slots[slot]! >= 0) slot = (slot + 1) & (slots.length - 1); // ! slot < length
      slots[slot] = code;
    }
  };
  const add = ({ bytes, from, length }: Place, hash: number): number => {
    const start = starts[size]!; // ! there is room for one more
    if (start + length > store.length) {
      const wider = Buffer.alloc(Math.max(store.length * 2, start + length));
      store.copy(wider, 0, 0, start);
      store = wider;
    }
    store.set(bytes.subarray(from, from + length), start);
    hashes[size] = hash;
    starts[size + 1] = start + length;
    return size++;
  };
  return {
    codeOf(place) {
      const { bytes, from, length } = place;
      let hash = basis ^ length;
      for (let i = 0; i < length; i++) {
        hash = Math.imul(hash ^ bytes[from + i]!, step); // ! within the text
        hash ^= hash >>> 15;
      }
      const mask = slots.length - 1;
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const code = slots[slot]!; // ! slot < length
        if (code >= 0) {
          if (hashes[code] === hash && isAt(code, place)) return code;
          continue;
        }
        const added = add(place, hash);
        slots[slot] = added;
        if (size * 2 > mask) grow();
        return added;
      }
    },
    get size() {
      return size;
    },
    bytes: () => ({ bytes: Uint8Array.from(store.subarray(0, starts[size])), ends: starts.slice(1, size + 1) }),
    textOf: (code) => store.toString('utf8', starts[code], starts[code + 1]),
  };
}

function widened(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(values);
  return wider;
}
