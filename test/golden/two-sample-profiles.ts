import type { Accumulators } from '../../packages/core/src/catalogue/define.ts';
import { addRows, emptyWindow, type Profile, profileReference } from '../../packages/core/src/profile/profile.ts';
import type { Table } from '../../packages/core/src/table/table.ts';

const tableOf = (values: readonly number[]): Table => ({
  n: values.length,
  columns: [{ name: 'x', kind: 'number', type: 'number', values: Float64Array.from(values), missing: null }],
});

const only = ({ columns: [column] }: Profile): Accumulators => {
  if (column === undefined || column.moments === null) throw new Error('one column of numbers was given');
  return { histogram: { bins: column.bins, counts: column.counts }, moments: column.moments };
};

/** The accumulators of two samples of one number column, on the bins of the first. */
export function profiled(
  x: readonly number[],
  y: readonly number[],
): Readonly<Record<'reference' | 'window', Accumulators>> {
  const reference = profileReference(tableOf(x));
  return { reference: only(reference), window: only(addRows(emptyWindow(reference), tableOf(y))) };
}
