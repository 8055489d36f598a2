import { assert } from '../std/assert.ts';
import type { Assigned, RolePlan } from './assign.ts';
import { priceRows } from './row-prices.ts';
import type { RoleColumns, Rows } from './rows.ts';
import { findColumn } from './table.ts';

/**
 * Judged rows with other answers in the place of the model's: rows that have prices of their own cost what the new
 * prediction does. Prices are read once, so that many answers can be tried. O(n) each.
 */
export function withOtherAnswers(
  { rows, table }: Pick<Assigned, 'rows' | 'table'>,
  { prices, task }: Pick<RolePlan, 'prices' | 'task'>,
): (answers: Pick<RoleColumns, 'prediction'> & Partial<RoleColumns>) => Rows {
  const labels = rows.roles.label ?? new Float64Array(rows.n);
  const numbers = (name: string): Float64Array => {
    const column = findColumn(table, name);
    assert(column?.kind === 'number', 'judged rows have a number for a price');
    return column.values;
  };
  const money = prices ? priceRows(prices, { task, labels, classes: rows.classes, numbers }) : null;
  return (answers) => ({
    ...rows,
    roles: { ...rows.roles, ...answers, ...(money && { cost: money.of(answers.prediction) }) },
  });
}
