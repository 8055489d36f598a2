import { assert } from '../std/assert.ts';
import { sha256 } from '../std/sha256.ts';
import type { Bins } from './bins.ts';
import { ByteWriter } from './bytes.ts';
import type { ColumnProfile } from './column.ts';
import type { ColumnDetails } from './details.ts';
import type { Moments } from './moments.ts';
import type { Profile } from './profile.ts';
import type { ScoreCounts } from './score-counts.ts';

/** The first bytes of every profile: one that begins no text, the name, and ends of line that a transfer spoils. */
export const MAGIC: readonly number[] = [0x89, 0x48, 0x46, 0x50, 0x0d, 0x0a, 0x1a, 0x0a];
/** The version of the form. */
export const PROFILE_VERSION = 1;
/** Bits of the byte after the version. */
export const IS_WHOLE = 1;
/** Bits of the byte after the version. */
export const HAS_DETAILS = 2;

/** What was frozen with the reference, in bytes, and their digest: by it a window names its reference. */
export interface Frozen {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** The frozen part of a profile. Profiles with the same digest can be added. O(bins). */
export function frozenOf({ columns, scores, delays, pairs }: Profile): Frozen {
  const out = new ByteWriter();
  out.whole(columns.length);
  for (const { name, bins } of columns) {
    out.text(name);
    writeBins(out, bins);
  }
  out.byte(scores === null ? 0 : 1);
  if (scores !== null) {
    out.whole(scores.classes.length);
    for (const name of scores.classes) out.text(name);
    out.byte(scores.bins === null ? 0 : 1);
    if (scores.bins !== null) writeBins(out, scores.bins);
  }
  out.byte(delays === null ? 0 : 1);
  out.whole(pairs.length);
  for (const { first, second, groups } of pairs) {
    out.text(first);
    out.text(second);
    for (const group of groups) out.raw(group);
  }
  const bytes = out.done();
  return { digest: sha256(bytes), bytes };
}

function writeBins(out: ByteWriter, bins: Bins): void {
  if (bins.kind === 'number') {
    out.byte(0);
    out.whole(bins.edges.length);
    for (const edge of bins.edges) out.number(edge);
    return;
  }
  out.byte(1);
  out.whole(bins.levels.length);
  for (const level of bins.levels) out.text(level);
  out.byte(bins.isOpen ? 1 : 0);
  writeRising(out, bins.rare);
}

/** Whole numbers that rise, each by how much it is above the one before. */
function writeRising(out: ByteWriter, values: ArrayLike<number>): void {
  out.whole(values.length);
  for (let k = 0, last = 0; k < values.length; k++) {
    out.whole(values[k]! - last); // ! k < length
    last = values[k]!; // ! k < length
  }
}

/**
 * The canonical bytes of a profile (docs/guide/profile-format.md): the same counts give the same bytes, and
 * `decodeProfile` gives the profile back. `isWhole`: with what was frozen, so that the bytes can be read alone; else
 * with its digest, which is what a window is kept as: at most 1 KB a column.
 */
export function encodeProfile(
  profile: Profile,
  { isWhole = true, frozen = frozenOf(profile) }: { readonly isWhole?: boolean; readonly frozen?: Frozen } = {},
): Uint8Array {
  const out = new ByteWriter();
  for (const byte of MAGIC) out.byte(byte);
  out.byte(PROFILE_VERSION);
  out.byte((isWhole ? IS_WHOLE : 0) | (profile.details === null ? 0 : HAS_DETAILS));
  out.raw(fromHex(frozen.digest));
  if (isWhole) {
    out.whole(frozen.bytes.length);
    out.raw(frozen.bytes);
  }
  writeSpan(out, profile);
  out.whole(profile.rows);
  for (const column of profile.columns) writeColumn(out, column);
  if (profile.scores !== null) writeScores(out, profile.scores);
  if (profile.delays !== null) writeCounts(out, profile.delays);
  for (const { counts } of profile.pairs) writeCounts(out, counts);
  for (const details of profile.details ?? []) writeDetails(out, details);
  const bytes = out.done();
  const sealed = new Uint8Array(bytes.length + 32);
  sealed.set(bytes);
  sealed.set(fromHex(sha256(bytes)), bytes.length);
  return sealed;
}

function writeSpan(out: ByteWriter, { start, end }: Profile): void {
  assert((start === null) === (end === null), 'a window has two ends or none');
  out.byte(start === null ? 0 : 1);
  if (start === null || end === null) return;
  out.number(start + 0);
  out.number(end + 0);
}

function writeCounts(out: ByteWriter, counts: Float64Array): void {
  for (const count of counts) {
    assert(Number.isSafeInteger(count) && count >= 0, 'a count is a whole number of rows');
    out.whole(count);
  }
}

function writeColumn(out: ByteWriter, { counts, moments }: ColumnProfile): void {
  writeCounts(out, counts);
  if (moments !== null) writeMoments(out, moments);
}

function writeMoments(out: ByteWriter, { n, mean, m2, m3, m4, least, greatest }: Moments): void {
  // How many there are is told by the counts. Adding 0 makes one zero of two.
  if (n === 0) return;
  for (const value of [mean, m2, m3, m4, least, greatest]) out.number(value + 0);
}

function writeScores(out: ByteWriter, { counts, sums, classes }: ScoreCounts): void {
  writeCounts(out, counts);
  const cells = classes.length ** 2;
  for (const [bin, sum] of sums.entries()) {
    const isUsed = counts.subarray(bin * cells, (bin + 1) * cells).some((count) => count > 0);
    if (isUsed) out.number(sum + 0);
  }
}

function writeDetails(out: ByteWriter, { sketch, distinct }: ColumnDetails): void {
  if (sketch !== null) {
    out.whole(sketch.levels.length);
    for (const items of sketch.levels) {
      out.whole(items.length);
      for (const item of items) out.number(item + 0);
    }
  }
  out.byte(distinct.kind === 'exact' ? 0 : 1);
  if (distinct.kind === 'exact') writeRising(out, distinct.hashes);
  else out.raw(distinct.registers);
}

/** The bytes of hexadecimal digits. */
export const fromHex = (digits: string): Uint8Array =>
  Uint8Array.from({ length: digits.length / 2 }, (_, k) => Number.parseInt(digits.slice(2 * k, 2 * k + 2), 16));
