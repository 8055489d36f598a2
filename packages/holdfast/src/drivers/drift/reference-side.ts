import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { ColumnProfile } from '@holdfast/core/profile/column.ts';
import type { Profile } from '@holdfast/core/profile/profile.ts';
import type { InputFile } from '@holdfast/core/report/result.ts';
import { distinctEstimate } from '@holdfast/core/stats/distinct-count.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { inferRoles, type RoleNames, type RolesFound } from '@holdfast/core/table/roles.ts';
import { findColumn, type Table } from '@holdfast/core/table/table.ts';
import type { ColumnType } from '../../files/description.ts';
import type { Spares } from '../../files/engine/reader-process.ts';
import type { Pins } from '../../files/pins.ts';
import { type Counted, openCounted } from '../../files/source.ts';
import { byPattern } from '../plan.ts';
import { type ProfiledFile, profileSource } from '../profile.ts';
import { type DriftRequest, drawingOf } from './request.ts';

/** What both sides have. */
export interface Side {
  readonly input: InputFile;
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly profile: Profile;
  readonly drawn: Table;
  /** The least and the greatest time of each column of times; null where it has none. */
  readonly spans: ReadonlyMap<string, readonly [number, number] | null>;
}

/** The reference, and what was concluded from it about columns. */
export interface ReferenceSide extends Side {
  readonly found: RolesFound;
  /** Columns that are not compared, because nearly every row has a value of its own. */
  readonly unique: readonly string[];
}

/** How both sides are opened. */
export interface Opening {
  readonly pins: Pins;
  readonly spares: Spares;
}

/** The reference folded on bins of its own. Problems: those of files; TABLE_EMPTY, TABLE_COLUMN_MISSING. */
export async function readReference(
  request: DriftRequest,
  contract: Contract | null,
  opening: Opening,
): Promise<ReferenceSide> {
  const { seed } = request;
  return withSide(request, { role: 'reference', ...opening }, async (source) => {
    requireGiven(request, source);
    const types = typesOf(source);
    const drawing = drawingOf(request, source.names.length);
    const rolesIn = (table: Table): RolesFound => inferRoles(table, saidRoles(request, contract, table));
    // What names a row is not counted, and must be known before; where the drawn rows say otherwise it is done anew.
    // It is never a column of fractions.
    const isFew = source.rows <= drawing.rowsMax;
    const naming = source.names.filter((name) => types.get(name) !== 'number');
    const early = rolesIn(await (isFew ? source.draw(drawing) : source.first(FIRST_ROWS, naming))).roles;
    const progress = (share: number | null): void => request.onProgress(share, `counting ${source.path}`);
    const fold = (ignored: readonly string[]): Promise<ProfiledFile> =>
      profileSource(source, {
        ...{ reference: null, ignored, timestamp: null, answers: null, seed, drawing, hasDetails: false },
        onProgress: progress,
      });
    const once = await fold(leftOut(early, types));
    const { drawn } = once;
    assert(drawn !== null, 'rows that are asked for are drawn');
    const found = rolesIn(drawn);
    const isSame = found.roles.id === early.id;
    const { profile, distinct } = isSame ? once : await fold(leftOut(found.roles, types));
    const spans = await spansOf(source, types);
    return { types, profile, drawn, spans, found, unique: uniqueOf(profile, { drawn, types, distinct }) };
  });
}

/** By so many rows it is said what names a row, until others are drawn. */
const FIRST_ROWS = 2_000;

/** Opens a side, and closes it whatever happens. */
export async function withSide<T>(
  request: DriftRequest,
  { role, pins, spares }: Opening & { readonly role: 'reference' | 'current' },
  body: (source: Counted) => Promise<T>,
): Promise<T & { readonly input: InputFile }> {
  const path = request[role];
  const progress = (share: number): void => request.onProgress(share, `reading ${path}`);
  const { source, digest } = await openCounted([path], pins, progress, request.signal, spares);
  const digested = digest();
  digested.catch(() => {}); // Who gives up before the end does not await it.
  try {
    if (source.rows === 0) throw new Problem('TABLE_EMPTY', { table: path });
    const found = await body(source);
    const input = { role, path: source.path, rows: source.rows, digest: await digested, problems: [] };
    return { ...found, input };
  } finally {
    await source.close();
  }
}

