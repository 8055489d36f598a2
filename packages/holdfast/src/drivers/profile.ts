import type { ColumnProfile } from '@holdfast/core/profile/column.ts';
import {
  type ColumnKind,
  type Difference,
  differencesOf,
  emptyWindow,
  type Profile,
} from '@holdfast/core/profile/profile.ts';
import type { DistinctCount } from '@holdfast/core/stats/distinct-count.ts';
import type { Table } from '@holdfast/core/table/table.ts';
import type { FoldedColumn } from '../files/engine/fold.ts';
import type { FoldPlan } from '../files/relation/fold.ts';
import { isNumeric } from '../files/relation/relation.ts';
import type { DrawPlan } from '../files/relation/sample.ts';
import type { Counted } from '../files/source.ts';
import { type AnswerPlan, withAnswers } from './profile-answers.ts';

/** What is profiled, and how. */
export interface ProfileRequest {
  /** The profile on whose bins a window is counted; null makes a reference. */
  readonly reference: Profile | null;
  /** Columns that are no features: ids, the time. */
  readonly ignored: readonly string[];
  /** The column of times that gives the window its ends; it is not counted itself. */
  readonly timestamp: string | null;
  /** Where answers and labels stand; null where they are not counted by each other. */
  readonly answers: AnswerPlan | null;
  readonly seed: number;
  /** Rows to be drawn on the way; left out where none are. */
  readonly drawing?: DrawPlan;
  /** Whether a reference keeps details of its numbers, for a file of its own; left out where it does. */
  readonly hasDetails?: boolean;
  readonly onProgress: (share: number | null, what: string) => void;
  /** Columns as they are counted, in no order. */
  readonly onColumn?: (column: ColumnProfile) => void;
}

/** The profile of a file, and the columns that its reference has otherwise. */
export interface ProfiledFile {
  readonly profile: Profile;
  readonly differences: readonly Difference[];
  /** How many different values a column of a reference has, where that was counted. */
  readonly distinct: ReadonlyMap<string, DistinctCount>;
  /** All columns of the rows that were drawn; null where none were. */
  readonly drawn: Table | null;
}

/** The profile of the rows of a source: of a reference, or on the bins of one. Rows stay where they are read. */
export async function profileSource(source: Counted, request: ProfileRequest): Promise<ProfiledFile> {
  const { reference, timestamp, seed } = request;
  const ignored = [...request.ignored, ...(timestamp === null ? [] : [timestamp])];
  const names = source.names.filter((name) => !ignored.includes(name));
  const span = timestamp === null ? null : await spanOf(source, timestamp);
  const differences = reference === null ? [] : differencesFrom(reference, source, names);
  const bins = new Map(reference?.columns.map((column) => [column.name, column.bins]));
  const isOther = new Set(differences.map(({ column }) => column));
  const plan: FoldPlan = {
    names: names.filter((name) => !isOther.has(name)),
    binsOf: (name) => bins.get(name) ?? null,
    seed,
    hasDetails: request.hasDetails ?? true,
    onProgress: (share) => request.onProgress(share, 'count'),
    onColumn: request.onColumn && (({ profile }) => request.onColumn?.(profile)),
  };
  const { columns, drawn } = request.drawing
    ? await source.foldAndDraw(plan, request.drawing)
    : { columns: await source.fold(plan), drawn: null };
  const profile = reference === null ? referenceOf(columns, source.rows) : windowOf(reference, columns, source.rows);
  const spanned = { ...profile, start: span?.start ?? null, end: span?.end ?? null };
  const whole = request.answers ? await withAnswers(spanned, reference, source, request.answers) : spanned;
  const distinct = new Map(
    columns.flatMap(({ profile: { name }, details }) => (details === null ? [] : [[name, details.distinct] as const])),
  );
  return { profile: whole, differences, distinct, drawn };
}

/** Those of the file's columns first, then what it does not have. */
function differencesFrom(reference: Profile, source: Counted, names: readonly string[]): Difference[] {
  const kinds = names.map((name): ColumnKind => {
    const type = source.typeOf(name);
    return { name, kind: type !== null && isNumeric(type) ? 'number' : 'text' };
  });
  const found = differencesOf(reference, kinds);
  const isMissing = ({ what }: Difference): boolean => what === 'missing';
  return [...found.filter((one) => !isMissing(one)), ...found.filter(isMissing)];
}

const referenceOf = (found: readonly FoldedColumn[], rows: number): Profile => ({
  start: null,
  end: null,
  rows,
  columns: found.map(({ profile }) => profile),
  scores: null,
  delays: null,
  pairs: [],
  details: found.every(({ details }) => details !== null) ? found.flatMap(({ details }) => details ?? []) : null,
});

/** Everything that the reference counts, in its order: what the file does not have counts nothing. */
function windowOf(reference: Profile, found: readonly FoldedColumn[], rows: number): Profile {
  const byName = new Map(found.map(({ profile }) => [profile.name, profile]));
  const empty = emptyWindow(reference);
  return { ...empty, rows, columns: empty.columns.map((column) => byName.get(column.name) ?? column) };
}

async function spanOf(source: Counted, timestamp: string): Promise<{ start: number; end: number } | null> {
  if (source.typeOf(timestamp) !== 'timestamp') return null;
  const range = await source.range(timestamp);
  return range === null ? null : { start: range[0], end: range[1] + 1 };
}
