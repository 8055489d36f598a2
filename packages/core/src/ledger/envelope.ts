import { assert } from '../std/assert.ts';
import { canonicalJson, parseCanonical } from '../std/canonical-json.ts';
import { sha256 } from '../std/sha256.ts';

/** An event as a ledger keeps it: sealed by a hash that covers all the rest, and that of the event before it. */
export interface LedgerEvent {
  /** From 1, without gaps. Only this orders events. */
  readonly seq: number;
  /** When it happened, in milliseconds since the epoch; it may go back. */
  readonly at: number;
  readonly type: string;
  /** Of the shape of the data, by type. */
  readonly version: number;
  readonly data: unknown;
  /** The hash of the event before, 64 hexadecimal digits; zeros for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** Where a ledger ends. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The head of a ledger without events. */
export const GENESIS: Head = { seq: 0, hash: '0'.repeat(64) };

/** What is sealed: an event without its place. */
export type Unsealed = Pick<LedgerEvent, 'at' | 'type' | 'version' | 'data'>;

/** The event that comes after `head`. Asserts that its time is a whole number and its data can be hashed. */
export function seal(head: Head, { at, type, version, data }: Unsealed): LedgerEvent {
  assert(Number.isSafeInteger(at), 'an event has a time in whole milliseconds');
  const body = { seq: head.seq + 1, at, type, version, data, previous: head.hash };
  return { ...body, hash: sha256(canonicalJson(body)) };
}

/** The head after an event. */
export const headOf = ({ seq, hash }: LedgerEvent): Head => ({ seq, hash });

/** The hash that an event must have. */
export function hashOf({ seq, at, type, version, data, previous }: LedgerEvent): string {
  return sha256(canonicalJson({ seq, at, type, version, data, previous }));
}

/**
 * The same from the line that the event was read from: what is hashed is the line without the hash, so it need not be
 * written again.
 */
export function hashOfLine(line: string, { seq, type, version, previous, hash }: LedgerEvent): string {
  const rest = `,"previous":"${previous}","seq":${seq},"type":${JSON.stringify(type)},"version":${version}}`;
  const before = line.length - rest.length - `,"hash":"${hash}"`.length;
  return sha256(line.slice(0, before) + rest);
}

/** The line of an event in an export, without its end. */
export const lineOf = (event: LedgerEvent): string => canonicalJson(event);

/** The event of a line, or null where it is not the canonical text of one. Whether its hash holds is not asked. */
export function parseLine(line: string): LedgerEvent | null {
  const value = parseCanonical(line);
  return isEvent(value) ? value : null;
}

const KEYS = ['at', 'data', 'hash', 'previous', 'seq', 'type', 'version'];

function isEvent(value: unknown): value is LedgerEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.keys(value).join() !== KEYS.join()) return false;
  const { seq, at, type, version, data, previous, hash } = value as LedgerEvent; // as: its keys were compared
  const isNumbered = [seq, at, version].every(Number.isSafeInteger) && seq > 0 && version > 0;
  const isChained = [previous, hash].every((digest) => typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest));
  return isNumbered && isChained && typeof type === 'string' && typeof data === 'object' && data !== null;
}
