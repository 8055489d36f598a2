import type { Task } from '@holdfast/core/catalogue/define.ts';
import type { SliceRule } from '@holdfast/core/contract/contract.ts';
import { asked } from '@holdfast/core/measure/slices/questions.ts';
import type { Assigned } from '@holdfast/core/table/assign.ts';
import { parseExpression } from '@holdfast/core/table/expression.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import { searching } from '../found-slices.ts';

/** More would make each other, and the declared ones, deaf. */
const CONFIRMED_MAX = 3;
/** A slice of fewer rows of the reference teaches no scale; half of them confirm. */
const ROWS_MIN = 200;

/**
 * The slices of a reference in which the model is surely worse than elsewhere, found on one half of its rows and
 * confirmed on the other: the worst three that stand by themselves. None where answers cannot be told right.
 */
export function confirmedSlices(
  judged: Pick<Assigned, 'rows' | 'table' | 'independence'>,
  { task, features, seed }: { readonly task: Task; readonly features: readonly string[]; readonly seed: number },
): readonly SliceRule[] {
  const columns = features.flatMap((name) => findColumn(judged.table, name) ?? []);
  const rows = { ...judged.rows, features: columns };
  const questions = asked(rows, [rows.classes.length === 0 ? 'absolute-error' : 'error']);
  if (questions.length === 0) return [];
  const found = searching({ subject: { rows, task, table: judged.table, seed }, assigned: judged })(questions);
  if ('gap' in found) return [];
  return found.slices
    .filter(({ status, shadowOf, n }) => status === 'confirmed' && shadowOf === null && 2 * n >= ROWS_MIN)
    .slice(0, CONFIRMED_MAX)
    .map(({ where, words }) => ({ kind: 'condition', name: words, where: parseExpression(where) }));
}
