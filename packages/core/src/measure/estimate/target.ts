import type { Metric, Task } from '../../catalogue/define.ts';
import type { Rows } from '../../table/rows.ts';
import { quantity } from '../entry-quantity.ts';
import type { Quantity } from '../quantity.ts';
import { appliesTo, readingOf } from '../readings.ts';

/** A number that is estimated: an entry, read as it is or as an average over classes. */
export interface Target {
  readonly entry: Metric;
  /** `macro` where an entry of two classes is averaged over several; null for the entry as it is. */
  readonly of: string | null;
  readonly quantity: Quantity;
}

/** Of a task with amounts each target takes models of its own, so that the usual ones do. */
const AMOUNTS = ['mae', 'rmse', 'bias', 'interval-coverage', 'over-under-cost'];
/**
 * A probability that is right says all of these; what is left of a family compares scores with labels that are there.
 */
const OF_SCORES = ['brier', 'log-loss', 'multiclass-brier', 'multiclass-log-loss'];

/**
 * What can be estimated of these rows: every smooth entry of performance and money that looks at label, answer and
 * score. `params`: those of an entry, null where it does not apply (prices that nobody named).
 */
export function targetsOf(
  entries: readonly Metric[],
  rows: Rows,
  task: Task,
  params: (entry: Metric) => Record<string, number> | null,
): readonly Target[] {
  // What a list is worth is no sum over rows.
  if (task === 'ranking') return [];
  const isAmount = task === 'regression' || task === 'forecast';
  return entries.flatMap((entry): Target[] => {
    const how = appliesTo(entry, task);
    if ((how !== 'itself' && how !== 'by-class') || !isEstimable(entry, rows, how)) return [];
    if (isAmount ? !AMOUNTS.includes(entry.id) : !isOfClasses(entry)) return [];
    const values = params(entry);
    if (values === null) return [];
    if (how === 'itself') return [{ entry, of: null, quantity: quantity(entry, values) }];
    const read = readingOf(entry, rows, 'macro', values);
    return read === null ? [] : [{ entry, of: 'macro', quantity: read.quantity }];
  });
}

const isOfClasses = ({ family, id }: Metric): boolean =>
  family === 'performance' || family === 'cost' || OF_SCORES.includes(id);

/** Whether it needs labels, has a slope by row, and asks for nothing that these rows lack. */
function isEstimable(entry: Metric, { roles }: Rows, how: 'itself' | 'by-class'): boolean {
  if (!('rows' in entry.needs) || entry.influence === undefined || entry.isOptimised || entry.isSmoothed) return false;
  const { rows: needs } = entry.needs;
  // Of several classes each has a score of its own.
  const has = (role: (typeof needs)[number]): boolean =>
    role in roles || (role === 'score' && how === 'by-class' && roles.scores !== undefined);
  return needs.includes('label') && needs.every(has);
}
