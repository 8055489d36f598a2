import { assert } from '../std/assert.ts';
import { type Column, findColumn, type Table } from '../table/table.ts';
import { addCells, type ColumnProfile, emptyColumn, mergeColumns, type RowPlaces } from './column.ts';
import { addDelays, type DelayCounts, emptyDelays, mergeDelays } from './delays.ts';
import { type ColumnDetails, detailsOf, emptyDetails, freezeColumn, mergeDetails } from './details.ts';
import { addPair, emptyPair, freezePair, mergePairs, type PairCounts } from './pairs.ts';
import {
  type Answers,
  addAnswers,
  emptyScores,
  mergeScores,
  type ScoreBins,
  type ScoreCounts,
} from './score-counts.ts';

/**
 * A mergeable summary of a window: the only form of data that is kept by default. What it counts, and on which bins,
 * was frozen with the reference; two profiles of one reference can be added in any order, and cutting a window in two
 * changes nothing.
 */
export interface Profile {
  /** Ends of the window in milliseconds, the end excluded; null where there is no time. */
  readonly start: number | null;
  readonly end: number | null;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly scores: ScoreCounts | null;
  /** How long labels took; null where there is no time of labels. */
  readonly delays: DelayCounts | null;
  readonly pairs: readonly PairCounts[];
  /** Of each column, in the reference; null in a window. */
  readonly details: readonly ColumnDetails[] | null;
}

/** What a profile of a table counts. */
export interface Layout {
  /** Which columns, in this order; all when it is left out. A name that the table lacks is left out. */
  readonly names?: readonly string[];
  readonly scores?: ScoreBins | null;
  readonly hasDelays?: boolean;
  /** Columns that are counted together. */
  readonly pairs?: readonly (readonly [first: string, second: string])[];
  readonly seed?: number;
}

/**
 * The profile of a reference: bins are frozen from its rows, and its rows are counted on them. Answers and delays are
 * added by `addScored` and `addDelayed`.
 */
export function profileReference(table: Table, layout: Layout = {}): Profile {
  const names = layout.names ?? table.columns.map(({ name }) => name);
  const frozen = names.flatMap((name) => {
    const column = findColumn(table, name);
    if (column === null) return [];
    return [freezeColumn(column, layout)];
  });
  const columns = frozen.map(({ profile }) => profile);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const bins = new Map(columns.map((column) => [column.name, column.bins]));
  const pairs = (layout.pairs ?? []).flatMap(([a, b]) => {
    const [first, second] = [byName.get(a), byName.get(b)];
    return first && second ? [addPair(emptyPair(freezePair(first, second)), table, null, bins)] : [];
  });
  return {
    start: null,
    end: null,
    rows: table.n,
    columns,
    scores: layout.scores ? emptyScores(layout.scores) : null,
    delays: layout.hasDelays === true ? emptyDelays() : null,
    pairs,
    details: frozen.map(({ details }) => details),
  };
}

/** A window without rows, on the bins of that profile. */
export const emptyWindow = (
  like: Profile,
  span: { readonly start: number; readonly end: number } | null = null,
): Profile => ({
  start: span?.start ?? null,
  end: span?.end ?? null,
  rows: 0,
  columns: like.columns.map(({ name, bins }) => emptyColumn(name, bins)),
  scores: like.scores && emptyScores(like.scores),
  delays: like.delays && emptyDelays(),
  pairs: like.pairs.map(emptyPair),
  details: null,
});

/** The profile of a reference without rows, on the bins of that one: what the parts of a reference are added to. */
export const emptyReference = (like: Profile): Profile => ({
  ...emptyWindow(like),
  details: like.columns.map(({ bins }) => emptyDetails(bins)),
});

/**
 * The profile with those rows of a table counted too. A column that the table lacks, or has in another kind, stays as
 * it was: `differencesOf` tells which. Cost: one pass over each column.
 */
export function addRows(profile: Profile, table: Table, rows: RowPlaces = null): Profile {
  const bins = new Map(profile.columns.map((column) => [column.name, column.bins]));
  return {
    ...profile,
    rows: profile.rows + (rows?.length ?? table.n),
    columns: profile.columns.map((one) => {
      const column = findColumn(table, one.name);
      return column === null ? one : addCells(one, column, rows);
    }),
    pairs: profile.pairs.map((pair) => addPair(pair, table, rows, bins)),
    details:
      profile.details?.map((one, k) => {
        const { name, bins: own } = profile.columns[k]!; // ! one for each column
        const column = findColumn(table, name);
        const isSameKind = column !== null && (column.kind === 'text') === (own.kind === 'levels');
        return isSameKind ? mergeDetails(one, detailsOf(column, rows)) : one;
      }) ?? null,
  };
}

/** The profile with labelled answers counted too. It must have been laid out for scores. */
export function addScored(profile: Profile, answers: Answers, rows: RowPlaces = null): Profile {
  assert(profile.scores !== null, 'this profile was laid out to count scores');
  return { ...profile, scores: addAnswers(profile.scores, answers, rows) };
}

/** The profile with delays of labels counted too, in milliseconds; NaN: no label yet. */
export function addDelayed(profile: Profile, delaysMs: ArrayLike<number>): Profile {
  assert(profile.delays !== null, 'this profile was laid out to count delays');
  return { ...profile, delays: addDelays(profile.delays, delaysMs) };
}

/** Both as one; the window reaches from the earlier start to the later end. They must be of one reference. */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  assert(a.columns.length === b.columns.length && a.pairs.length === b.pairs.length, 'profiles of one reference agree');
  assert((a.scores === null) === (b.scores === null), 'profiles of one reference agree in what they count');
  assert((a.delays === null) === (b.delays === null), 'profiles of one reference agree in what they count');
  return {
    start: outer(Math.min, a.start, b.start),
    end: outer(Math.max, a.end, b.end),
    rows: a.rows + b.rows,
    columns: a.columns.map((column, k) => mergeColumns(column, b.columns[k]!)), // ! as many
    scores: a.scores && b.scores && mergeScores(a.scores, b.scores),
    delays: a.delays && b.delays && mergeDelays(a.delays, b.delays),
    pairs: a.pairs.map((pair, k) => mergePairs(pair, b.pairs[k]!)), // ! as many
    // A window that is added to a reference makes a window: its details are not known.
    details: a.details && b.details && a.details.map((one, k) => mergeDetails(one, b.details![k]!)), // ! as many
  };
}

const outer = (choose: (x: number, y: number) => number, a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : choose(a, b);

/** A column of the table that the profile cannot count as it should, or that it does not know. */
export interface Difference {
  readonly column: string;
  readonly what: 'missing' | 'new' | 'other-kind';
}

/** What is known of a column without its rows. */
export interface ColumnKind {
  readonly name: string;
  readonly kind: Column['kind'];
}

/** How these columns differ from those of the profile. `ignored`: columns that are no features. */
export function differencesOf(
  profile: Profile,
  columns: readonly ColumnKind[],
  ignored: readonly string[] = [],
): Difference[] {
  const known = new Set([...profile.columns.map(({ name }) => name), ...ignored]);
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
  const gone = profile.columns.flatMap(({ name, bins }): Difference[] => {
    const kind = kinds.get(name);
    if (kind === undefined) return [{ column: name, what: 'missing' }];
    const isSameKind = (kind === 'text') === (bins.kind === 'levels');
    return isSameKind ? [] : [{ column: name, what: 'other-kind' }];
  });
  const added = columns.filter(({ name }) => !known.has(name));
  return [...gone, ...added.map(({ name }): Difference => ({ column: name, what: 'new' }))];
}
