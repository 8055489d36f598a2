import { createReadStream } from 'node:fs';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Note } from '../description.ts';
import type { LocatedFile } from '../locate.ts';
import { note } from '../note.ts';
import { makeByteCensus } from './byte-census.ts';
import { type SingleByte, singleByteTable } from './single-byte.ts';
import { sequenceLength } from './utf8.ts';

/** How bytes become text. */
export interface Encoding {
  /** As people write it: `utf-8`, `utf-16le`, `latin-1`, `windows-1252`, `macintosh`, ... */
  readonly name: string;
  /** Bytes of a byte order mark at the start. */
  readonly mark: number;
  /** UTF-8 without a byte that breaks it: the engine can read the file as it is. */
  readonly isPlain: boolean;
  readonly notes: readonly Note[];
  /** A new decoder; pieces go in, text comes out, in order. */
  decoder(): Decoder;
}

export interface Decoder {
  add(bytes: Uint8Array): string;
  end(): string;
}

/** The encoding of a file, from its marks and from all of its bytes. Problems: CSV_ENCODING, CSV_NUL. */
export async function detectEncoding(file: LocatedFile, pinned: string | undefined): Promise<Encoding> {
  const { head, path } = file;
  const marked = markOf(head, path);
  if (pinned !== undefined) return pinnedEncoding(pinned, marked, file);
  if (marked?.name === 'utf-8' && file.isUtf8 && file.nulLine === null) return marked;
  if (marked && marked.name !== 'utf-8') return marked;
  if (file.nulLine !== null) {
    const wide = wideOf(head);
    if (wide === null) throw new Problem('CSV_NUL', { path, line: file.nulLine });
    return { ...standard(wide, 0), notes: [note('CSV_ENCODING_ASSUMED', { path, encoding: wide })] };
  }
  if (file.isUtf8) return standard('utf-8', 0);
  return brokenUtf8(file, marked?.mark ?? 0);
}

function markOf(head: Buffer, path: string): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return standard('utf-8', 3);
  if (head[0] === 0xff && head[1] === 0xfe) {
    if (head[2] === 0 && head[3] === 0)
      throw new Problem('CSV_ENCODING', { path, encoding: 'utf-32', found: 'a mark of UTF-32' });
    return standard('utf-16le', 2);
  }
  return head[0] === 0xfe && head[1] === 0xff ? standard('utf-16be', 2) : null;
}

function standard(name: string, mark: number): Encoding {
  return {
    name,
    mark,
    isPlain: name === 'utf-8',
    notes: [],
    decoder() {
      const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
      return { add: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
    },
  };
}

function pinnedEncoding(pinned: string, marked: Encoding | null, { path, isUtf8, nulLine }: LocatedFile): Encoding {
  const wanted = pinned
    .toLowerCase()
    .replace(/^(mac[-_ ]?roman)$/, 'macintosh')
    .replace(/^latin[-_ ]?1$/, 'iso-8859-1');
  let name: string;
  try {
    name = new TextDecoder(wanted).encoding;
  } catch {
    throw new Problem('CSV_ENCODING', { path, encoding: pinned, found: 'a name that stands for no encoding' });
  }
  if (name === 'utf-8' && !isUtf8)
    throw new Problem('CSV_ENCODING', { path, encoding: pinned, found: 'bytes that are no UTF-8' });
  if (nulLine !== null && !name.startsWith('utf-16'))
    throw new Problem('CSV_ENCODING', { path, encoding: pinned, found: 'NUL bytes' });
  if (name === 'windows-1252') return oneByte(/8859|latin/.test(wanted) ? 'latin-1' : 'windows-1252', 0, []);
  return standard(name, marked?.name === name ? marked.mark : 0);
}

/** UTF-16 without a mark: the letters of most tables (digits, delimiters) have a zero in one half. */
function wideOf(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(head.length >> 1, 4096);
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.4 && even <= pairs * 0.02) return 'utf-16le';
  return even > pairs * 0.4 && odd <= pairs * 0.02 ? 'utf-16be' : null;
}

/** Not all of it is UTF-8: a file with stray bytes, or one in an encoding of one byte a letter. All bytes are asked. */
async function brokenUtf8(file: LocatedFile, mark: number): Promise<Encoding> {
  const census = makeByteCensus();
  for await (const chunk of createReadStream(file.bytes, { highWaterMark: 1 << 20 })) census.add(chunk);
  const { strayBytes, strayLines, firstStrayLine, wholeLetters, singleByte } = census.end();
  const table = singleByteTable(singleByte);
  // Letters of two and more bytes do not come about by chance: where they are as many as stray bytes, the file is
  // UTF-8.
  if (mark === 3 || wholeLetters >= strayBytes) {
    const details = { path: file.path, lines: strayLines, line: firstStrayLine, encoding: singleByte };
    return {
      ...standard('utf-8', mark),
      isPlain: false,
      notes: [note('CSV_STRAY_BYTES', details)],
      decoder: () => mixedDecoder(table),
    };
  }
  const notes = [note('CSV_ENCODING_ASSUMED', { path: file.path, encoding: singleByte })];
  return oneByte(singleByte, mark, notes);
}

function oneByte(name: SingleByte, mark: number, notes: readonly Note[]): Encoding {
  const table = singleByteTable(name);
  return {
    name,
    mark,
    isPlain: false,
    notes,
    decoder: () => ({ add: (bytes) => decodeSingle(bytes, table), end: () => '' }),
  };
}

function decodeSingle(bytes: Uint8Array, table: readonly string[]): string {
  let text = '';
  let from = 0;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!; // ! i < length
    if (byte < 0x80) continue;
    text += view.toString('latin1', from, i) + table[byte];
    from = i + 1;
  }
  return text + view.toString('latin1', from);
}

/** UTF-8, and the bytes that break it by the table. */
function mixedDecoder(table: readonly string[]): Decoder {
  let rest: Uint8Array = new Uint8Array(0);
  const decode = (bytes: Uint8Array, isLast: boolean): string => {
    const all = Buffer.concat([rest, bytes]);
    let [text, from, i] = ['', 0, 0];
    while (i < all.length) {
      if (all[i]! < 0x80) {
        // ! i < length
        i++;
        continue;
      }
      const length = sequenceLength(all, i);
      if (length === 'cut' && !isLast) break;
      if (typeof length === 'number') {
        i += length;
        continue;
      }
      text += all.toString('utf8', from, i) + table[all[i]!]; // ! as above
      from = ++i;
    }
    rest = Buffer.from(all.subarray(i));
    return text + all.toString('utf8', from, i);
  };
  return { add: (bytes) => decode(bytes, false), end: () => decode(new Uint8Array(0), true) };
}
