import type { Metric } from '@holdfast/core/catalogue/define.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { NaiveScale } from '@holdfast/core/report/result.ts';
import { noteOf } from '@holdfast/core/report/words/notes.ts';
import { naiveErrorsInTime } from '@holdfast/core/stats/naive-errors.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { findColumn, isMissing, type Table } from '@holdfast/core/table/table.ts';
import type { Plan } from './plan.ts';
import type { ReadFile } from './tables.ts';

/** Which of the naive errors an entry is scaled by. */
const SCALES: Readonly<Record<string, 'meanAbsolute' | 'rootMeanSquare'>> = {
  mase: 'meanAbsolute',
  rmsse: 'rootMeanSquare',
};

/** Whether an entry asks for an error of the naive forecast that its parameters do not give. */
export const isScaled = (entry: string, params: Readonly<Record<string, number>>): boolean =>
  Object.hasOwn(SCALES, entry) && params['naive'] === undefined;

/** The scale, and what a reader must know of it. */
export interface Scaled {
  readonly naive: NaiveScale | null;
  readonly notes: readonly string[];
}

/**
 * The error of the seasonal naive forecast in the reference, by the season of the contract (without one what was last).
 * Only numbers in time have it. Problem: TABLE_COLUMN_MISSING.
 */
export function naiveScale(reference: ReadFile | null, plan: Plan, contract: Contract | null): Scaled {
  const { task, label } = plan.roles;
  const isSeries = task === 'forecast' || (task === 'regression' && plan.names.timestamp !== null);
  if (reference === null || !isSeries) return { naive: null, notes: [] };
  const { table, input } = reference;
  const season = contract?.watch?.season?.[0] ?? null;
  const at = numbersOf(table, plan.names.timestamp ?? plan.names.origin);
  const values = numbersOf(table, label);
  const series = seriesOf(table, contract?.columns.series ?? [], input.path);
  const found =
    at === null ? 'no-time' : values === null ? 'no-label' : naiveErrorsInTime({ at, values, series }, season);
  const about = { season, reference: input.path };
  if (typeof found === 'string') return { naive: null, notes: [noteOf({ kind: 'no-naive', why: found, ...about })] };
  return { naive: { ...found, ...about }, notes: [] };
}

/** The parameters of entries with the scale among them, where there is one. */
export const withScale =
  (params: (entry: Metric) => Record<string, number> | null, naive: NaiveScale | null) =>
  (entry: Metric): Record<string, number> | null => {
    const given = params(entry);
    const key = SCALES[entry.id];
    return given === null || naive === null || key === undefined ? given : { ...given, naive: naive[key] };
  };

function numbersOf(table: Table, name: string | null): Float64Array | null {
  const column = name === null ? null : findColumn(table, name);
  if (column?.kind !== 'number') return null;
  return column.values.map((value, i) => (isMissing(column, i) ? Number.NaN : value));
}

/** A code for each combination of what these columns hold. */
function seriesOf(table: Table, names: readonly string[], path: string): Int32Array | null {
  if (names.length === 0) return null;
  const columns = names.map((name) => {
    const column = findColumn(table, name);
    if (column !== null) return column;
    const found = table.columns.map((one) => one.name);
    throw new Problem('TABLE_COLUMN_MISSING', { column: name, role: 'series', table: path, found });
  });
  const codes = new Map<string, number>();
  return Int32Array.from({ length: table.n }, (_, i) => {
    // ! i < n
    const key = columns.map((one) => (one.kind === 'text' ? one.codes[i]! : one.values[i]!)).join();
    const code = codes.get(key) ?? codes.size;
    codes.set(key, code);
    return code;
  });
}
