import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';
import { syncFolder } from './data-folder.ts';

/** Longer than any line that we write; a file without ends of lines must not fill the memory. */
const LINE_BYTES_MAX = 16 * 2 ** 20;

/** Bytes that are read at once. */
const CHUNK = 2 ** 18;

/** Writes an export whole or not at all, and synced: to a neighbour first, then by rename. Problem: FILE_UNWRITABLE. */
export async function writeExport(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const folder = dirname(resolve(path));
  const neighbour = join(folder, `.${randomUUID()}.part`);
  try {
    const handle = openSync(neighbour, 'wx');
    try {
      let text = '';
      for await (const line of lines) {
        text += line;
        if (text.length > CHUNK) text = written(handle, text);
      }
      written(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(neighbour, path);
    syncFolder(folder);
  } catch (cause) {
    rmSync(neighbour, { force: true });
    if (cause instanceof Problem) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_UNWRITABLE', { path, reason }, { cause });
  }
}

function written(handle: number, text: string): '' {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) from += writeSync(handle, bytes, from);
  return '';
}

/**
 * The lines of an export, each with its end; the last may lack it. Bytes that are no UTF-8 come as a line that no event
 * has, so that an edit of them is found like any other. Problem: FILE_LIMIT.
 */
export function* exportLines(path: string): Generator<string> {
  const handle = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    const chunk = Buffer.alloc(CHUNK);
    for (let size = 0; (size = readSync(handle, chunk, 0, CHUNK, null)) > 0; ) {
      rest = Buffer.concat([rest, chunk.subarray(0, size)]);
      let from = 0;
      for (let end = 0; (end = rest.indexOf(0x0a, from)) >= 0; from = end + 1)
        yield textOf(rest.subarray(from, end + 1));
      rest = rest.subarray(from);
      if (rest.length > LINE_BYTES_MAX) throw tooLong(path);
    }
    if (rest.length > 0) yield textOf(rest);
  } finally {
    closeSync(handle);
  }
}

const textOf = (bytes: Buffer): string => (isUtf8(bytes) ? bytes.toString('utf8') : `bytes that are no text\n`);

const tooLong = (path: string): Problem =>
  new Problem('FILE_LIMIT', { path, what: 'a line', limit: `${LINE_BYTES_MAX / 2 ** 20} MiB`, found: 'a longer one' });
