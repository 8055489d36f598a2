import type { Column, NumberColumn } from '../table/table.ts';
import { trimmedCodes } from './cells.ts';

/**
 * For each row the first row that equals it in every column (itself, if none comes before). Missing equals missing;
 * text compares without outer blanks; -0 equals 0. By hashing, and equal hashes are compared cell by cell, so that two
 * rows are never called equal by chance. O(n × columns).
 */
export function firstEqualRows(features: readonly Column[], n: number): Int32Array {
  const columns = features.map(keysOf);
  const kinds = kindsOf(columns, features, n);
  if (kinds !== null) return firstOfKinds(kinds);
  const hashes = new Uint32Array(n).fill(2166136261);
  for (const keys of columns) mix(hashes, keys);
  for (let i = 0; i < n; i++) hashes[i] = finish(hashes[i]!); // ! i < n
  return firstOfHashes(hashes, columns);
}

/**
 * Most rows are alone with the low bits of their hash: counting those in bytes, which the caches hold, leaves a fifth
 * of the rows for the table of hashes, which they do not hold.
 */
function firstOfHashes(hashes: Uint32Array, columns: readonly Keys[]): Int32Array {
  const low = powerOfTwo(4 * hashes.length) - 1;
  const count = new Uint8Array(low + 1);
  let shared = 0;
  for (let i = 0; i < hashes.length; i++) {
    const place = hashes[i]! & low; // ! i < n
    const before = count[place]!; // ! place <= low
    if (before < 2) count[place] = before + 1;
    shared += before === 0 ? 0 : before === 1 ? 2 : 1;
  }
  const mask = powerOfTwo(2 * shared) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const first = new Int32Array(hashes.length);
  for (let i = 0; i < first.length; i++) {
    const hash = hashes[i]!; // ! i < n
    first[i] = i;
    if (count[hash & low] === 1) continue;
    let slot = hash & mask;
    let at = slots[slot]!; // ! slot <= mask
    while (at >= 0 && !(hashes[at] === hash && isEqual(columns, at, i))) {
      slot = (slot + 1) & mask;
      at = slots[slot]!; // ! slot <= mask
    }
    if (at < 0) slots[slot] = i;
    else first[i] = at;
  }
  return first;
}

/** The least power of two, 16 at least, that is no less. */
function powerOfTwo(least: number): number {
  let size = 16;
  while (size < least) size *= 2;
  return size;
}

/** A few words in each column make few kinds of rows, which are counted off without hashing. */
const MOST_KINDS = 1 << 20;

/** Of each row which combination of words it is; null where there may be too many, or numbers. */
function kindsOf(columns: readonly Keys[], features: readonly Column[], n: number): Uint32Array | null {
  const sizes = features.map((column) => (column.kind === 'text' ? column.levels.length + 1 : MOST_KINDS + 1));
  if (sizes.reduce((product, size) => product * size, 1) > MOST_KINDS) return null;
  const kinds = new Uint32Array(n);
  columns.forEach(({ words }, at) => {
    const size = sizes[at]!; // ! as many as columns
    for (let i = 0; i < n; i++) kinds[i] = kinds[i]! * size + words[i]! + 1; // ! i < n; -1 is missing
  });
  return kinds;
}

function firstOfKinds(kinds: Uint32Array): Int32Array {
  const firstOf = new Int32Array(MOST_KINDS).fill(-1);
  const first = new Int32Array(kinds.length);
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!; // ! i < n
    if (firstOf[kind]! < 0) firstOf[kind] = i; // ! below MOST_KINDS
    first[i] = firstOf[kind]!; // ! as above
  }
  return first;
}

/** Cells as whole numbers, one or two for each row: equal cells have equal ones. */
type Keys = { readonly words: Int32Array | Uint32Array; readonly perRow: 1 | 2; readonly missing: Uint8Array | null };

function keysOf(column: Column): Keys {
  if (column.kind === 'text') return { words: trimmedCodes(column), perRow: 1, missing: null };
  return { words: new Uint32Array(plainValues(column).buffer), perRow: 2, missing: column.missing };
}

/** The values with 0 for what is missing and for -0. */
function plainValues({ values, missing }: NumberColumn): Float64Array {
  const plain = new Float64Array(values.length);
  for (let i = 0; i < plain.length; i++) plain[i] = missing?.[i] === 1 ? 0 : values[i]! + 0; // ! i < n
  return plain;
}

function mix(hashes: Uint32Array, { words, perRow, missing }: Keys): void {
  for (let i = 0; i < hashes.length; i++) {
    let hash = hashes[i]!; // ! i < n
    for (let k = perRow * i; k < perRow * (i + 1); k++) {
      hash = Math.imul(hash ^ words[k]!, 2654435761) ^ (hash >>> 15); // ! k < perRow * n
    }
    if (missing?.[i] === 1) hash = Math.imul(hash ^ 0x9e3779b9, 2654435761);
    hashes[i] = hash;
  }
}

/** Spreads the bits of a hash, so that its low ones can choose a slot (finaliser of MurmurHash3, A. Appleby). */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function isEqual(columns: readonly Keys[], a: number, b: number): boolean {
  for (const { words, perRow, missing } of columns) {
    if (words[perRow * a] !== words[perRow * b] || words[perRow * a + perRow - 1] !== words[perRow * b + perRow - 1]) {
      return false;
    }
    if (missing !== null && missing[a] !== missing[b]) return false;
  }
  return true;
}
