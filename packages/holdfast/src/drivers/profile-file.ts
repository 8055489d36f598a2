import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { decodeProfile } from '@holdfast/core/profile/decode.ts';
import { MAGIC } from '@holdfast/core/profile/encode.ts';
import type { Profile } from '@holdfast/core/profile/profile.ts';
import { Problem } from '@holdfast/core/std/problem.ts';

/** A profile and the digest of its file. */
export interface ProfileFile {
  readonly path: string;
  readonly profile: Profile;
  /** `sha256:` and that of the bytes. */
  readonly digest: string;
}

/** The profile in a file. `reference`: for a window without bins of its own. Problems: FILE_MISSING, PROFILE_*. */
export function readProfile(path: string, reference: Profile | null): ProfileFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_MISSING', { path, found }, { cause });
  }
  const profile = decodeProfile(bytes, { path, ...(reference && { reference }) });
  return { path, profile, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}

/** Whether a file is a profile: by its name, or by its first bytes. What cannot be opened is none. */
export function isProfile(path: string): boolean {
  if (path.endsWith('.hfprofile')) return true;
  if (path === '-') return false;
  const head = new Uint8Array(MAGIC.length);
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, head) === head.length && MAGIC.every((byte, k) => head[k] === byte);
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // A folder, a pattern, or nothing: who opens it as rows says so.
  }
}
