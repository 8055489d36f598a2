import type { Bins } from '@holdfast/core/profile/bins.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import type { Engine } from '../engine/engine.ts';
import type { FoldedColumn, FoldRequest } from '../engine/fold.ts';
import { isNumeric, type Reading, type Relation } from './relation.ts';

/** Columns of one kind are read by so many scans, so that an engine that is done first can take the next. */
const SCANS = 4;
/** Each scan costs some milliseconds for itself, and memory for each of its columns. */
const COLUMNS_AT_ONCE = { least: 4, most: 64 };

/** What a process may hold of numbers that it has to look at twice: a column of four million rows. */
const KEPT_BYTES_MAX = 2 ** 25;

/** With fewer cells a second process costs more than it saves: its start takes as long as folding so many. */
const TWIN_CELLS = 4_000_000;

/** Which columns are folded into a profile, and how. */
export interface FoldPlan {
  readonly names: readonly string[];
  /** The frozen bins of a column; null where they are to be frozen from it. */
  readonly binsOf: (name: string) => Bins | null;
  readonly seed: number;
  /** Whether details of numbers are counted; left out where they are. */
  readonly hasDetails?: boolean;
  readonly onProgress: (share: number) => void;
  /** Rows, by place and rising, of which numbers are given beside; left out where none are. */
  readonly picked?: Int32Array;
  /** Columns as they are done, in no order. */
  readonly onColumn?: ((column: FoldedColumn) => void) | undefined;
}

/**
 * The columns as parts of a profile, in the order of their names. They are folded where they are read, by two
 * processes where the format lets two read, each of which takes the next columns when it has done the ones before.
 */
export async function foldRelation(relation: Relation, plan: FoldPlan): Promise<readonly FoldedColumn[]> {
  assert(relation.table === null, 'rows that can be asked of the engine are not held here');
  const left = requestsOf(relation, plan);
  const total = left.length;
  const found = new Map<string, FoldedColumn>();
  const work = async (engine: Engine): Promise<void> => {
    try {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        for (const column of await engine.fold(next)) {
          found.set(column.profile.name, column);
          plan.onColumn?.(column);
        }
        plan.onProgress((total - left.length) / total);
      }
    } finally {
      left.length = 0; // Nothing is left, or it would be read in vain.
    }
  };
  const workWithTwin = async (start: () => Promise<Engine>): Promise<void> => {
    const twin = await start();
    try {
      await work(twin);
    } finally {
      await twin.close();
    }
  };
  const twin = relation.rows * plan.names.length < TWIN_CELLS ? undefined : relation.twin;
  await allOrFirstError([work(relation.engine), ...(twin && total > 1 ? [workWithTwin(twin)] : [])]);
  return plan.names.flatMap((name) => found.get(name) ?? []);
}

/** Waits for all, so that nothing runs on when this ends, and throws what the first one threw. */
async function allOrFirstError(all: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(all);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
}

/** Numbers first: they take longest, and what is left at the end should be short. */
function requestsOf(relation: Relation, { names, binsOf, seed, picked, hasDetails = true }: FoldPlan): FoldRequest[] {
  const { from, rows } = relation;
  const byName = new Map(relation.columns.map((column) => [column.name, column]));
  const wanted = names.flatMap((name) => byName.get(name) ?? []);
  const requests = (kind: FoldRequest['kind'], readings: readonly Reading[]): FoldRequest[] => {
    const atOnce = columnsAtOnce(readings, rows, binsOf);
    return Array.from({ length: Math.ceil(readings.length / atOnce) }, (_, k) => ({
      kind,
      from,
      rows,
      seed,
      keptBytesMax: KEPT_BYTES_MAX,
      hasDetails,
      picked: picked ?? null,
      columns: readings.slice(k * atOnce, (k + 1) * atOnce).map(({ name, sql }) => ({ name, sql, bins: binsOf(name) })),
    }));
  };
  return [
    ...requests(
      'numbers',
      wanted.filter(({ type }) => isNumeric(type)),
    ),
    ...requests(
      'texts',
      wanted.filter(({ type }) => !isNumeric(type)),
    ),
  ];
}

/** How many columns one scan reads: of a reference, as many as can be held where that is one at least. */
function columnsAtOnce(readings: readonly Reading[], rows: number, binsOf: FoldPlan['binsOf']): number {
  const { least, most } = COLUMNS_AT_ONCE;
  const even = Math.min(most, Math.max(least, Math.ceil(readings.length / SCANS)));
  const isReference = readings.some(({ name }) => binsOf(name) === null);
  return isReference ? Math.max(1, Math.min(even, Math.floor(KEPT_BYTES_MAX / (8 * rows)))) : even;
}

/** The least and the greatest number of a column; null where it has none. */
export async function rangeOf({ engine, from, columns }: Relation, name: string): Promise<[number, number] | null> {
  const reading = columns.find((column) => column.name === name);
  if (reading === undefined || !isNumeric(reading.type)) return null;
  const [[least, greatest] = []] = await engine.rows(
    `SELECT min(v), max(v) FROM (SELECT ${reading.sql} AS v FROM ${from}) WHERE isfinite(v)`,
  );
  return typeof least === 'number' && typeof greatest === 'number' ? [least, greatest] : null;
}
