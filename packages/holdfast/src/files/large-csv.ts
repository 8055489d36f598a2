import { realpath, stat } from 'node:fs/promises';
import { kindOf } from './kind.ts';
import type { LocatedFile } from './locate.ts';
import { endsOf } from './look.ts';

/** Smaller files are looked at before a thread has started. */
const AHEAD_BYTES = 2 ** 23;

/** A large CSV file that is not packed: its ends, and what is assumed of the rest. Null for anything else. */
export async function largeCsv(paths: readonly string[]): Promise<LocatedFile | null> {
  const [path, ...rest] = paths;
  if (path === undefined || path === '-' || rest.length > 0) return null;
  try {
    const { size } = await stat(path);
    if (size < AHEAD_BYTES) return null;
    const { head, tail } = await endsOf(path, size);
    if ((head[0] === 0x1f && head[1] === 0x8b) || kindOf({ path, head }) !== 'csv') return null;
    const facts = { isUtf8: true, nulLine: null, feeds: 0, hasEmptyLine: false };
    return { path, bytes: await realpath(path), size, sha256: null, head, tail, ...facts };
  } catch {
    return null;
  }
}
