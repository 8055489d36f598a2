import { type FileHandle, open } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type ArrowChunk, buffersOf } from './arrow-cells.ts';
import type { ArrowField, ArrowType } from './arrow-schema.ts';
import { type FlatTable, flatRoot } from './flat-buffer.ts';
import { unpackLz4Frame } from './lz4.ts';

export interface ArrowMessage {
  readonly is: 'schema' | 'dictionary' | 'rows' | 'other';
  readonly header: FlatTable;
  readonly body: Buffer;
}

/** One batch is held in memory at a time; writers make them of some thousand rows. */
const BODY_MAX = 2 ** 29;
const HEAD_MAX = 2 ** 26;
/** What one buffer may unpack to. */
const UNPACKED_MAX = 2 ** 29;

/**
 * The messages of an Arrow stream or file, in order; a file is a stream between two marks. Problems: FILE_DAMAGED,
 * FILE_LIMIT.
 */
export async function* arrowMessages(bytes: string, path: string): AsyncGenerator<ArrowMessage> {
  const file = await open(bytes);
  try {
    const start = await readAt(file, 0, 8);
    let at = start.toString('latin1', 0, 6) === 'ARROW1' ? 8 : 0;
    for (;;) {
      const lengths = await readAt(file, at, 8);
      if (lengths.length < 8 || lengths.readUInt32LE(0) !== 0xffffffff) {
        if (lengths.length === 0) return;
        throw new Problem('FILE_DAMAGED', {
          path,
          found: 'an Arrow stream that breaks off, or one of a version before 0.15',
        });
      }
      const size = lengths.readUInt32LE(4);
      if (size === 0) return;
      if (size > HEAD_MAX)
        throw new Problem('FILE_LIMIT', {
          path,
          what: 'a message',
          limit: `${HEAD_MAX} bytes`,
          found: `${size} bytes`,
        });
      const message = flatRoot(await whole(file, at + 8, size, path), path);
      const bodySize = message.long(3, 0);
      if (bodySize < 0 || bodySize > BODY_MAX) {
        throw new Problem('FILE_LIMIT', {
          path,
          what: 'a batch',
          limit: `${BODY_MAX} bytes`,
          found: `${bodySize} bytes`,
        });
      }
      const header = message.table(2);
      if (header === null) throw new Problem('FILE_DAMAGED', { path, found: 'an Arrow message without a header' });
      const is = (['other', 'schema', 'dictionary', 'rows'] as const)[message.byte(1, 0)] ?? 'other';
      yield { is, header, body: await whole(file, at + 8 + size, bodySize, path) };
      at += 8 + size + bodySize;
    }
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, at: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await file.read(buffer, 0, size, at);
  return buffer.subarray(0, bytesRead);
}

async function whole(file: FileHandle, at: number, size: number, path: string): Promise<Buffer> {
  const left = (await file.stat()).size - at;
  if (size > left) throw new Problem('FILE_DAMAGED', { path, found: 'an Arrow message longer than the file' });
  return readAt(file, at, size);
}

/** The stretches of a batch, one a column. */
export function arrowChunks(
  batch: FlatTable,
  body: Buffer,
  types: readonly ArrowType[],
  path: string,
): readonly ArrowChunk[] {
  const nodes = batch.pairs(1);
  const buffers = batch.pairs(2);
  const compression = batch.table(3);
  const codec = compression === null ? null : compression.byte(0, 0) === 0 ? 'lz4' : 'zstd';
  let next = 0;
  const take = (): Buffer => {
    const [offset, length] = buffers[next++] ?? [0, 0];
    if (offset < 0 || length < 0 || offset + length > body.length)
      throw new Problem('FILE_DAMAGED', { path, found: 'a buffer of Arrow outside its batch' });
    const bytes = body.subarray(offset, offset + length);
    return codec === null || length === 0 ? bytes : unpack(bytes, codec, path);
  };
  return types.map((type, i) => {
    const [length = 0, nulls = 0] = nodes[i] ?? [];
    if (length < 0) throw new Problem('FILE_DAMAGED', { path, found: 'a column of Arrow with less than no rows' });
    if (type.is === 'null') return { type, length, valid: null, data: [] };
    const valid = take();
    const data = Array.from({ length: buffersOf(type) }, take);
    return { type, length, valid: nulls === 0 || valid.length === 0 ? null : valid, data };
  });
}

/** How the values of a column stand in a batch: its own type, or positions in a dictionary. */
export const storedType = (field: ArrowField): ArrowType => field.dictionary?.index ?? field.type;

/** What the types of Node 20 do not know yet. */
interface Zstd {
  readonly zstdDecompressSync?: (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;
}

function unpack(bytes: Buffer, codec: 'lz4' | 'zstd', path: string): Buffer {
  if (bytes.length < 8)
    throw new Problem('FILE_DAMAGED', { path, found: 'a packed buffer of Arrow without its length' });
  const size = Number(bytes.readBigInt64LE(0));
  const packed = bytes.subarray(8);
  if (size === -1) return packed;
  if (size < 0 || size > UNPACKED_MAX)
    throw new Problem('FILE_LIMIT', {
      path,
      what: 'a column of a batch',
      limit: `${UNPACKED_MAX} bytes`,
      found: `${size} bytes`,
    });
  if (codec === 'lz4') return unpackLz4Frame(packed, size, path);
  const { zstdDecompressSync: zstd } = zlib as Zstd; // as: Node 22.15 and later have it
  if (zstd === undefined) {
    throw new Problem('FILE_KIND', {
      path,
      found: 'Arrow packed with Zstandard, which needs Node 22.15 (write it with LZ4, or as Parquet)',
    });
  }
  try {
    return zstd(packed, { maxOutputLength: size });
  } catch (error) {
    throw new Problem('FILE_DAMAGED', { path, found: 'Zstandard that breaks its format' }, { cause: error });
  }
}
