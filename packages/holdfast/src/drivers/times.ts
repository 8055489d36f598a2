import { findColumn, isMissing, type Table } from '@holdfast/core/table/table.ts';

/** The time of each row; null where no column has it. A row without one counts as older than all others. */
export function timesOf(table: Table, name: string | null): Float64Array | null {
  const column = name === null ? null : findColumn(table, name);
  if (!column || column.kind === 'text') return null;
  const { values, missing } = column;
  return missing === null ? values : values.map((at, i) => (isMissing(column, i) ? Number.NEGATIVE_INFINITY : at));
}
