import { isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { entryById } from '@holdfast/core/catalogue/index.ts';
import type { QuantitySpec } from '@holdfast/core/contract/check.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import type { Quantity } from '@holdfast/core/measure/quantity.ts';
import { readingOf, readingsOf } from '@holdfast/core/measure/readings.ts';
import type { MeasuredValue } from '@holdfast/core/report/backtest-result.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { paramsFrom } from '../costs.ts';
import type { History } from './history.ts';

/** The number that people follow over time, as a quantity of rows. */
export interface Followed {
  readonly entry: Metric;
  readonly quantity: Quantity;
}

/** What people follow where the contract compares and checks nothing, by task; the first that applies. */
const BY_TASK = {
  binary: ['accuracy', 'roc-auc', 'log-loss'],
  multiclass: ['accuracy', 'multiclass-log-loss'],
  regression: ['mae'],
  forecast: ['mae', 'pinball'],
  ranking: ['ndcg'],
} as const;

/**
 * What the contract compares by, else its first check over all rows, else the usual metric of the task;
 * the first of these that the history can answer.
 */
export function followedOf(contract: Contract | null, { plan, history }: History): Followed {
  const { rows } = history.judged;
  const { task } = plan.roles;
  const release = contract?.release ?? null;
  const checks = (release?.checks ?? []).filter((check) => check.slice === null);
  const named = [release?.compare?.metric, ...checks].filter((spec) => spec !== undefined && spec !== null);
  const plain = named.filter((spec) => spec.combinator === 'plain' && spec.column === null);
  const usual = BY_TASK[task].map(
    (id): Pick<QuantitySpec, 'entry' | 'params' | 'average'> => ({
      entry: id,
      params: {},
      average: null,
    }),
  );
  const all = [...plain, ...usual].flatMap((spec) => quantityOf(spec, rows, task, paramsFrom(contract?.costs ?? null)));
  const found = all.find(({ quantity }) => !isGap(quantity.of(rows, 'value'))) ?? all[0];
  assert(found !== undefined, 'every task has a usual metric');
  return found;
}

function quantityOf(
  { entry: id, params, average }: Pick<QuantitySpec, 'entry' | 'params' | 'average'>,
  rows: Rows,
  task: History['plan']['roles']['task'],
  paramsOf: ReturnType<typeof paramsFrom>,
): readonly Followed[] {
  const entry = entryById(id);
  if (entry === null || entry.kind !== 'metric' || !('rows' in entry.needs)) return [];
  const given = paramsOf(entry);
  if (given === null) return [];
  const values = { ...given, ...params };
  const all = readingsOf(entry, rows, task, values);
  const reading = average === null ? all[0] : readingOf(entry, rows, average, values);
  return reading ? [{ entry, quantity: reading.quantity }] : [];
}

/** The followed number of some of the judged rows; by day or cluster where there are several. */
export function followedIn(
  { quantity }: Followed,
  rows: Rows,
  indices: Int32Array | null,
  seed: number,
): MeasuredValue {
  const part = indices === null ? rows : takeRows({ ...rows, features: [] }, indices);
  if (part.n === 0) return { value: null, gap: 'too-few-rows', interval: null, n: 0 };
  const found = measure(quantity, part, { seed });
  if (isGap(found)) return { value: null, gap: found.gap, interval: null, n: found.n };
  const bounds = found.boundsAt(TWO_SIDED);
  const interval = bounds && ([finite(bounds[0]), finite(bounds[1])] as const);
  return { value: found.value, interval, n: found.n };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
