import { isProbability } from '@holdfast/core/catalogue/probability.ts';
import type { CauseQuestion, Causes, Explained, Stretch } from '@holdfast/core/evidence/causes/cause.ts';
import { causesOf } from '@holdfast/core/evidence/causes/causes.ts';
import { type Usual, usualOf } from '@holdfast/core/evidence/causes/states.ts';
import { type Scales, scalesFor } from '@holdfast/core/evidence/causes/weigh.ts';
import type { ColumnPart } from '@holdfast/core/evidence/column-streams.ts';
import type { Incident } from '@holdfast/core/evidence/incident.ts';
import type { StreamResult } from '@holdfast/core/report/backtest-result.ts';
import { asFeatures } from '@holdfast/core/table/as-features.ts';
import { columnsWithRole } from '@holdfast/core/table/roles.ts';
import { type Column, findColumn, isMissing, takeColumn } from '@holdfast/core/table/table.ts';
import type { History, Side } from './history.ts';
import type { Watched } from './watched.ts';

/** A window with its rows, and those whose label had come at its watermark, as judged. */
export interface Looked {
  readonly window: { readonly start: number; readonly end: number; readonly rows: Int32Array };
  readonly labelled: { readonly rows: Int32Array; readonly judged: Int32Array };
}

/** An incident to explain, with the windows that were known when it was told. */
export interface Occurrence {
  readonly group: StreamResult['group'];
  readonly incident: Incident;
  readonly end: number;
}

/** Windows of the reference and of the history. */
export interface Windows {
  readonly reference: readonly Looked[];
  readonly windows: readonly Looked[];
}

/** How far back "before" reaches: a season of the year is a quarter of it. */
export const BEFORE_MS = 91 * 86_400_000;
/** With fewer windows before a change, the reference tells what was usual. */
export const BEFORE_WINDOWS_MIN = 3;
/** The same weekday a year earlier. */
const YEAR_MS = 364 * 86_400_000;
/** More rows of a stretch tell no more. */
const ROWS_MAX = 20_000;
/** A year earlier as many rows must be there as a window needs. */
const ROWS_MIN = 30;

/** What is to be explained: a number of each row, its name among the learned scales. */
interface Target {
  readonly of: Explained;
  readonly name: string;
  /** By row of the side's table; `judged` is its place among the judged rows, -1 without a label. NaN: none. */
  valueIn(side: Side): (row: number, judged: number) => number;
}

/**
 * What explains incidents of a history: learns from the reference what losses and answers hang on, once for each, and
 * uses of the history only what was known when the incident was told.
 */
export function explainer(history: History, watched: Watched, all: Windows, seed: number) {
  const scales = new Map<string, Scales | null>();
  const version = versionColumn(history);
  const names = comparedNames(history, version);
  const usual = usualOf(names.flatMap((name) => findColumn(history.reference.table, name) ?? []));
  const context: Context = { history, usual, version, names };
  return ({ group, incident, end }: Occurrence): Causes | null => {
    const target = targetOf(history, watched, group, incident);
    if (target === null) return null;
    const isLabelled = target.of === 'loss' || target.of === 'outcomes';
    const known = { isLabelled, target };
    const { changePoint } = incident;
    const since = all.windows.filter(({ window }) => window.start >= changePoint && window.end <= end);
    const past = all.windows.filter(({ window }) => isBefore(window, changePoint));
    const fromHistory = past.length >= BEFORE_WINDOWS_MIN;
    const side = fromHistory ? history.history : history.reference;
    const before = stretchOf(context, side, fromHistory ? past : all.reference, known);
    const now = stretchOf(context, history.history, since, known);
    if (before.target.length === 0 || now.target.length === 0) return null;
    const learned =
      scales.get(target.name) ?? scalesFor(stretchOf(context, history.reference, all.reference, known), seed);
    scales.set(target.name, learned);
    const members = incident.members.map(({ stream, share }) => ({ column: columnOf(watched, stream), share }));
    const season = seasonOf(context, all, { ...known, changePoint, end, column: members[0]?.column ?? null });
    return causesOf({
      ...{ of: target.of, before, since: now, season, scales: learned, usual },
      ...{ members, inputs: history.features },
    });
  };
}

const isBefore = ({ start, end }: Looked['window'], changePoint: number): boolean =>
  end <= changePoint && start >= changePoint - BEFORE_MS;

interface Context {
  readonly history: History;
  readonly usual: readonly Usual[];
  readonly version: string | null;
  readonly names: readonly string[];
}

interface Known {
  readonly isLabelled: boolean;
  readonly target: Target;
}

