import {
  addRows,
  type Difference,
  differencesOf,
  emptyWindow,
  type Profile,
  profileReference,
} from '@holdfast/core/profile/profile.ts';
import type { Source } from '../files/source.ts';

/** Columns are read and counted by so many, so that memory is theirs and not the table's. */
const COLUMNS_AT_ONCE = 8;

/** What is profiled, and how. */
export interface ProfileRequest {
  /** The profile on whose bins a window is counted; null makes a reference. */
  readonly reference: Profile | null;
  /** Columns that are no features: ids, the time. */
  readonly ignored: readonly string[];
  /** The column of times that gives the window its ends; it is not counted itself. */
  readonly timestamp: string | null;
  readonly seed: number;
  readonly onProgress: (share: number | null, what: string) => void;
}

/** The profile of a file, and the columns that its reference has otherwise. */
export interface ProfiledFile {
  readonly profile: Profile;
  readonly differences: readonly Difference[];
}

/** The profile of the rows of a source: of a reference, or on the bins of one. One pass over each column. */
export async function profileSource(source: Source, request: ProfileRequest): Promise<ProfiledFile> {
  const { reference, timestamp, onProgress } = request;
  const ignored = [...request.ignored, ...(timestamp === null ? [] : [timestamp])];
  const names = source.names.filter((name) => !ignored.includes(name));
  const span = timestamp === null ? null : await spanOf(source, timestamp);
  const parts: Profile[] = [];
  const differences: Difference[] = [];
  for (let from = 0; from < names.length; from += COLUMNS_AT_ONCE) {
    const some = names.slice(from, from + COLUMNS_AT_ONCE);
    const table = await source.read(some);
    if (reference === null) parts.push(profileReference(table, { names: some, seed: request.seed }));
    else {
      const part = columnsOf(reference, some);
      differences.push(...differencesOf(part, table));
      parts.push(addRows(emptyWindow(part), table));
    }
    onProgress(Math.min(1, (from + COLUMNS_AT_ONCE) / names.length), 'count');
  }
  const profile = joined(parts, source.rows);
  const whole = reference === null ? profile : inOrderOf(reference, profile, source.rows);
  const gone = (reference?.columns ?? []).filter(({ name }) => !names.includes(name));
  return {
    profile: { ...whole, start: span?.start ?? null, end: span?.end ?? null },
    differences: [...differences, ...gone.map(({ name }): Difference => ({ column: name, what: 'missing' }))],
  };
}

/** The columns of those names alone; pairs, scores and delays need other columns and are left out. */
const columnsOf = (reference: Profile, names: readonly string[]): Profile => ({
  ...reference,
  columns: reference.columns.filter(({ name }) => names.includes(name)),
  scores: null,
  delays: null,
  pairs: [],
  details: null,
});

const joined = (parts: readonly Profile[], rows: number): Profile => ({
  start: null,
  end: null,
  rows,
  columns: parts.flatMap(({ columns }) => columns),
  scores: null,
  delays: null,
  pairs: [],
  details: parts.every(({ details }) => details !== null) ? parts.flatMap(({ details }) => details ?? []) : null,
});

/** Everything that the reference counts, in its order: what the file does not have counts nothing. */
function inOrderOf(reference: Profile, found: Profile, rows: number): Profile {
  const byName = new Map(found.columns.map((column) => [column.name, column]));
  const empty = emptyWindow(reference);
  return { ...empty, rows, columns: empty.columns.map((column) => byName.get(column.name) ?? column) };
}

async function spanOf(source: Source, timestamp: string): Promise<{ start: number; end: number } | null> {
  const [column] = (await source.read([timestamp])).columns;
  if (column?.kind !== 'number' || column.type !== 'timestamp') return null;
  let [start, end] = [Infinity, -Infinity];
  for (let i = 0; i < column.values.length; i++) {
    if (column.missing?.[i] === 1) continue;
    start = Math.min(start, column.values[i]!); // ! i < n
    end = Math.max(end, column.values[i]! + 1); // ! i < n
  }
  return start < end ? { start, end } : null;
}
