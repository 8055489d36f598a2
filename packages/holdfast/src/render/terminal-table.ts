import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Screen } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';

const ROWS_MAX = 24;

/** A table in columns; the small text of a cell follows it. Columns that find no room are left out from the right. */
export function tableText(block: Blocks.TableBlock, { width, paint }: Screen): string[] {
  const rows = block.rows.slice(0, block.briefRows ?? ROWS_MAX);
  const texts = rows.map((row) => row.cells.map(cellText));
  const widths = block.columns.map((column, i) =>
    Math.max(columnsOf(plain(column.name)), ...texts.map((row) => columnsOf(row[i] ?? ''))),
  );
  // The first column is words and can be broken: it gives way before a figure is left out.
  const others = widths.slice(1).reduce((sum, columnWidth) => sum + columnWidth + 2, 0);
  const first = Math.min(widths[0] ?? 0, Math.max(16, width - others));
  const kept = keepColumns([first, ...widths.slice(1)], width);
  const side = (i: number): 'left' | 'right' => (block.columns[i]?.isNumber ? 'right' : 'left');
  const line = (cells: readonly string[]): string =>
    kept.map((columnWidth, i) => fit(cells[i] ?? '', columnWidth, side(i))).join('  ');
  const lines = texts.flatMap((cells) => {
    const [head = '', ...rest] = wrap(cells[0] ?? '', kept[0] ?? width);
    return [line([head, ...cells.slice(1)]), ...rest];
  });
  const left = block.rows.length - rows.length;
  const more =
    left > 0 ? [`and ${left} more in the report`] : block.rest === null ? [] : wrap(plain(block.rest), width);
  return [paint.dim(line(block.columns.map((column) => plain(column.name)))), ...lines, ...more.map(paint.dim)];
}

const cellText = (cell: Blocks.Cell): string =>
  plain(cell.small ? (cell.text === '' ? cell.small : `${cell.text} (${cell.small})`) : cell.text);

function keepColumns(widths: readonly number[], width: number): number[] {
  const kept: number[] = [];
  let used = -2;
  for (const columnWidth of widths) {
    if (used + 2 + columnWidth > width) break;
    kept.push(columnWidth);
    used += 2 + columnWidth;
  }
  return kept.length === 0 ? [width] : kept;
}
