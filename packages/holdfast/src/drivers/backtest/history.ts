import type { Contract, SliceRule } from '@holdfast/core/contract/contract.ts';
import type { BacktestResult, HistorySetAside } from '@holdfast/core/report/backtest-result.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Assigned, assignRoles } from '@holdfast/core/table/assign.ts';
import { type CalendarPart, calendarPartOf } from '@holdfast/core/table/calendar.ts';
import { idKeys } from '@holdfast/core/table/join.ts';
import { inferRoles } from '@holdfast/core/table/roles.ts';
import { findColumn, isMissing, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';
import { type Plan, planOf } from '../plan.ts';
import type { ReadFile } from '../tables.ts';
import { confirmedSlices } from './confirmed.ts';
import { type Correction, firstLabels } from './first-labels.ts';
import { delayOf, type Timed } from './label-delay.ts';
import type { BacktestRequest } from './request.ts';

/** One of the two tables, with everything that the replay needs of it. */
export interface Side {
  /** Rows with a time, in the order of the file. */
  readonly table: Table;
  /** By row, in milliseconds. */
  readonly times: Float64Array;
  /** When the label of each row arrived; NaN: it has none. */
  readonly arrivals: Float64Array;
  /** The rows that can be judged, and the row of `table` that each of them is. */
  readonly judged: Assigned;
  readonly judgedRows: Int32Array;
}

/** What a backtest replays. */
export interface History {
  readonly plan: Plan;
  readonly reference: Side;
  readonly history: Side;
  /** Columns that both tables have in one kind and that no role takes. */
  readonly features: readonly string[];
  /** Features that repeat a part of the calendar: they move by themselves. */
  readonly calendar: readonly { readonly column: string; readonly part: CalendarPart }[];
  /** Columns that are no such features, because the tables differ in them. */
  readonly differences: readonly Difference[];
  readonly labelDelay: BacktestResult['labelDelay'];
  readonly setAside: BacktestResult['rows']['setAside'];
  readonly corrections: readonly { readonly correction: Correction; readonly labels: Table }[];
  /** How the reference was come by, when nobody named one. */
  readonly isReferenceCut: boolean;
  /** The slices that are watched: the declared ones, and those of the reference that were found and confirmed. */
  readonly slices: readonly SliceRule[];
  readonly confirmed: readonly SliceRule[];
  /** Columns whose rows are declared to be independent; null: all. */
  readonly independentRows: readonly string[] | null;
  /** The contract's column of versions of the model, or null. */
  readonly version: string | null;
}

/** Files that were read for a backtest. */
export interface HistoryFiles {
  readonly history: ReadFile;
  readonly labels: ReadFile | null;
  readonly reference: ReadFile | null;
}

/** Fewer rows than this freeze no bins and teach no season. */
const REFERENCE_ROWS_MIN = 200;
/** A name that no file can hold: names have no line breaks. */
const ROW = 'row\n';

/**
 * The history and its reference with roles, times and labels as they arrived. What takes no part is counted by reason.
 * Problems: BACKTEST_NO_TIME, REFERENCE_SMALL, and those of roles and joins.
 */
export function historyOf(request: BacktestRequest, contract: Contract | null, files: HistoryFiles): History {
  const counts = new Map<HistorySetAside, number>();
  const count = (reason: HistorySetAside, rows: number): void => {
    if (rows > 0) counts.set(reason, (counts.get(reason) ?? 0) + rows);
  };
  const { labels, corrections } = labelsOf(request, contract, files, count);
  const opened = { candidate: files.history, labels, against: null, reference: null, seeds: null };
  const plan = planOf({ ...request, command: 'evaluate' }, contract, opened);
  if (labels && plan.names.id !== null) count('label-of-unknown-id', strangers(labels.table, plan, plan.names.id));
  const timed = withTimes(plan.table, plan, files.history.input.path);
  count('no-time', plan.table.n - timed.table.n);
  count('out-of-order', stepsBack(timed.times));
  const { reference, current, isCut } = apart(timed, plan, files, count);
  if (reference.table.n < REFERENCE_ROWS_MIN) {
    const rows = reference.table.n;
    throw new Problem('REFERENCE_SMALL', { table: pathOf(files), rows, needed: REFERENCE_ROWS_MIN });
  }
  const labelDelay = delayOf(contract, [reference, current], plan);
  const sides = [reference, current].map((side) => sideOf(side, plan, files.history.input.path, labelDelay.ms));
  const [past, now] = sides as [Side, Side]; // as: two went in
  count('label-never', now.arrivals.filter((at) => Number.isNaN(at)).length);
  count('label-before-prediction', now.arrivals.filter((at, i) => at < now.times[i]!).length); // ! as many
  const { features, differences } = compared(plan, past.table, now.table);
  const independentRows = contract?.watch ? contract.watch.independentRows : [];
  for (const column of independentRows ?? []) {
    if (findColumn(now.table, column) !== null) continue;
    const found = now.table.columns.map(({ name }) => name);
    throw new Problem('TABLE_COLUMN_MISSING', {
      column,
      role: 'independent_rows',
      table: files.history.input.path,
      found,
    });
  }
  const confirmed = confirmedSlices(past.judged, { task: plan.roles.task, features, seed: request.seed });
  return {
    plan,
    reference: past,
    history: now,
    features,
    calendar: calendarOf(features, [past, now]),
    differences,
    labelDelay,
    setAside: [...counts].map(([reason, rows]) => ({ reason, rows })),
    corrections: labels === null ? [] : corrections.map((correction) => ({ correction, labels: labels.table })),
    isReferenceCut: isCut,
    slices: [...(contract?.slices ?? []), ...confirmed],
    confirmed,
    independentRows,
    version: contract?.columns.version ?? null,
  };
}

/** A column in which history and reference differ, so that it cannot be watched. */
export interface Difference {
  readonly column: string;
  readonly what: 'only-reference' | 'only-history' | 'other-kind';
}

/** The features that both tables have in one kind, and what they differ in. */
function compared(plan: Plan, reference: Table, history: Table): Pick<History, 'features' | 'differences'> {
  const differences: Difference[] = [];
  const features = plan.features.filter((column) => {
    const [past, now] = [findColumn(reference, column), findColumn(history, column)];
    const what = past === null ? 'only-history' : past.kind === now?.kind ? null : 'other-kind';
    if (what !== null) differences.push({ column, what });
    return what === null;
  });
  const known = new Set([...history.columns.map(({ name }) => name), ...plan.names.ignored]);
  const gone = reference.columns.filter(({ name }) => !known.has(name));
  differences.push(...gone.map(({ name }): Difference => ({ column: name, what: 'only-reference' })));
  return { features, differences };
}

/** The features that repeat the same part of the calendar on both sides. */
function calendarOf(features: readonly string[], sides: readonly Side[]): History['calendar'] {
  return features.flatMap((column) => {
    const [part, other] = sides.map(({ table, times }) => {
      const found = findColumn(table, column);
      return found === null ? null : calendarPartOf(found, times);
    });
    return part && part === other ? [{ column, part }] : [];
  });
}

const pathOf = ({ reference, history }: HistoryFiles): string => (reference ?? history).input.path;

/** The labels with the first one of each id, because that is what was known first. */
function labelsOf(
  request: BacktestRequest,
  contract: Contract | null,
  { history, labels }: HistoryFiles,
  count: (reason: HistorySetAside, rows: number) => void,
): { labels: ReadFile | null; corrections: readonly Correction[] } {
  if (labels === null) return { labels: null, corrections: [] };
  const said = { ...contract?.columns.roles, ...request.given.roles };
  const { roles } = inferRoles(labels.table, inColumns(said, labels.table));
  const id = said.id ?? inferRoles(history.table, inColumns(said, history.table)).roles.id;
  if (id == null || roles.label === null) return { labels, corrections: [] };
  const first = firstLabels(labels.table, { id, label: roles.label, arrival: roles.labelTimestamp });
  count('label-without-id', first.withoutId);
  count('label-again', first.again);
  count('label-corrected', first.corrections.length);
  return { labels: { ...labels, table: first.table }, corrections: first.corrections };
}

type Said = Parameters<typeof inferRoles>[1] & object;

/** What was said about columns that the table has; the rest is about the other one. */
const inColumns = (said: Said, table: Table): Said =>
  Object.fromEntries(
    Object.entries(said).filter(([, name]) => typeof name !== 'string' || findColumn(table, name) !== null),
  );

/** How many labels are of an id that the history does not have. */
function strangers(labels: Table, { table }: Plan, id: string): number {
  const [ids, others] = [findColumn(table, id), findColumn(labels, id)];
  if (ids === null || others === null) return 0;
  const known = new Set(idKeys(ids));
  return idKeys(others).filter((key) => key !== null && !known.has(key)).length;
}

/** The rows that have a time. */
function withTimes(table: Table, { names }: Plan, path: string): Timed {
  const found = table.columns.map((column) => column.name);
  const column = names.timestamp === null ? null : findColumn(table, names.timestamp);
  if (column === null) throw new Problem('BACKTEST_NO_TIME', { table: path, column: null, type: null, found });
  if (column.kind !== 'number' || column.type !== 'timestamp') {
    throw new Problem('BACKTEST_NO_TIME', { table: path, column: column.name, type: column.type, found });
  }
  if (column.missing === null) return { table, times: column.values };
  const rows = rowsOf(column.missing.map((flag) => 1 - flag));
  return { table: takeTable(table, rows), times: Float64Array.from(rows, (row) => column.values[row]!) }; // ! a row
}

function stepsBack(times: Float64Array): number {
  let back = 0;
  for (let i = 1; i < times.length; i++) if (times[i]! < times[i - 1]!) back++; // ! i < n
  return back;
}

/** The part of the history that serves as reference when nobody names one. */
const CUT_SHARE = 0.25;
const DAY_MS = 86_400_000;

/** Reference and history apart: rows that are in both by id, and rows from before the reference ends, are said. */
function apart(
  timed: Timed,
  plan: Plan,
  { reference, history }: HistoryFiles,
  count: (reason: HistorySetAside, rows: number) => void,
): { reference: Timed; current: Timed; isCut: boolean } {
  if (reference === null) {
    const sorted = Float64Array.from(timed.times).sort();
    const cut = Math.floor((sorted[Math.floor(CUT_SHARE * sorted.length)] ?? 0) / DAY_MS) * DAY_MS;
    const [early, late] = [chosen(timed, (time) => time < cut), chosen(timed, (time) => time >= cut)];
    return { reference: early, current: late, isCut: true };
  }
  const past = withTimes(reference.table, plan, reference.input.path);
  const { id } = plan.names;
  const [ids, others] = [id && findColumn(timed.table, id), id && findColumn(past.table, id)];
  let current = timed;
  if (ids && others) {
    const known = new Set(idKeys(others));
    const keys = idKeys(ids);
    current = chosen(timed, (_, row) => keys[row] == null || !known.has(keys[row] ?? ''));
    count('in-reference-too', timed.table.n - current.table.n);
  }
  const end = past.times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  count('before-reference-ends', current.times.filter((time) => time <= end).length);
  if (current.table.n === 0) throw new Problem('TABLE_EMPTY', { table: history.input.path });
  return { reference: past, current, isCut: false };
}

function chosen({ table, times }: Timed, isIn: (time: number, row: number) => boolean): Timed {
  const rows = rowsOf(Uint8Array.from(times, (time, row) => Number(isIn(time, row))));
  if (rows.length === table.n) return { table, times };
  return { table: takeTable(table, rows), times: Float64Array.from(rows, (row) => times[row]!) }; // ! a row
}

/** Labels without a time of arrival are taken to arrive after the delay. */
function sideOf({ table, times }: Timed, plan: Plan, path: string, delayMs: number): Side {
  const numbered: Table = {
    n: table.n,
    columns: [
      ...table.columns,
      { name: ROW, kind: 'number', type: 'integer', values: Float64Array.from(times.keys()), missing: null },
    ],
  };
  const judged = assignRoles(numbered, path, plan.roles);
  const numbers = findColumn(judged.table, ROW);
  const judgedRows = Int32Array.from(numbers?.kind === 'number' ? numbers.values : []);
  const arrivals = new Float64Array(table.n).fill(Number.NaN);
  const { labelTimestamp } = plan.names;
  const column = labelTimestamp === null ? null : findColumn(table, labelTimestamp);
  for (const row of judgedRows) {
    const isKnown = column?.kind === 'number' && !isMissing(column, row);
    arrivals[row] = isKnown ? column.values[row]! : times[row]! + delayMs; // ! a row
  }
  return { table, times, arrivals, judged, judgedRows };
}
