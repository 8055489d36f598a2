import { Problem } from '@holdfast/core/std/problem.ts';

const MAGIC = 0x184d2204;

/**
 * The bytes of an LZ4 frame (lz4_Frame_format.md 1.6), which is how pandas writes Feather. `size` is what Arrow says
 * that it unpacks to: more is never made. Checksums are not looked at. Problem: FILE_DAMAGED.
 */
export function unpackLz4Frame(packed: Buffer, size: number, path: string): Buffer {
  const damaged = (): Problem => new Problem('FILE_DAMAGED', { path, found: 'LZ4 that breaks its format' });
  if (packed.length < 7 || packed.readUInt32LE(0) !== MAGIC) throw damaged();
  const flags = packed.readUInt8(4);
  const hasBlockSum = (flags & 0x10) !== 0;
  let at = 7 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0);
  const out = Buffer.alloc(size);
  let filled = 0;
  for (;;) {
    if (at + 4 > packed.length) throw damaged();
    const head = packed.readUInt32LE(at);
    at += 4;
    if (head === 0) break;
    const length = head & 0x7fffffff;
    if (at + length > packed.length) throw damaged();
    const block = packed.subarray(at, at + length);
    if (head >>> 31 === 1) {
      if (filled + length > size) throw damaged();
      filled += block.copy(out, filled);
    } else {
      const end = unpackBlock(block, out, filled);
      if (end === null) throw damaged();
      filled = end;
    }
    at += length + (hasBlockSum ? 4 : 0);
  }
  if (filled !== size) throw damaged();
  return out;
}

/** Where the block ends in `out`; null when it breaks the format. Blocks may copy from those before them. */
function unpackBlock(block: Buffer, out: Buffer, from: number): number | null {
  let [at, to] = [0, from];
  const more = (start: number): number | null => {
    let length = start;
    if (start !== 15) return length;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) return null;
      length += byte;
      if (byte !== 255) return length;
    }
  };
  while (at < block.length) {
    const token = block[at++]!; // ! at < length
    const literals = more(token >> 4);
    if (literals === null || at + literals > block.length || to + literals > out.length) return null;
    to += block.copy(out, to, at, at + literals);
    at += literals;
    if (at === block.length) return to;
    if (at + 2 > block.length) return null;
    const distance = block.readUInt16LE(at);
    at += 2;
    const match = more(token & 15);
    if (match === null || distance === 0 || distance > to || to + match + 4 > out.length) return null;
    // A match may overlap what it makes: byte by byte.
    for (let k = match + 4; k > 0; k--, to++) out[to] = out[to - distance]!; // ! distance <= to
  }
  return to;
}
