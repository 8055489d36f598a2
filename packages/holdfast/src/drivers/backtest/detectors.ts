import { DETECTORS } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { DetectorSpec } from '@holdfast/core/contract/detectors.ts';
import { detect } from '@holdfast/core/measure/detect.ts';
import type { DetectorResult } from '@holdfast/core/report/backtest-result.ts';
import { orderOf } from '@holdfast/core/stats/order.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { findColumn, isMissing } from '@holdfast/core/table/table.ts';
import { chanceOf } from '../detect.ts';
import type { History, Side } from './history.ts';

/** Values in the order in which they became known, and when; or why there are none. */
type Stream = { readonly values: Float64Array; readonly times: Float64Array } | { readonly gap: DetectorResult['gap'] };

/**
 * What the detectors of `watch:` say of the history, row by row, after they have seen the reference. They are shown
 * beside the incidents, open none and spend nothing of the budget, because they keep no promise about false alarms.
 */
export const toldByDetectors = (contract: Contract | null, history: History, seed: number): DetectorResult[] =>
  (contract?.watch?.detectors ?? []).map((spec) => toldBy(spec, history, seed));

function toldBy(spec: DetectorSpec, { reference, history, plan }: History, seed: number): DetectorResult {
  const { id, entry: name, column, params } = spec;
  const entry = DETECTORS.find((one) => one.id === name);
  assert(entry !== undefined, 'a detector of the contract is in the catalogue');
  const told = { detector: id, entry: name, column, n: 0, alarms: [], by_chance: null, promise: null };
  const isNumber = plan.roles.task === 'regression' || plan.roles.task === 'forecast';
  const [before, now] = [reference, history].map((side) => streamOf(side, column, isNumber));
  if (now === undefined || 'gap' in now) return { ...told, gap: now?.gap ?? null };
  if (now.values.length === 0) return { ...told, gap: 'no-values' };
  const past = before === undefined || 'gap' in before ? new Float64Array() : before.values;
  const values = new Float64Array(past.length + now.values.length);
  values.set(past);
  values.set(now.values, past.length);
  if (entry.takes === 'errors' && values.some((value) => value !== 0 && value !== 1)) {
    return { ...told, gap: 'not-errors' };
  }
  const { changes, means } = detect(entry, values, params);
  const alarms = changes.flatMap((row, k) => {
    if (row < past.length) return [];
    return [{ at: now.times[row - past.length]!, before: means[k] ?? null, after: means[k + 1] ?? null }]; // ! a row
  });
  const chance = chanceOf(entry, now.values, { given: params, seed });
  return { ...told, gap: null, n: now.values.length, alarms, by_chance: chance };
}

/** A column by the time of its rows; errors by when their labels came. */
export const streamOf = (side: Side, column: string | null, isNumber: boolean): Stream =>
  column === null ? errorsOf(side, isNumber) : columnOf(side, column);

function columnOf({ table, times }: Side, name: string): Stream {
  const column = findColumn(table, name);
  if (column === null) return { gap: 'no-column' };
  if (column.kind !== 'number') return { gap: 'no-number' };
  const order = orderOf(times).filter((row) => !isMissing(column, row));
  return {
    values: Float64Array.from(order, (row) => column.values[row]!), // ! a row, here and below
    times: Float64Array.from(order, (row) => times[row]!), // ! as above
  };
}

function errorsOf({ judged, judgedRows, arrivals }: Side, isNumber: boolean): Stream {
  const { label, prediction } = judged.rows.roles;
  if (label === undefined || prediction === undefined) return { gap: 'no-errors' };
  const came = Float64Array.from(judgedRows, (row) => arrivals[row]!); // ! a row
  const order = orderOf(came).filter((k) => !Number.isNaN(came[k]));
  const errorOf = (k: number): number => {
    const off = prediction[k]! - label[k]!; // ! a judged row, here and below
    return isNumber ? Math.abs(off) : Number(off !== 0);
  };
  return { values: Float64Array.from(order, errorOf), times: Float64Array.from(order, (k) => came[k]!) }; // ! as above
}
