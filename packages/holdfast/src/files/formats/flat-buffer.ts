import { Problem } from '@holdfast/core/std/problem.ts';

/**
 * A reader of FlatBuffers tables, as Arrow's messages are: a table points back to a list of offsets of its fields.
 * Every position is checked against the bytes, so that a hostile message ends in FILE_DAMAGED and never outside them.
 */
export interface FlatTable {
  /** Whether the field is there. */
  has(field: number): boolean;
  byte(field: number, otherwise: number): number;
  short(field: number, otherwise: number): number;
  int(field: number, otherwise: number): number;
  long(field: number, otherwise: number): number;
  text(field: number): string;
  table(field: number): FlatTable | null;
  tables(field: number): readonly FlatTable[];
  /** A list of pairs of 64-bit numbers, as Arrow describes nodes and buffers. */
  pairs(field: number): readonly (readonly [number, number])[];
}

/** Lists longer than this are no schema. */
const LIST_MAX = 1_000_000;

/** The root table of a message. */
export function flatRoot(bytes: Buffer, path: string): FlatTable {
  return tableAt(bytes, readOffset(bytes, 0, path), path);
}

function readOffset(bytes: Buffer, at: number, path: string): number {
  if (at < 0 || at + 4 > bytes.length) throw damaged(path);
  return at + bytes.readUInt32LE(at);
}

const damaged = (path: string): Problem =>
  new Problem('FILE_DAMAGED', { path, found: 'a message of Arrow that points outside itself' });

function tableAt(bytes: Buffer, at: number, path: string): FlatTable {
  const inside = (position: number, size: number): number => {
    if (!Number.isSafeInteger(position) || position < 0 || position + size > bytes.length) throw damaged(path);
    return position;
  };
  const list = inside(at - bytes.readInt32LE(inside(at, 4)), 4);
  const fields = bytes.readUInt16LE(list);
  /** Where the field stands; 0 when it is not there. */
  const where = (field: number, size: number): number => {
    const slot = 4 + field * 2;
    if (slot + 2 > fields) return 0;
    const offset = bytes.readUInt16LE(inside(list + slot, 2));
    return offset === 0 ? 0 : inside(at + offset, size);
  };
  const long = (position: number): number => {
    const value = Number(bytes.readBigInt64LE(inside(position, 8)));
    if (!Number.isSafeInteger(value)) throw damaged(path);
    return value;
  };
  const listAt = (field: number, size: number): { readonly from: number; readonly count: number } => {
    const position = where(field, 4);
    if (position === 0) return { from: 0, count: 0 };
    const start = inside(readOffset(bytes, position, path), 4);
    const count = bytes.readUInt32LE(start);
    if (count > LIST_MAX) throw damaged(path);
    inside(start + 4, count * size);
    return { from: start + 4, count };
  };
  return {
    has: (field) => where(field, 1) !== 0,
    byte: (field, otherwise) => (where(field, 1) === 0 ? otherwise : bytes.readUInt8(where(field, 1))),
    short: (field, otherwise) => (where(field, 2) === 0 ? otherwise : bytes.readInt16LE(where(field, 2))),
    int: (field, otherwise) => (where(field, 4) === 0 ? otherwise : bytes.readInt32LE(where(field, 4))),
    long: (field, otherwise) => (where(field, 8) === 0 ? otherwise : long(where(field, 8))),
    text(field) {
      const { from, count } = listAt(field, 1);
      return bytes.toString('utf8', from, from + count);
    },
    table: (field) => (where(field, 4) === 0 ? null : tableAt(bytes, readOffset(bytes, where(field, 4), path), path)),
    tables(field) {
      const { from, count } = listAt(field, 4);
      return Array.from({ length: count }, (_, i) => tableAt(bytes, readOffset(bytes, from + i * 4, path), path));
    },
    pairs(field) {
      const { from, count } = listAt(field, 16);
      return Array.from({ length: count }, (_, i) => [long(from + i * 16), long(from + i * 16 + 8)] as const);
    },
  };
}