const columnOf = ({ columns }: Watched, id: string): string => columns.find(({ spec }) => spec.id === id)?.column ?? id;

/** The contract's column of versions, else one that is called so. */
function versionColumn({ version, reference, history }: History): string | null {
  const name = version ?? 'model_version';
  return findColumn(reference.table, name) && findColumn(history.table, name) ? name : null;
}

/** Columns whose states are compared: all of both tables, but for those of ids, times, labels, answers and versions. */
function comparedNames({ plan, reference, history }: History, version: string | null): string[] {
  const taken = new Set([...columnsWithRole({ ...plan.names, ignored: [] }), version]);
  return reference.table.columns.flatMap(({ name, kind, type }) => {
    const now = findColumn(history.table, name);
    return taken.has(name) || type === 'timestamp' || now?.kind !== kind ? [] : [name];
  });
}

function targetOf(
  history: History,
  watched: Watched,
  group: StreamResult['group'],
  { members }: Incident,
): Target | null {
  const [lead] = members;
  if (group === 'performance' || group === 'slices') {
    const isLead = (id: string): boolean => members.some(({ stream }) => stream === id);
    const sliced = group === 'slices' ? watched.slices.find(({ stream }) => isLead(stream.spec.id)) : undefined;
    const own = watched.performance.find(({ spec }) => isLead(spec.id)) ?? watched.performance[0];
    const stream = sliced?.stream ?? own;
    if (stream === undefined) return null;
    return {
      ...{ of: 'loss', name: `loss ${stream.entry} ${sliced?.stream.slice ?? ''}` },
      valueIn: (side) => {
        const loss = stream.loss(side.judged.rows);
        const mask = sliced?.isIn(side);
        return (_, judged) => (judged < 0 || mask?.[judged] === 0 ? Number.NaN : loss(judged));
      },
    };
  }
  const streams = group === 'outcomes' ? watched.outcomes : watched.columns;
  const found = streams.find(({ spec }) => spec.id === lead?.stream);
  // What moved inputs do is told by the answers: the score, else the answer itself.
  const { score, prediction, scores } = history.plan.names;
  const answered = score ?? prediction ?? scores[0]?.column ?? null;
  const of = group === 'inputs' || group === 'answers' ? group : 'outcomes';
  const column = of === 'inputs' ? answered : (found?.column ?? answered);
  if (column === null) return null;
  const part = of === 'inputs' ? null : (found?.parts[lead?.component ?? 0] ?? null);
  const level = levelOf(part, findColumn(history.reference.table, column));
  return { of, name: `${column} ${level ?? ''}`, valueIn: (side) => valuesOf(findColumn(side.table, column), level) };
}

/** Of text the level whose share is followed: the one that moved, else the commonest. */
function levelOf(part: ColumnPart | null, column: Column | null): string | null {
  if (column?.kind !== 'text') return null;
  if (part?.of.kind === 'level') return part.of.level;
  const counts = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code]!++; // ! a code of its levels
  return column.levels[counts.indexOf(Math.max(...counts))] ?? null;
}

function valuesOf(column: Column | null, level: string | null): (row: number) => number {
  if (column === null) return () => Number.NaN;
  if (column.kind === 'number') return (row) => (isMissing(column, row) ? Number.NaN : column.values[row]!); // ! a row
  const isIt = column.levels.map((text) => Number(text.trim() === level?.trim()));
  return (row) => (isMissing(column, row) ? Number.NaN : isIt[column.codes[row]!]!); // ! a row that is not missing
}

/** The rows of some windows with all that may be behind a change of the number. */
function stretchOf(
  { history, version, names }: Context,
  side: Side,
  windows: readonly Looked[],
  known: Known,
): Stretch {
  const rows = rowsIn(side, windows, known);
  const take = (of: (row: number, judged: number) => number): Float64Array =>
    Float64Array.from(rows.table, (row, k) => of(row, rows.judged[k]!)); // ! as many
  const columnsOf = (wanted: readonly string[]): Column[] =>
    wanted.flatMap((name) => {
      const column = findColumn(side.table, name);
      return column === null ? [] : [takeColumn(column, rows.table)];
    });
  const features = columnsOf(history.features);
  const { labelTimestamp } = history.plan.names;
  const [expected, came] = [sum(windows, ({ window }) => window.rows.length), sum(windows, cameIn)];
  const answers = known.isLabelled ? answersOf(side, rows.judged) : { label: null, answer: null };
  return {
    features: asFeatures({ n: rows.table.length, columns: features }),
    target: take(rows.numberOf),
    windows: rows.windows,
    columns: columnsOf(names),
    ...answers,
    delay: known.isLabelled && labelTimestamp !== null ? take(delayIn(side)) : null,
    arrived: known.isLabelled && expected > 0 ? came / expected : null,
    version: version === null ? null : (columnsOf([version])[0] ?? null),
  };
}

