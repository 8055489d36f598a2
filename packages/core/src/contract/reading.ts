import { nearest } from '../std/nearest.ts';
import { type Place, Problem } from '../std/problem.ts';
import { PROBLEMS_MAX } from '../std/several-problems.ts';
import type { KnownEntry } from './check.ts';
import type { ConditionSlice, SliceSpec } from './contract.ts';
import { type JsonPath, type Lines, placeAt } from './lines.ts';

/** What is known while a contract is read: places, the catalogue, the slices so far, the problems so far. */
export interface Reading {
  readonly entries: readonly KnownEntry[];
  readonly slices: readonly SliceSpec[];
  place(path: JsonPath): Place;
  /** The path as people write it: `release.checks[2]`. */
  name(path: JsonPath): string;
  /** The slice by a condition of that name. Problem: CONTRACT_NAME_UNKNOWN. */
  namedSlice(name: string, path: JsonPath): ConditionSlice;
  /** What `read` gives; undefined where it raises a problem, which is kept so that the rest is read too. */
  attempt<T>(read: () => T): T | undefined;
}

/** A reading of the file. */
export function makeReading(from: {
  readonly lines: Lines;
  readonly file: string;
  readonly entries: readonly KnownEntry[];
  readonly slices: readonly SliceSpec[];
  /** Where the path of a part stood before parts without the right shape were left out. */
  readonly original: (path: JsonPath) => JsonPath;
  /** Problems are added here. */
  readonly problems: Problem[];
}): Reading {
  const { entries, slices, problems } = from;
  const place = (path: JsonPath): Place => placeAt(from.lines, from.file, from.original(path));
  return {
    entries,
    slices,
    place,
    name: (path) => nameOf(from.original(path)),
    namedSlice(name, path) {
      const conditions = slices.filter((slice) => slice.kind === 'condition');
      const found = conditions.find((slice) => slice.name === name);
      if (found !== undefined) return found;
      const known = conditions.map((slice) => slice.name);
      throw new Problem('CONTRACT_NAME_UNKNOWN', {
        what: 'slice',
        name,
        nearest: nearest(name, known),
        known,
        place: place(path),
      });
    },
    attempt(read) {
      if (problems.length >= PROBLEMS_MAX) return undefined;
      try {
        return read();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        problems.push(error);
        return undefined;
      }
    },
  };
}

/** A path as people write it: `release.checks[2]`; the whole file is ''. */
export const nameOf = (path: JsonPath): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('');
