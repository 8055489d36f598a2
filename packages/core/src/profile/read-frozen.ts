import type { ProfileFlaw } from '../std/problem.ts';
import type { Bins, LevelBins, NumberBins } from './bins.ts';
import { slotCount } from './bins.ts';
import { BrokenBytes, type ByteReader } from './bytes.ts';
import { type ColumnProfile, emptyColumn } from './column.ts';
import { emptyDelays } from './delays.ts';
import { EDGES_MAX } from './edge-search.ts';
import { emptyPair, GROUPS, NO_GROUP, type PairCounts } from './pairs.ts';
import type { Profile } from './profile.ts';
import { CLASSES_MAX, emptyScores, type ScoreBins } from './score-counts.ts';

const broken = (flaw: ProfileFlaw, at: number): BrokenBytes<ProfileFlaw> => new BrokenBytes(flaw, at);

/** Whether a byte says yes. Throws `BrokenBytes` for other than 0 and 1. */
export function readFlag(from: ByteReader): boolean {
  const byte = from.byte();
  if (byte > 1) throw broken('flag', from.at - 1);
  return byte === 1;
}

/** A window without rows on the bins that stand in the frozen part of a profile. Throws `BrokenBytes`. */
export function readFrozen(from: ByteReader): Profile {
  const columns = readMany(from, 3, readColumn);
  distinctOr(
    columns.map(({ name }) => name),
    from,
  );
  const scores = readFlag(from) ? readScoreBins(from) : null;
  const delays = readFlag(from) ? emptyDelays() : null;
  const byName = new Map(columns.map((column) => [column.name, column.bins]));
  const pairs = readMany(from, 8, () => readPair(from, byName));
  if (from.left > 0) throw broken('left-over', from.at);
  const empty = { start: null, end: null, rows: 0, details: null };
  return { ...empty, columns, scores: scores && emptyScores(scores), delays, pairs };
}

/** So many things as the next whole number says, each of at least that many bytes. */
function readMany<T>(from: ByteReader, bytes: number, read: (from: ByteReader) => T): T[] {
  const length = from.length(bytes);
  const found: T[] = [];
  for (let k = 0; k < length; k++) found.push(read(from));
  return found;
}

const readText = (from: ByteReader): string => from.text();

function distinctOr(names: readonly string[], from: ByteReader): void {
  if (new Set(names).size !== names.length) throw broken('names', from.at);
}

const readColumn = (from: ByteReader): ColumnProfile => emptyColumn(from.text(), readBins(from));

function readBins(from: ByteReader): Bins {
  return readFlag(from) ? readLevels(from) : readEdges(from);
}

function readEdges(from: ByteReader): NumberBins {
  const at = from.at;
  const edges = Float64Array.from(readMany(from, 8, (next) => next.upTo()));
  const isRising = edges.every((edge, j) => j === 0 || edges[j - 1]! < edge); // ! j - 1 >= 0
  if (!isRising || edges.length === 1 || edges.length > EDGES_MAX) throw broken('edges', at);
  return { kind: 'number', edges };
}

function readLevels(from: ByteReader): LevelBins {
  const levels = readMany(from, 1, readText);
  distinctOr(levels, from);
  const isOpen = readFlag(from);
  const rare = readRising(from, 2 ** 32 - 1);
  return { kind: 'levels', levels, rare: Uint32Array.from(rare), isOpen };
}

/** Whole numbers that rise, `most` at most. */
export function readRising(from: ByteReader, most: number): Float64Array {
  let last = -1;
  const values = readMany(from, 1, () => {
    const step = from.whole();
    const value = last < 0 ? step : last + step;
    if (value <= last || value > most) throw broken('rising', from.at);
    last = value;
    return value;
  });
  return Float64Array.from(values);
}

function readScoreBins(from: ByteReader): ScoreBins {
  const classes = readMany(from, 1, readText);
  distinctOr(classes, from);
  if (classes.length < 2 || classes.length > CLASSES_MAX) throw broken('classes', from.at);
  if (!readFlag(from)) return { bins: null, classes };
  const bins = readBins(from);
  if (bins.kind !== 'number' || classes.length > 2) throw broken('classes', from.at);
  return { bins, classes };
}

function readPair(from: ByteReader, byName: ReadonlyMap<string, Bins>): PairCounts {
  const [first, second] = [from.text(), from.text()];
  const groupsOf = (name: string): Uint8Array => {
    const bins = byName.get(name);
    if (bins === undefined) throw broken('names', from.at);
    const groups = from.raw(slotCount(bins));
    if (groups.some((group) => group >= GROUPS && group !== NO_GROUP)) throw broken('groups', from.at);
    return groups;
  };
  return emptyPair({ first, second, groups: [groupsOf(first), groupsOf(second)] });
}
