import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '@holdfast/core/std/problem.ts';
import { makeLineGuard } from './line-guard.ts';

/** What one pass over a file says about it. */
export interface LookedAt {
  /** The absolute path of the plain bytes: the file itself, or what was unpacked of it. */
  readonly bytes: string;
  /** Of the plain bytes. */
  readonly size: number;
  /** Of the bytes as they came; null where it was not asked for and they were not read. */
  readonly sha256: string | null;
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly isUtf8: boolean;
  /** The line of the first NUL byte; null when there is none. */
  readonly nulLine: number | null;
  /** LF bytes. */
  readonly feeds: number;
  /** Somewhere two line ends stand together, perhaps inside quotes. */
  readonly hasEmptyLine: boolean;
}

export interface LookOptions {
  readonly path: string;
  /** A private folder, made when it is asked for. */
  readonly workFolder: () => string;
  readonly share: (part: number) => void;
  readonly signal: AbortSignal | undefined;
  /** Whether the digest is asked for, so that every byte is read. */
  readonly hasDigest: boolean;
}

const CHUNK = 1 << 20;
/** What is kept of both ends: a megabyte holds thousands of rows, enough to know a dialect by. */
export const HEAD_BYTES = 1 << 20;
export const TAIL_BYTES = 1 << 17;
/** A gzip of honest rows unpacks to 3 to 50 times its size; a bomb to 1,000 times. */
const UNPACKED_FREE = 2 ** 28;
const UNPACKED_TIMES = 100;

/**
 * Reads the file once: digest, encoding facts, both ends. What is gzip is unpacked into the work folder on the way. Of
 * Parquet, which has no lines, only both ends are read where no digest is asked for.
 */
export async function lookAt(path: string, options: LookOptions): Promise<LookedAt> {
  try {
    const size = (await stat(path)).size;
    const digest = createHash('sha256');
    let seen = 0;
    const count = (chunk: Buffer): void => {
      digest.update(chunk);
      options.share(Math.min(1, (seen += chunk.length) / Math.max(1, size)));
    };
    const mark = await bytesAt(path, 0, 4);
    if (mark.toString('latin1') === 'PAR1') {
      if (options.hasDigest) for await (const chunk of chunksOf(path, options.signal)) count(chunk);
      const sha256 = options.hasDigest ? digest.digest('hex') : null;
      return { ...(await endsOf(path, size)), bytes: await realpath(path), sha256 };
    }
    if (mark[0] !== 0x1f || mark[1] !== 0x8b) {
      const survey = makeSurvey(options.path);
      for await (const chunk of chunksOf(path, options.signal)) {
        count(chunk);
        survey.add(chunk);
      }
      return { ...survey.end(), bytes: await realpath(path), sha256: digest.digest('hex') };
    }
    const source = createReadStream(path, { highWaterMark: CHUNK, ...(options.signal && { signal: options.signal }) });
    const { bytes, ...found } = await unpack(source, count, { path: options.path, size, folder: options.workFolder() });
    return { ...found, bytes, sha256: digest.digest('hex') };
  } catch (error) {
    throw problemOf(error, options);
  }
}

/** SHA-256 of the bytes of a file as they are on disk. Problems: as `lookAt`. */
export async function sha256Of(
  file: Pick<LookedAt, 'bytes'> & { readonly path: string },
  signal: AbortSignal,
): Promise<string> {
  try {
    const digest = createHash('sha256');
    for await (const chunk of chunksOf(file.bytes, signal)) digest.update(chunk);
    return digest.digest('hex');
  } catch (error) {
    throw problemOf(error, { path: file.path, signal });
  }
}

/** A file of which only both ends are looked at. */
export async function endsOf(path: string, size: number): Promise<Found> {
  const head = await bytesAt(path, 0, HEAD_BYTES);
  const tail = await bytesAt(path, Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
  return { size, head, tail, isUtf8: false, nulLine: null, feeds: 0, hasEmptyLine: false };
}

/** The bytes of a file; a chunk lives until the next but one. A stream would allocate each anew. */
async function* chunksOf(path: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffers = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const;
    let next = file.read(buffers[0], 0, CHUNK);
    for (let turn = 1; ; turn ^= 1) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      signal?.throwIfAborted();
      next = file.read(buffers[turn === 1 ? 1 : 0], 0, CHUNK);
      next.catch(() => {}); // It is awaited above, unless whoever reads has stopped.
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Standard input as a file: everything is read twice at least. Problem: FILE_LIMIT. */
export async function spool(input: Readable, folder: string, signal: AbortSignal | undefined): Promise<string> {
  const path = join(folder, 'standard-input');
  const guard = makeLineGuard('standard input');
  let lines = 1;
  const guarded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      lines += feedsOf(chunk);
      try {
        guard(chunk, lines);
        done(null, chunk);
      } catch (error) {
        done(error as Error); // as: the guard throws problems
      }
    },
  });
  await pipeline(input, guarded, createWriteStream(path), ...(signal ? [{ signal }] : []));
  return path;
}

