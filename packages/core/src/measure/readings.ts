import { defaults, type Metric, type Task } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { meanOf, weightedMeanOf } from './average.ts';
import { atLevel, isPooled, micro, minus, oneAgainstRest } from './combine.ts';
import { quantity } from './entry-quantity.ts';
import { overAllItems, overQueries } from './over-queries.ts';
import { MOST_PAIRED, overPairs } from './pairs.ts';
import type { Quantity } from './quantity.ts';
import { shareOfLabels } from './shares.ts';
import { skill } from './skill.ts';

/**
 * How an entry is read where it has no single number of its own: an average over classes, one class, a quantile level.
 */
export interface Reading {
  /** An average ("macro", "weighted", "pairs" ...), a class, a quantile level, "skill"; null for the entry as it is. */
  readonly of: string | null;
  readonly quantity: Quantity;
}

/** Whether the entry answers for the task itself, or class by class, or query by query. */
export function appliesTo(entry: Metric, task: Task): 'itself' | 'by-class' | 'by-query' | null {
  const isByQuery = entry.tasks.includes('binary') && 'rows' in entry.needs;
  if (task === 'ranking' && entry.tasks.includes(task)) return isByQuery ? 'by-query' : 'itself';
  if (entry.tasks.includes(task)) return 'itself';
  const isByClass = task === 'multiclass' && entry.tasks.includes('binary') && entry.family === 'performance';
  return isByClass ? 'by-class' : null;
}

/** All readings of an entry that make sense for these rows, the most general first. Empty when none does. */
export function readingsOf(entry: Metric, rows: Rows, task: Task, params = defaults(entry)): readonly Reading[] {
  const how = appliesTo(entry, task);
  if (how === null) return [];
  if (how === 'by-class') {
    const isPaired = isOfScore(entry) && rows.classes.length > 2 && rows.classes.length <= MOST_PAIRED;
    const averages = [
      'macro',
      'weighted',
      ...(isPooled(entry) ? ['micro'] : []),
      ...(isPaired ? ['pairs', 'pairs-weighted'] : []),
      ...rows.classes,
    ];
    return averages.flatMap((of) => readingOf(entry, rows, of, params) ?? []);
  }
  if (how === 'by-query') {
    const isOfItems = !isOfScore(entry);
    return ['queries', ...(isOfItems ? ['micro'] : [])].flatMap((of) => readingOf(entry, rows, of, params) ?? []);
  }
  const skilled = entry.constant === undefined ? [] : ['skill'];
  if (isByLevel(entry)) {
    const all = ['', ...skilled.map((word) => `${word} `)];
    return all.flatMap((before) =>
      rows.quantiles.flatMap(({ level }) => readingOf(entry, rows, `${before}${level}`, params) ?? []),
    );
  }
  const itself = { of: null, quantity: quantity(entry, params) };
  return [itself, ...skilled.flatMap((of) => readingOf(entry, rows, of, params) ?? [])];
}

const isByLevel = (entry: Metric): boolean => 'rows' in entry.needs && entry.needs.rows.includes('quantile');
/** Whether it looks at label and score and at nothing else, so that two classes can be told apart by one of them. */
const isOfScore = ({ needs }: Metric): boolean =>
  'rows' in needs && needs.rows.includes('score') && needs.rows.every((role) => role === 'label' || role === 'score');

/** One reading by its name, or null when the rows have no such class or level. */
export function readingOf(entry: Metric, rows: Rows, of: string, params = defaults(entry)): Reading | null {
  const [word, written = String(params['level'])] = of.split(' ');
  const isSkill = word === 'skill' && entry.constant !== undefined;
  const level = isByLevel(entry)
    ? rows.quantiles.findIndex((quantile) => String(quantile.level) === (isSkill ? written : of))
    : -1;
  const at = level < 0 ? params : { ...params, level: rows.quantiles[level]!.level }; // ! found there
  const q = quantity(entry, 'level' in entry.params ? at : params);
  const read = isSkill ? skill(entry, q, at['level'] ?? 0.5) : q;
  if (level >= 0) return read && { of, quantity: atLevel(read, level) };
  if (isSkill) return read && { of, quantity: read };
  if (of === 'queries') return { of, quantity: overQueries(q) };
  if (of === 'micro' && rows.roles.query) return { of, quantity: overAllItems(q) };
  const codes = rows.classes.map((_, code) => code);
  const one = (code: number): Quantity => oneAgainstRest(q, code);
  if (of === 'macro') return { of, quantity: meanOf(codes.map(one)) };
  if (of === 'weighted')
    return {
      of,
      quantity: weightedMeanOf(
        codes.map(one),
        codes.map((code) => shareOfLabels([code])),
      ),
    };
  if (of === 'pairs' || of === 'pairs-weighted') {
    if (!isOfScore(entry) || codes.length < 2) return null;
    const { plain, weighted } = overPairs(q, codes.length);
    return { of, quantity: of === 'pairs' ? plain : weighted };
  }
  if (of === 'micro') {
    const pooled = micro(entry, q, codes.length, at);
    return pooled && { of, quantity: pooled };
  }
  const code = rows.classes.indexOf(of);
  return code < 0 ? null : { of, quantity: one(code) };
}

/** Candidate minus the other model on the same rows, turned so that more is better. */
export function contest(reading: Reading, entry: Metric, against: (q: Quantity) => Quantity): Quantity {
  const other = against(reading.quantity);
  return entry.better === 'lower' ? minus(other, reading.quantity) : minus(reading.quantity, other);
}
