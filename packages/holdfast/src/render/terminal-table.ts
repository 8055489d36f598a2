import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Screen } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';

const ROWS_MAX = 24;

/**
 * A table in columns; the small text of a cell follows it, or stands below it where columns would find no room. Columns
 * that find none even so are left out from the right.
 */
export function tableText(block: Blocks.TableBlock, { width, paint }: Screen): string[] {
  const rows = block.rows.slice(0, block.briefRows ?? ROWS_MAX);
  const beside = layOut(block, { rows, width, linesOf: (cell) => [cellText(cell)] });
  const below = layOut(block, {
    rows,
    width,
    linesOf: (cell) => [cell.text, cell.small ?? ''].map(plain).filter(isText),
  });
  const laid = below.kept.length > beside.kept.length ? below : beside;
  const { kept, texts } = laid;
  const side = (i: number): 'left' | 'right' => (block.columns[i]?.isNumber ? 'right' : 'left');
  const line = (cells: readonly string[]): string =>
    kept.map((columnWidth, i) => fit(cells[i] ?? '', columnWidth, side(i))).join('  ');
  const lines = texts.flatMap(([names = [], ...others]) => {
    const cells = [names.flatMap((name) => wrap(name, kept[0] ?? width)), ...others];
    const height = Math.max(1, ...cells.slice(0, kept.length).map((own) => own.length));
    return Array.from({ length: height }, (_, k) => line(cells.map((own) => own[k] ?? '')));
  });
  const left = block.rows.length - rows.length;
  const more =
    left > 0 ? [`and ${left} more in the report`] : block.rest === null ? [] : wrap(plain(block.rest), width);
  return [paint.dim(line(block.columns.map((column) => plain(column.name)))), ...lines, ...more.map(paint.dim)];
}

const isText = (text: string): boolean => text !== '';

interface Laying {
  readonly rows: readonly Blocks.TableRow[];
  readonly width: number;
  readonly linesOf: (cell: Blocks.Cell) => readonly string[];
}

/** The lines of each cell, and the widths of the columns that find room. */
function layOut(block: Blocks.TableBlock, { rows, width, linesOf }: Laying) {
  const texts = rows.map((row) => row.cells.map(linesOf));
  const widths = block.columns.map((column, i) =>
    Math.max(columnsOf(plain(column.name)), ...texts.flatMap((row) => (row[i] ?? []).map(columnsOf))),
  );
  // The first column is words and can be broken: it gives way before a figure is left out.
  const others = widths.slice(1).reduce((sum, columnWidth) => sum + columnWidth + 2, 0);
  const first = Math.min(widths[0] ?? 0, Math.max(16, width - others));
  return { texts, kept: keepColumns([first, ...widths.slice(1)], width) };
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