/** The type of each column. */
export const typesOf = (source: Counted): ReadonlyMap<string, ColumnType> =>
  new Map(
    source.names.flatMap((name) => ((type) => (type === null ? [] : [[name, type] as const]))(source.typeOf(name))),
  );

/** When the rows are from, by each column of times. */
export async function spansOf(source: Counted, types: Side['types']): Promise<Side['spans']> {
  const spans = new Map<string, readonly [number, number] | null>();
  for (const [name, type] of types) if (type === 'timestamp') spans.set(name, await source.range(name));
  return spans;
}

/** Columns that tell nothing of drift: what names a row, what nobody wants to see, and times, which always move on. */
export const leftOut = ({ id, ignored }: RoleNames, types: Side['types']): string[] => [
  ...(id === null ? [] : [id]),
  ...ignored,
  ...[...types].flatMap(([name, type]) => (type === 'timestamp' ? [name] : [])),
];

/** The command line wins over the contract; what the contract names and this file lacks is not there. */
export function saidRoles({ given }: DriftRequest, contract: Contract | null, table: Table): Partial<RoleNames> {
  const has = (name: unknown): boolean => typeof name === 'string' && findColumn(table, name) !== null;
  const fromContract = Object.entries(contract?.columns.roles ?? {}).filter(
    ([, value]) => typeof value !== 'string' || has(value),
  );
  const pattern = given.scoresPattern ?? contract?.columns.scoresPattern ?? null;
  const scores = pattern === null ? null : byPattern(pattern, table);
  return { ...Object.fromEntries(fromContract), ...given.roles, ...(scores && { scores }) };
}

/** Problem: TABLE_COLUMN_MISSING for a role on the command line that the reference does not have. */
export function requireGiven({ given }: DriftRequest, source: Pick<Counted, 'path' | 'names'>): void {
  for (const [role, name] of Object.entries(given.roles)) {
    if (typeof name !== 'string' || source.names.includes(name)) continue;
    throw new Problem('TABLE_COLUMN_MISSING', {
      column: name,
      role,
      table: source.path,
      found: source.names,
    });
  }
}

/**
 * Text that differs in most rows, and running numbers: whole, never falling, and mostly different in the drawn rows.
 * With few rows that is no sign of it.
 */
function uniqueOf({ rows, columns }: Profile, { drawn, types, distinct }: Counts): string[] {
  if (rows < UNIQUE.rows) return [];
  return columns.flatMap((column) => {
    const { name, bins } = column;
    const present = presentIn(column, rows);
    if (present === 0) return [];
    if (bins.kind === 'levels') {
      const found = distinct.get(name);
      return found && distinctEstimate(found) >= UNIQUE.share * present ? [name] : [];
    }
    return types.get(name) === 'integer' && isNarrow(column, rows) && isRunning(drawn, name) ? [name] : [];
  });
}

type Counts = Pick<Side, 'drawn' | 'types'> & Pick<ProfiledFile, 'distinct'>;

/** From so many rows on a column is called one of values of its own, by this share of different ones. */
export const UNIQUE = { rows: 100, share: 0.5 } as const;

/** Rows with a value. */
export const presentIn = ({ counts }: ColumnProfile, rows: number): number => rows - (counts.at(-1) ?? 0);

/** Whether numbers lie so close that they may count the rows. */
export const isNarrow = ({ moments }: ColumnProfile, rows: number): boolean =>
  moments !== null && moments.greatest - moments.least < 2 * rows;

/** Whether the numbers of a column never fall from row to row, and mostly rise. */
function isRunning(table: Table, name: string): boolean {
  const column = findColumn(table, name);
  if (column?.kind !== 'number') return false;
  const { values } = column;
  let rises = 1;
  for (let i = 1; i < values.length; i++) {
    const step = values[i]! - values[i - 1]!; // ! 0 < i < length
    if (step < 0) return false;
    if (step > 0) rises++;
  }
  return rises >= UNIQUE.share * values.length;
}
