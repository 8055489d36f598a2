import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';

/** Writes to standard output and waits until it is taken; a reader that went away ends the program quietly. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => (error ? fail(error) : done()));
  });
}

/** Writes a whole file or nothing: to a neighbour first, then by rename. Problem: FILE_UNWRITABLE. */
export function writeWhole(path: string, text: string | Uint8Array): void {
  const neighbour = join(dirname(resolve(path)), `.${randomUUID()}.part`);
  try {
    mkdirSync(dirname(neighbour), { recursive: true });
    writeFileSync(neighbour, text, { flag: 'wx' });
    renameSync(neighbour, path);
  } catch (cause) {
    if (existsSync(neighbour)) rmSync(neighbour);
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_UNWRITABLE', { path, reason }, { cause });
  }
}

/** Colour only for people: a terminal, and nobody said no. */
export const isColored = (options: Readonly<Record<string, unknown>>): boolean =>
  process.stdout.isTTY === true && options['color'] !== false && !process.env['NO_COLOR'];