const delayIn =
  ({ arrivals, times }: Side) =>
  (row: number): number =>
    arrivals[row]! - times[row]!; // ! a row
const cameIn = ({ labelled }: Looked): number => labelled.rows.length;
const sum = (windows: readonly Looked[], of: (one: Looked) => number): number =>
  windows.reduce((total, one) => total + of(one), 0);

/** Rows that have the number, evenly thinned, with the window of each and their places among the judged. */
function rowsIn(side: Side, windows: readonly Looked[], { isLabelled, target }: Known) {
  const numberOf = target.valueIn(side);
  const places: { row: number; judged: number; window: number }[] = [];
  for (const [window, { window: span, labelled }] of windows.entries()) {
    const rows = isLabelled ? labelled.rows : span.rows;
    for (let k = 0; k < rows.length; k++) {
      const [row, judged] = [rows[k]!, isLabelled ? labelled.judged[k]! : -1]; // ! k < length
      if (!Number.isNaN(numberOf(row, judged))) places.push({ row, judged, window });
    }
  }
  const step = Math.max(1, Math.ceil(places.length / ROWS_MAX));
  const some = places.filter((_, k) => k % step === 0);
  return {
    numberOf,
    table: Int32Array.from(some, ({ row }) => row),
    judged: Int32Array.from(some, ({ judged }) => judged),
    windows: Int32Array.from(some, ({ window }) => window),
  };
}

/** Labels and what the model expected of them: the chance where scores are one, else the answer; classes have none. */
function answersOf({ judged: { rows } }: Side, places: Int32Array): Pick<Stretch, 'label' | 'answer'> {
  const { label, score, prediction, scores } = rows.roles;
  const isChance = score !== undefined && isProbability(score, rows.weight);
  const answer = isChance ? score : prediction;
  if (label === undefined || answer === undefined || scores !== undefined) return { label: null, answer: null };
  const take = (values: Float64Array): Float64Array => Float64Array.from(places, (place) => values[place]!); // ! judged
  return { label: take(label), answer: take(answer) };
}

/** A number before a change and since, now and a year earlier; null where too few rows are there. */
function seasonOf(
  { history }: Context,
  all: Windows,
  asked: Known & { readonly changePoint: number; readonly end: number; readonly column: string | null },
): CauseQuestion['season'] {
  const { isLabelled, target, changePoint, end, column } = asked;
  const own = target.of === 'inputs' && column !== null ? findColumn(history.reference.table, column) : null;
  const level = levelOf(null, own);
  const valueIn = (side: Side) => valuesOf(findColumn(side.table, column ?? ''), level);
  const known = { isLabelled, target: own === null ? target : { ...target, valueIn } };
  const [now, yearAgo] = [0, YEAR_MS].map((off) => {
    const spans = [
      (window: Looked['window']): boolean => isBefore(window, changePoint - off),
      (window: Looked['window']): boolean => window.start >= changePoint - off && window.end <= end - off,
    ];
    const [before, since] = spans.map((isIn) => numbersIn(history, all, { known, isIn }));
    const isEnough = before && since && before.target.length >= ROWS_MIN && since.target.length >= ROWS_MIN;
    return isEnough ? { before, since } : null;
  });
  return now && yearAgo ? { now, yearAgo } : null;
}

/** The number of the rows of reference and history in some windows. */
function numbersIn(
  { reference, history }: History,
  all: Windows,
  { known, isIn }: { readonly known: Known; readonly isIn: (window: Looked['window']) => boolean },
): Pick<Stretch, 'target' | 'windows'> {
  const parts = [
    { side: reference, windows: all.reference },
    { side: history, windows: all.windows },
  ].map(({ side, windows }) => {
    const some = windows.filter(({ window }) => isIn(window));
    const rows = rowsIn(side, some, known);
    const values = Array.from(rows.table, (row, k) => rows.numberOf(row, rows.judged[k]!)); // ! as many
    return { values, windows: Array.from(rows.windows, (k) => some[k]!.window.start) }; // ! a window
  });
  const starts = parts.flatMap(({ windows }) => windows);
  const places = new Map([...new Set(starts)].map((start, k) => [start, k]));
  return {
    target: Float64Array.from(parts.flatMap(({ values }) => values)),
    windows: Int32Array.from(starts, (start) => places.get(start) ?? 0),
  };
}
