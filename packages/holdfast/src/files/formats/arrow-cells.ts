import { Problem } from '@holdfast/core/std/problem.ts';
import type { ArrowType } from './arrow-schema.ts';

/** A stretch of one column: its buffers, unpacked. */
export interface ArrowChunk {
  readonly type: ArrowType;
  readonly length: number;
  /** Bits of the rows that have a value; null when all have. */
  readonly valid: Buffer | null;
  readonly data: readonly Buffer[];
}

/** Buffers that a column of a type has after the bits of validity. */
export const buffersOf = (type: ArrowType): number =>
  type.is === 'null' ? 0 : type.is === 'text' || type.is === 'long-text' ? 2 : 1;

/**
 * The cell of a row as text, null when it is missing: numbers in the shortest form that reads back the same, times as
 * milliseconds, yes-no as 1 and 0. Problem: FILE_DAMAGED when the buffers are shorter than the rows.
 */
export function arrowCells(chunk: ArrowChunk, path: string): (i: number) => string | null {
  checkSizes(chunk, path);
  const at = valueAt(chunk, path);
  const { valid } = chunk;
  return valid === null ? at : (i) => (((valid[i >> 3] ?? 0) >> (i & 7)) & 1 ? at(i) : null);
}

function checkSizes({ type, length, valid, data }: ArrowChunk, path: string): void {
  const bits = {
    null: 0,
    bool: 1,
    text: 32,
    'long-text': 64,
    'date-days': 32,
    'date-ms': 64,
    timestamp: 64,
    decimal: 128,
    int: 0,
    float: 0,
  }[type.is];
  const wide = type.is === 'int' || type.is === 'float' ? type.bits : bits;
  const entries = type.is === 'text' || type.is === 'long-text' ? length + 1 : length;
  const isShort = (data[0]?.length ?? 0) * 8 < wide * entries && length > 0;
  if (isShort || (valid !== null && valid.length * 8 < length))
    throw new Problem('FILE_DAMAGED', { path, found: 'a column of Arrow with fewer values than rows' });
}

function valueAt({ type, data }: ArrowChunk, path: string): (i: number) => string | null {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = data;
  switch (type.is) {
    case 'null':
      return () => null;
    case 'bool':
      return (i) => (((first[i >> 3] ?? 0) >> (i & 7)) & 1 ? '1' : '0');
    case 'text':
      return (i) => slice(second, first.readInt32LE(i * 4), first.readInt32LE(i * 4 + 4), path);
    case 'long-text':
      return (i) => slice(second, Number(first.readBigInt64LE(i * 8)), Number(first.readBigInt64LE(i * 8 + 8)), path);
    case 'date-days':
      return (i) => String(first.readInt32LE(i * 4) * 86_400_000);
    case 'date-ms':
      return (i) => String(first.readBigInt64LE(i * 8));
    case 'timestamp':
      return (i) => milliseconds(first.readBigInt64LE(i * 8), type.perSecond);
    case 'decimal':
      return (i) => decimal((first.readBigInt64LE(i * 16 + 8) << 64n) | first.readBigUInt64LE(i * 16), type.scale);
    case 'float':
      return floatAt(first, type.bits);
    case 'int':
      return intAt(first, type);
  }
}

function slice(bytes: Buffer, from: number, to: number, path: string): string {
  if (from < 0 || to < from || to > bytes.length)
    throw new Problem('FILE_DAMAGED', { path, found: 'a text of Arrow outside its bytes' });
  return bytes.toString('utf8', from, to);
}

function milliseconds(value: bigint, perSecond: number): string {
  if (perSecond <= 1000) return String(value * BigInt(1000 / perSecond));
  const step = BigInt(perSecond / 1000);
  // Down, also before 1970.
  return String((value - (((value % step) + step) % step)) / step);
}

function decimal(value: bigint, scale: number): string {
  if (scale <= 0) return String(value * 10n ** BigInt(-scale));
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function floatAt(bytes: Buffer, bits: number): (i: number) => string {
  if (bits === 64) return (i) => String(bytes.readDoubleLE(i * 8));
  if (bits === 32) return (i) => String(bytes.readFloatLE(i * 4));
  return (i) => String(half(bytes.readUInt16LE(i * 2)));
}

function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function intAt(bytes: Buffer, { bits, isSigned }: Extract<ArrowType, { is: 'int' }>): (i: number) => string {
  if (bits === 64)
    return isSigned ? (i) => String(bytes.readBigInt64LE(i * 8)) : (i) => String(bytes.readBigUInt64LE(i * 8));
  const size = bits / 8;
  return isSigned ? (i) => String(bytes.readIntLE(i * size, size)) : (i) => String(bytes.readUIntLE(i * size, size));
}
