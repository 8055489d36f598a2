import type { Contract } from '@holdfast/core/contract/contract.ts';
import { ageOf, labelDelay } from '@holdfast/core/measure/few-labels/label-delay.ts';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { findColumn, isMissing, type Table } from '@holdfast/core/table/table.ts';
import type { Plan } from '../plan.ts';

/** Rows with their times. */
export interface Timed {
  readonly table: Table;
  readonly times: Float64Array;
}

/** Of the labels that come at all, so many are there when a window is judged. */
const ARRIVED = 0.95;

/**
 * Labels count as arrived this long after the end of a window: as the contract says, else as 95 of 100 of those that
 * come do, by Kaplan and Meier: rows that still wait at the end of the history say that labels can take longer.
 */
export function delayOf(
  contract: Contract | null,
  sides: readonly Timed[],
  { names }: Plan,
): BacktestResult['labelDelay'] {
  const said = contract?.watch?.labelDelayMs ?? null;
  if (said !== null) return { ms: said, by: 'contract' };
  const rows = sides.flatMap(({ table, times }) => {
    const [label, column] = [names.label, names.labelTimestamp].map((name) => name && findColumn(table, name));
    if (!label || !column || column.kind !== 'number') return [];
    return Array.from(times, (time, i) => ({
      time,
      arrival: isMissing(column, i) ? null : column.values[i]!, // ! i < n
      isWaiting: isMissing(label, i),
    }));
  });
  const end = rows.reduce((last, { time, arrival }) => Math.max(last, time, arrival ?? time), Number.NEGATIVE_INFINITY);
  const delays = rows.flatMap(({ time, arrival }) => (arrival === null || arrival < time ? [] : [arrival - time]));
  const ages = rows.flatMap(({ time, isWaiting }) => (isWaiting ? [end - time] : []));
  const delay = labelDelay({ delays: Float64Array.from(delays), ages: Float64Array.from(ages) });
  const ms = ageOf(delay, ARRIVED * (delay.arrived.at(-1) ?? 0));
  return ms === null ? { ms: 0, by: 'none' } : { ms, by: 'data' };
}
