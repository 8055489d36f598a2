import type { Contract } from '@holdfast/core/contract/contract.ts';
import { frozenOf } from '@holdfast/core/profile/encode.ts';
import type { Profile } from '@holdfast/core/profile/profile.ts';
import { distinctEstimate } from '@holdfast/core/stats/distinct-count.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { inferRoles } from '@holdfast/core/table/roles.ts';
import type { Column, Table } from '@holdfast/core/table/table.ts';
import { readProfile } from '../profile-file.ts';
import type { CurrentSide, Pair } from './current-side.ts';
import {
  isNarrow,
  leftOut,
  presentIn,
  type ReferenceSide,
  requireGiven,
  type Side,
  saidRoles,
  UNIQUE,
} from './reference-side.ts';
import type { DriftRequest } from './request.ts';
import type { Sides } from './text-shapes.ts';

/** A profile in the place of rows: what takes rows is not known of it. */
const NO_ROWS: Table = { n: 0, columns: [] };

/**
 * A reference of which a profile is there. What its columns are for is said by the contract and the command line, or by
 * the current rows: see `withRoles`. Problems: FILE_MISSING, PROFILE_*, TABLE_EMPTY.
 */
export function profiledReference(request: DriftRequest, contract: Contract | null): ReferenceSide {
  const side = profiledSide(request, 'reference', null);
  const found = rolesIn(tableOf(side.profile), request, contract);
  return { ...side, found, unique: uniqueIn(side.profile) };
}

/** Current rows of which a profile is there, on the bins of the reference. Problem: PROFILE_REFERENCE. */
export function profiledCurrent(request: DriftRequest, reference: ReferenceSide): CurrentSide {
  const side = profiledSide(request, 'current', reference.profile);
  const [named, given] = [frozenOf(side.profile).digest, frozenOf(reference.profile).digest];
  if (named !== given) throw otherBins(request.current, named, given);
  const pairs = reference.profile.columns
    .map((column, k): Pair => ({ reference: column, current: side.profile.columns[k]! })) // ! the same bins
    .filter((pair) => !reference.unique.includes(pair.current.name));
  return { ...side, pairs, differences: [], formats: [] };
}

/** A window can be held beside the profile of its reference alone. Problem: PROFILE_REFERENCE. */
export function requireProfiles(request: DriftRequest): never {
  throw otherBins(request.current, frozenOf(readProfile(request.current, null).profile).digest, null);
}

const otherBins = (path: string, named: string, given: string | null): Problem =>
  new Problem('PROFILE_REFERENCE', { path, named: named.slice(0, 12), given: given?.slice(0, 12) ?? null });

/**
 * Both sides with the columns that are no features left out, of which the current rows say what the profile cannot:
 * its time is that of the column by which they are ordered.
 */
export function withRoles({ reference, current }: Sides, request: DriftRequest, contract: Contract | null): Sides {
  const { profile } = reference;
  const names = [...new Set([...current.types.keys(), ...reference.types.keys()])];
  requireGiven(request, { path: request.reference, names });
  const found = current.drawn.n > 0 ? rolesIn(current.drawn, request, contract) : reference.found;
  const left = new Set(leftOut(found.roles, current.types));
  const { timestamp } = found.roles;
  const span = profile.start === null || profile.end === null ? null : ([profile.start, profile.end - 1] as const);
  const spans = new Map(timestamp === null || span === null ? [] : [[timestamp, span] as const]);
  return {
    reference: { ...reference, found, spans, unique: reference.unique.filter((name) => !left.has(name)) },
    current: {
      ...current,
      pairs: current.pairs.filter((pair) => !left.has(pair.current.name)),
      differences: current.differences.filter(({ column }) => !left.has(column)),
    },
  };
}

function profiledSide(request: DriftRequest, role: 'reference' | 'current', known: Profile | null): Side {
  const { path, profile, digest } = readProfile(request[role], known);
  if (profile.rows === 0) throw new Problem('TABLE_EMPTY', { table: path });
  const input = { role, path, rows: profile.rows, digest, problems: [] };
  const types = new Map(
    profile.columns.map(({ name, bins }) => [name, bins.kind === 'levels' ? 'text' : 'number'] as const),
  );
  return { input, types, profile, drawn: NO_ROWS, spans: new Map() };
}

const rolesIn = (table: Table, request: DriftRequest, contract: Contract | null): ReferenceSide['found'] =>
  inferRoles(table, saidRoles(request, contract, table));

/** The columns of a profile without a row: enough to look for names. */
const tableOf = ({ columns }: Profile): Table => ({
  n: 0,
  columns: columns.map(
    ({ name, bins }): Column =>
      bins.kind === 'levels'
        ? { name, kind: 'text', type: 'text', codes: new Int32Array(), levels: [] }
        : { name, kind: 'number', type: 'number', values: new Float64Array(), missing: null },
  ),
});

/** Text that differs in most rows, and whole numbers that do within a range of as many. */
function uniqueIn({ rows, columns, details }: Profile): string[] {
  if (rows < UNIQUE.rows || details === null) return [];
  return columns.flatMap((column, k) => {
    const present = presentIn(column, rows);
    const { distinct } = details[k]!; // ! of each column
    if (present === 0 || distinctEstimate(distinct) < UNIQUE.share * present) return [];
    const { name, bins } = column;
    // The last edge is the double after the greatest number.
    const isRunning =
      bins.kind === 'number' && isNarrow(column, rows) && bins.edges.slice(0, -1).every(Number.isInteger);
    return bins.kind === 'levels' || isRunning ? [name] : [];
  });
}
