import { type ColumnStream, columnStream } from '@holdfast/core/evidence/column-streams.ts';
import { type PerformanceStream, performanceStreams } from '@holdfast/core/evidence/performance-streams.ts';
import type { Reading, StreamSpec } from '@holdfast/core/evidence/stream.ts';
import { addRows, emptyWindow, type Profile, profileReference } from '@holdfast/core/profile/profile.ts';
import { columnsWithRole } from '@holdfast/core/table/roles.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import type { Window } from '@holdfast/core/table/windows.ts';
import type { History, Side } from './history.ts';
import { readSlices, type WatchedSlice, WEEKLY, watchedSlices } from './slices.ts';

/** The groups in which streams raise incidents together. */
export type Group = 'inputs' | 'answers' | 'outcomes' | 'performance' | typeof WEEKLY;

/** All that is watched, frozen from the reference. */
export interface Watched {
  readonly specs: readonly StreamSpec[];
  /** Columns that can be seen at the end of a window, and those that come with the labels. */
  readonly columns: readonly ColumnStream[];
  readonly outcomes: readonly ColumnStream[];
  readonly performance: readonly PerformanceStream[];
  readonly slices: readonly WatchedSlice[];
  readonly reference: Profile;
  readonly labels: Profile;
}

/** The streams of a history in windows of this length: features and answers, labels, metrics, and slices. */
export function watchedOf(whole: History, windowMs: number): Watched {
  const { reference, history, features, plan, independentRows } = whole;
  const isIndependent = (name: string): boolean => independentRows?.includes(name) ?? true;
  const answers = answerColumns(plan).filter((name) => findColumn(history.table, name) !== null);
  const calendar = new Set(whole.calendar.map(({ column }) => column));
  const moving = features.filter((name) => !calendar.has(name));
  const profile = profileReference(reference.table, { names: [...moving, ...answers] });
  const columns = profile.columns.map((column) => {
    const group: Group = answers.includes(column.name) ? 'answers' : 'inputs';
    return columnStream(column, {
      group,
      id: `${group}:${column.name}`,
      isIndependent: isIndependent(column.name),
    });
  });
  const labelled = profileReference(reference.table, { names: [plan.roles.label] });
  const outcomes = labelled.columns.map((column) =>
    columnStream(column, {
      group: 'outcomes',
      id: `outcomes:${column.name}`,
      isIndependent: isIndependent(column.name),
    }),
  );
  const performance = performanceStreams(plan.roles.task, reference.judged.rows);
  const slices = watchedSlices(whole, windowMs);
  const specs = [...columns, ...outcomes, ...performance, ...slices.map(({ stream }) => stream)].map(
    ({ spec }) => spec,
  );
  return { specs, columns, outcomes, performance, slices, reference: profile, labels: labelled };
}

/** The columns in which the model answers. */
function answerColumns({ names }: History['plan']): readonly string[] {
  const { prediction, score, scores, quantiles } = names;
  const none = {
    id: null,
    timestamp: null,
    label: null,
    labelTimestamp: null,
    horizon: null,
    origin: null,
    query: null,
  };
  return columnsWithRole({
    ...none,
    prediction,
    score,
    scores,
    quantiles,
    cluster: null,
    weight: null,
    ...{ explored: null, propensity: null, selfLabelled: null },
    groups: [],
    ignored: [],
  });
}

/** What a window shows at its end. */
export interface Seen {
  readonly profile: Profile;
  readonly readings: readonly Reading[];
}

/** Readings of the columns of a window; without rows every stream says so. */
export function seeColumns({ columns, reference }: Watched, { table }: Side, window: Window): Seen {
  const profile = addRows(emptyWindow(reference, window), table, window.rows);
  return { profile, readings: readColumns(columns, profile) };
}

const readColumns = (streams: readonly ColumnStream[], profile: Profile): readonly Reading[] =>
  // ! streams were made from the columns of this profile, in their order
  streams.map((stream, k) => stream.reading(profile.columns[k]!));

/** What a window shows once its labels count as arrived: `rows` of the table, and of what was judged. */
export interface Labelled extends Seen {
  readonly rows: Int32Array;
  readonly judged: Int32Array;
}

/** Readings of labels and metrics of a window from the rows whose label is there by `until`. */
export function seeLabels(watched: Watched, side: Side, placeOf: Int32Array, window: Window, until: number): Labelled {
  const rows = window.rows.filter((row) => side.arrivals[row]! <= until); // ! a row; NaN is never there
  const judged = rows.map((row) => placeOf[row]!); // ! a row that was judged: it has a label
  const profile = addRows(emptyWindow(watched.labels, window), side.table, rows);
  const { rows: all } = side.judged;
  const metrics = watched.performance.map((stream) => stream.reading(all, judged));
  const slices = readSlices(watched.slices.filter(isClocked(false)), side, judged);
  return { rows, judged, profile, readings: [...readColumns(watched.outcomes, profile), ...metrics, ...slices] };
}

/** Readings of the slices that are read by the week, from the labels that its windows had at their watermarks. */
export function seeWeek(
  { slices }: Watched,
  side: Side,
  windows: readonly { readonly labelled: Labelled }[],
): readonly Reading[] {
  const judged = Int32Array.from(windows.flatMap(({ labelled }) => Array.from(labelled.judged)));
  return readSlices(slices.filter(isClocked(true)), side, judged);
}

/** Whether a slice is read by the week. */
export const isClocked =
  (isWeekly: boolean) =>
  ({ stream }: WatchedSlice): boolean =>
    (stream.spec.group === WEEKLY) === isWeekly;

/** For each row of the table its place among the judged ones; -1 is none. */
export function placesOf({ table, judgedRows }: Side): Int32Array {
  const places = new Int32Array(table.n).fill(-1);
  for (let k = 0; k < judgedRows.length; k++) places[judgedRows[k]!] = k; // ! k < length
  return places;
}
