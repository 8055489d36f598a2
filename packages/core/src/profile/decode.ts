import { Problem, type ProfileFlaw } from '../std/problem.ts';
import { sha256 } from '../std/sha256.ts';
import { BrokenBytes, ByteReader } from './bytes.ts';
import { fromHex, frozenOf, HAS_DETAILS, IS_WHOLE, MAGIC, PROFILE_VERSION } from './encode.ts';
import { emptyWindow, type Profile } from './profile.ts';
import { readCounted } from './read-counts.ts';
import { readFrozen } from './read-frozen.ts';

/** More bytes than this are no profile that we wrote: 100,000 columns at 1 KB, or 250 with all their rare levels. */
export const PROFILE_BYTES_MAX = 100_000_000;
const DIGEST = 32;

/** Where bytes are from, and the reference that a window without its own bins is read with. */
export interface Origin {
  readonly path: string;
  readonly reference?: Profile;
}

/**
 * The profile of these bytes, which `encodeProfile` would write again as they are. What is broken is refused before
 * anything is allocated by what it says of itself. Problems: PROFILE_DAMAGED, PROFILE_VERSION, PROFILE_REFERENCE.
 */
export function decodeProfile(bytes: Uint8Array, { path, reference }: Origin): Profile {
  const damaged = (flaw: ProfileFlaw, at: number): Problem => new Problem('PROFILE_DAMAGED', { path, flaw, at });
  if (bytes.length > PROFILE_BYTES_MAX) throw damaged('length', 0);
  if (!MAGIC.every((byte, k) => bytes[k] === byte)) throw damaged('kind', 0);
  const found = bytes[MAGIC.length] ?? 0;
  if (found !== PROFILE_VERSION && bytes.length > MAGIC.length) {
    throw new Problem('PROFILE_VERSION', { path, found, known: PROFILE_VERSION });
  }
  const body = bytes.subarray(0, Math.max(0, bytes.length - DIGEST));
  if (body.length < MAGIC.length + 2 + DIGEST) throw damaged('short', bytes.length);
  const seal = bytes.subarray(body.length);
  if (!isSame(fromHex(sha256(body)), seal)) throw damaged('digest', body.length);
  try {
    return readBody(new ByteReader(body), { path, ...(reference && { reference }) });
  } catch (error) {
    // as: all flaws of readers are flaws of profiles
    throw error instanceof BrokenBytes ? damaged(error.flaw as ProfileFlaw, error.at) : error;
  }
}

function readBody(from: ByteReader, { path, reference }: Origin): Profile {
  from.raw(MAGIC.length + 1);
  const flags = from.byte();
  if (flags > (IS_WHOLE | HAS_DETAILS)) throw new BrokenBytes<ProfileFlaw>('flag', from.at);
  const digest = from.raw(DIGEST);
  const layout =
    flags & IS_WHOLE ? readWhole(from, digest) : layoutOf(digest, { path, ...(reference && { reference }) });
  const profile = readCounted(from, layout, { hasDetails: (flags & HAS_DETAILS) !== 0 });
  if (from.left > 0) throw new BrokenBytes<ProfileFlaw>('left-over', from.at);
  return profile;
}

function readWhole(from: ByteReader, digest: Uint8Array): Profile {
  const bytes = from.raw(from.length());
  if (!isSame(fromHex(sha256(bytes)), digest)) throw new BrokenBytes<ProfileFlaw>('digest', from.at);
  return readFrozen(new ByteReader(bytes));
}

/** A window without rows on the bins of the reference that the digest names. Problem: PROFILE_REFERENCE. */
function layoutOf(digest: Uint8Array, { path, reference }: Origin): Profile {
  const named = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const given = reference === undefined ? null : frozenOf(reference).digest;
  if (reference === undefined || given !== named) {
    throw new Problem('PROFILE_REFERENCE', { path, named: named.slice(0, 12), given: given?.slice(0, 12) ?? null });
  }
  return emptyWindow(reference);
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, k) => byte === b[k]);
