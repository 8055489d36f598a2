import { nearest } from '../std/nearest.ts';
import { type Place, Problem } from '../std/problem.ts';
import type { KnownEntry } from './check.ts';
import type { ConditionSlice, SliceSpec } from './contract.ts';
import { type JsonPath, type Lines, placeAt } from './lines.ts';

/** What is known while a contract is read: places, the catalogue, the slices so far. */
export interface Reading {
  readonly entries: readonly KnownEntry[];
  readonly slices: readonly SliceSpec[];
  place(path: JsonPath): Place;
  /** The path as people write it: `release.checks[2]`. */
  name(path: JsonPath): string;
  /** The slice by a condition of that name. Problem: CONTRACT_NAME_UNKNOWN. */
  namedSlice(name: string, path: JsonPath): ConditionSlice;
}

/** A reading of the file. */
export function makeReading(from: {
  readonly lines: Lines;
  readonly file: string;
  readonly entries: readonly KnownEntry[];
  readonly slices: readonly SliceSpec[];
}): Reading {
  const { entries, slices } = from;
  const place = (path: JsonPath): Place => placeAt(from.lines, from.file, path);
  return {
    entries,
    slices,
    place,
    name: nameOf,
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
  };
}

/** A path as people write it: `release.checks[2]`; the whole file is ''. */
export const nameOf = (path: JsonPath): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('');
