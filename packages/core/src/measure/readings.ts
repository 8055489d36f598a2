import { defaults, type Metric, type Task } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { atLevel, meanOf, micro, minus, oneAgainstRest, weightedMeanOf } from './combine.ts';
import { type Quantity, quantity } from './quantity.ts';

/**
 * How an entry is read where it has no single number of its own: an average over classes, one class, a quantile level.
 */
export interface Reading {
  /** "macro", "weighted", "micro", the name of a class, a quantile level; null for the entry as it is. */
  readonly of: string | null;
  readonly quantity: Quantity;
}

/** Whether the entry answers for the task itself, or class by class. */
export function appliesTo(entry: Metric, task: Task): 'itself' | 'by-class' | null {
  if (entry.tasks.includes(task)) return 'itself';
  const isByClass = task === 'multiclass' && entry.tasks.includes('binary') && entry.family === 'performance';
  return isByClass ? 'by-class' : null;
}

/** All readings of an entry that make sense for these rows, the most general first. Empty when none does. */
export function readingsOf(entry: Metric, rows: Rows, task: Task, params = defaults(entry)): readonly Reading[] {
  const how = appliesTo(entry, task);
  if (how === null) return [];
  if (how === 'by-class') {
    const averages = ['macro', 'weighted', ...(entry.each ? ['micro'] : []), ...rows.classes];
    return averages.flatMap((of) => readingOf(entry, rows, of, params) ?? []);
  }
  if ('rows' in entry.needs && entry.needs.rows.includes('quantile')) {
    return rows.quantiles.flatMap(({ level }) => readingOf(entry, rows, String(level), params) ?? []);
  }
  return [{ of: null, quantity: quantity(entry, params) }];
}

/** One reading by its name, or null when the rows have no such class or level. */
export function readingOf(entry: Metric, rows: Rows, of: string, params = defaults(entry)): Reading | null {
  const level = rows.quantiles.findIndex((quantile) => String(quantile.level) === of);
  if (level >= 0) {
    const at = quantity(entry, 'level' in entry.params ? { ...params, level: Number(of) } : params);
    return { of, quantity: atLevel(at, level) };
  }
  const q = quantity(entry, params);
  const codes = rows.classes.map((_, code) => code);
  const one = (code: number): Quantity => oneAgainstRest(q, code);
  if (of === 'macro') return { of, quantity: meanOf(codes.map(one)) };
  if (of === 'weighted')
    return {
      of,
      quantity: weightedMeanOf(
        codes.map(one),
        codes.map((code) => shareOf(code)),
      ),
    };
  if (of === 'micro') {
    const pooled = micro(entry, q, codes.length);
    return pooled && { of, quantity: pooled };
  }
  const code = rows.classes.indexOf(of);
  return code < 0 ? null : { of, quantity: one(code) };
}

/** The share of rows whose label is the class: what a weighted average weighs with. */
const shareOf = (code: number): Quantity => ({
  strata: null,
  touches: ['label'],
  of(rows) {
    const { label } = rows.roles;
    if (!label) return { gap: 'no-label', n: rows.n };
    let [inside, total] = [0, 0];
    for (let i = 0; i < rows.n; i++) {
      total += rows.weight[i]!; // ! i < n
      if (label[i] === code) inside += rows.weight[i]!; // ! i < n
    }
    if (total === 0) return { gap: 'too-few-rows', n: 0 };
    const value = inside / total;
    const scale = rows.isCounted ? 1 : rows.n / total;
    const influence = label.map(
      (y, i) => (Number(y === code) - value) * (rows.isCounted ? 1 : rows.weight[i]! * scale), // ! i < n
    ); // ! n
    return { value, n: rows.n, influence, exact: null, ratio: null, quantile: null, scale: 'logit' };
  },
});

/** Candidate minus the other model on the same rows, turned so that more is better. */
export function contest(reading: Reading, entry: Metric, against: (q: Quantity) => Quantity): Quantity {
  const other = against(reading.quantity);
  return entry.better === 'lower' ? minus(other, reading.quantity) : minus(reading.quantity, other);
}
