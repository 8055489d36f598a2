import assert from 'node:assert/strict';
import { isMissing } from '../../packages/core/src/table/table.ts';
import { openInTurn } from '../files/in-turn.ts';
import { shared } from '../shared.ts';

export type Cell = number | string | null;
/** Columns by name, as lists; missing is null, text without outer blanks. */
export type Columns = Readonly<Record<string, readonly Cell[]>>;

/** The named columns of a file of the shared folder. */
export async function readColumns(path: string, names: readonly string[]): Promise<Columns> {
  const place = shared(path);
  assert.ok(place, `${path} is not in the shared folder`);
  const source = await openInTurn([place]);
  try {
    const { n, columns } = await source.read([...new Set(names)]);
    const found = columns.map((column) => {
      const cells = Array.from({ length: n }, (_, i): Cell => {
        if (isMissing(column, i)) return null;
        return column.kind === 'text' ? (column.levels[column.codes[i]!] ?? '').trim() : column.values[i]!; // ! i < n
      });
      return [column.name, cells] as const;
    });
    return Object.fromEntries(found);
  } finally {
    await source.close();
  }
}

/** A column of numbers without gaps. */
export function numbers(columns: Columns, name: string): number[] {
  const cells = columns[name];
  assert.ok(cells, `there is no column ${name}`);
  return cells.map((cell) => {
    assert.equal(typeof cell, 'number', `${name} holds ${cell}`);
    return Number(cell);
  });
}

/** A column of any cells. */
export function cellsOf(columns: Columns, name: string): readonly Cell[] {
  const cells = columns[name];
  assert.ok(cells, `there is no column ${name}`);
  return cells;
}

/** The rows of `left` with the column of `right` that has the same key. */
export function joined(left: Columns, right: Columns, { on, take }: { on: string; take: string }): readonly Cell[] {
  const keys = cellsOf(right, on);
  const place = new Map(keys.map((key, i) => [key, i]));
  const values = cellsOf(right, take);
  return cellsOf(left, on).map((key) => values[place.get(key) ?? -1] ?? null);
}
