import { isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import type { HistoryCosts } from '@holdfast/core/report/backtest-result.ts';
import { moverDifference } from '@holdfast/core/stats/mover.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { paramsFrom } from '../costs.ts';
import type { History } from './history.ts';

/** What answers cost by the contract's prices. */
export interface CostOf {
  readonly currency: string | null;
  readonly total: HistoryCosts;
  /** More than the reference costs, for each day, over some judged rows; null where there is no number. */
  perDay(indices: Int32Array, days: number): { value: number; interval: [number, number] | null } | null;
}

/** The money of a history; null where the contract has no prices that fit. */
export function costsOf(contract: Contract | null, { plan, history, reference }: History, seed: number): CostOf | null {
  const params = paramsFrom(contract?.costs ?? null);
  const entry = ENTRIES.find(
    (one): one is Metric =>
      one.kind === 'metric' && one.family === 'cost' && one.tasks.includes(plan.roles.task) && params(one) !== null,
  );
  const values = entry && params(entry);
  if (!entry || !values) return null;
  const q = quantity(entry, values);
  const meanOf = (rows: Rows): number | null => {
    const found = q.of(rows, 'value');
    return isGap(found) ? null : found.value;
  };
  const [now, usual] = [meanOf(history.judged.rows), meanOf(reference.judged.rows)];
  const past = measure(q, { ...reference.judged.rows, features: [] }, { seed });
  const usualBounds = isGap(past) ? null : past.boundsAt(TWO_SIDED);
  if (now === null) return null;
  const currency = contract?.costs?.currency ?? null;
  const total = now * history.judged.rows.n;
  return {
    currency,
    total: {
      currency,
      errors: total,
      total,
      per_1000: { reference: usual === null ? null : 1000 * usual, history: 1000 * now },
      policy: 'never retrain',
    },
    perDay(indices, days) {
      if (usual === null || indices.length === 0 || days <= 0) return null;
      const found = measure(q, takeRows({ ...history.judged.rows, features: [] }, indices), { seed });
      if (isGap(found)) return null;
      const rowsPerDay = indices.length / days;
      const bounds = found.boundsAt(TWO_SIDED);
      const interval =
        bounds && usualBounds && moverDifference({ value: found.value, bounds }, { value: usual, bounds: usualBounds });
      const value = (found.value - usual) * rowsPerDay;
      return { value, interval: interval && [interval[0] * rowsPerDay, interval[1] * rowsPerDay] };
    },
  };
}
