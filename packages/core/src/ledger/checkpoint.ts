import type { ControlState } from '../control/state.ts';
import { canonicalJson } from '../std/canonical-json.ts';
import { sha256 } from '../std/sha256.ts';
import { utf8 } from '../std/utf8.ts';
import type { Head } from './envelope.ts';

/** A signed statement of where a ledger ended and what control knew there. Kept away from the ledger it speaks of. */
export interface Checkpoint extends Head {
  readonly at: number;
  /** The digest of the state that the events up to `seq` fold to. */
  readonly state: string;
  /** The digest of the public key, to find it by; the signature is checked with a key from elsewhere. */
  readonly key: string;
  /** Ed25519, in base64. */
  readonly signature: string;
}

/** Who signs: the program has the key, the core does not. */
export interface Signer {
  readonly key: string;
  sign(message: Uint8Array): string;
}

/** Whether a signature is of this message by the key that the one who asks trusts. */
export type CheckSignature = (message: Uint8Array, signature: string) => boolean;

/** The digest of what control knows. */
export const stateDigest = (state: ControlState): string => sha256(canonicalJson(state));

/** A signed checkpoint of a ledger. */
export function signCheckpoint(
  { head, state }: { readonly head: Head; readonly state: ControlState },
  at: number,
  { key, sign }: Signer,
): Checkpoint {
  const said = { seq: head.seq, hash: head.hash, at, state: stateDigest(state), key };
  return { ...said, signature: sign(messageOf(said)) };
}

/** Whether a checkpoint carries a signature that `check` accepts. */
export const isSigned = ({ signature, ...said }: Checkpoint, check: CheckSignature): boolean =>
  check(messageOf(said), signature);

/** What is signed. It begins with what it is, so that the signature is good for nothing else. */
const messageOf = ({ seq, hash, at, state, key }: Omit<Checkpoint, 'signature'>): Uint8Array =>
  utf8(`holdfast checkpoint 1\n${canonicalJson({ seq, hash, at, state, key })}`);

/** The text of a checkpoint, for its file. */
export const checkpointText = (checkpoint: Checkpoint): string => `${canonicalJson(checkpoint)}\n`;

/** The checkpoint of a text, or null for any other text. Whether it is signed is not asked. */
export function parseCheckpoint(text: string): Checkpoint | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // It is not JSON.
  }
  if (typeof value !== 'object' || value === null) return null;
  const { seq, hash, at, state, key, signature } = value as Readonly<Record<string, unknown>>; // as: an object
  const isPlaced = [seq, at].every(Number.isSafeInteger);
  const isText = [hash, state, key, signature].every((part) => typeof part === 'string' && part.length <= 200);
  return isPlaced && isText ? ({ seq, hash, at, state, key, signature } as Checkpoint) : null; // as: looked at
}
