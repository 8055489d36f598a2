import type { Cell, TableBlock, TableRow } from '../blocks.ts';

/** What sections of an estimate have in common. */
export const plainSection = { note: '', verdict: null, isBrief: true } as const;

/** A row of a table. */
export const row = (cells: readonly Cell[]): TableRow => ({ cells, isHot: false, isTotal: false });

/** A table without the columns that hold nothing: there are no labels yet, or nothing was refused. */
export function table(
  caption: string,
  columns: TableBlock['columns'],
  rows: readonly TableRow[],
  rest: string | null = null,
): TableBlock {
  const isHeld = columns.map((_, k) => k === 0 || rows.some(({ cells }) => cells[k]?.text !== ''));
  return {
    kind: 'table',
    caption,
    unit: '',
    columns: columns.filter((_, k) => isHeld[k]),
    rows: rows.map((one) => ({ ...one, cells: one.cells.filter((_, k) => isHeld[k]) })),
    rest,
  };
}