/** So many bytes from that place on, or those that there are. */
async function bytesAt(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

type Found = Omit<LookedAt, 'bytes' | 'sha256'>;

interface Packed {
  readonly path: string;
  readonly size: number;
  readonly folder: string;
}

async function unpack(
  source: Readable,
  count: (chunk: Buffer) => void,
  { path, size, folder }: Packed,
): Promise<Found & { bytes: string }> {
  const bytes = join(mkdtempSync(join(folder, 'unpacked-')), 'bytes');
  const survey = makeSurvey(path);
  const limit = UNPACKED_FREE + UNPACKED_TIMES * size;
  let unpacked = 0;
  const packed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count(chunk);
      done(null, chunk);
    },
  });
  const plain = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        survey.add(chunk);
      } catch (error) {
        return done(error as Error); // as: the guard of lines throws problems
      }
      if ((unpacked += chunk.length) <= limit) return done(null, chunk);
      done(
        new Problem('FILE_LIMIT', {
          path,
          what: 'unpacked bytes',
          limit: String(limit),
          found: `more, from ${size} bytes`,
        }),
      );
    },
  });
  await pipeline(source, packed, createGunzip({ chunkSize: CHUNK }), plain, createWriteStream(bytes));
  return { ...survey.end(), bytes };
}

/** How many LF bytes there are: four at a time, because every byte of every file comes through here. */
function feedsOf(bytes: Uint8Array): number {
  let count = 0;
  // Words of four bytes begin at addresses that are multiples of four.
  const start = Math.min(bytes.length, -bytes.byteOffset & 3);
  const words =
    bytes.length - start < 4
      ? new Int32Array(0)
      : new Int32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]! ^ 0x0a0a0a0a; // ! i < length
    // The high bit of each byte that is zero now, and no other (Lamport, 1975).
    let zero = ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
    for (; zero !== 0; zero &= zero - 1) count++;
  }
  for (let i = 0; i < start; i++) if (bytes[i] === 10) count++;
  for (let i = start + words.length * 4; i < bytes.length; i++) if (bytes[i] === 10) count++;
  return count;
}

const EMPTY_LINE = ['\n\n', '\n\r\n'];

/** Facts of a stream of bytes, with memory that does not grow. */
function makeSurvey(path: string) {
  const guard = makeLineGuard(path);
  const heads: Buffer[] = [];
  let tail: Buffer = Buffer.alloc(0);
  let [size, headSize] = [0, 0];
  let [allUtf8, hasEmptyLine] = [true, false];
  let nulLine: number | null = null;
  let edge = '';
  let feeds = 0;
  let cut: Buffer = Buffer.alloc(0);
  return {
    add(chunk: Buffer): void {
      size += chunk.length;
      if (headSize < HEAD_BYTES) {
        const part = Buffer.from(chunk.subarray(0, HEAD_BYTES - headSize));
        heads.push(part);
        headSize += part.length;
      }
      tail =
        chunk.length >= TAIL_BYTES
          ? Buffer.from(chunk.subarray(-TAIL_BYTES))
          : Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
      const nul = nulLine === null ? chunk.indexOf(0) : -1;
      if (nul >= 0) nulLine = feeds + feedsOf(chunk.subarray(0, nul)) + 1;
      feeds += feedsOf(chunk);
      guard(chunk, feeds + 1);
      hasEmptyLine ||= EMPTY_LINE.some(
        (mark) => chunk.includes(mark) || (edge + chunk.toString('latin1', 0, 2)).includes(mark),
      );
      edge = chunk.toString('latin1', Math.max(0, chunk.length - 2));
      if (!allUtf8) return;
      const whole = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
      const end = wholeCharacters(whole);
      allUtf8 = isUtf8(whole.subarray(0, end));
      cut = Buffer.from(whole.subarray(end));
    },
    end: (): Found => ({
      size,
      head: Buffer.concat(heads),
      tail,
      isUtf8: allUtf8 && cut.length === 0,
      nulLine,
      feeds,
      hasEmptyLine,
    }),
  };
}

/** Where the last whole character of UTF-8 ends: a chunk may cut one of two to four bytes. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!; // ! back <= length
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function problemOf(error: unknown, { path, signal }: Pick<LookOptions, 'path' | 'signal'>): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  if (signal?.aborted) return new Problem('FILE_STOPPED', { path, found: 'it was interrupted' }, { cause: error });
  const code = (error as NodeJS.ErrnoException).code ?? ''; // as: errors of the system have a code
  if (code.startsWith('Z_'))
    return new Problem('FILE_DAMAGED', { path, found: `gzip that breaks off (${code})` }, { cause: error });
  if (/^E[A-Z]+$/.test(code))
    return new Problem('FILE_MISSING', { path, found: `the system says ${code}` }, { cause: error });
  return error;
}
