import type { Bins } from '@holdfast/core/profile/bins.ts';
import { addCells, emptyColumn } from '@holdfast/core/profile/column.ts';
import { freezeColumn } from '@holdfast/core/profile/details.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Column, findColumn, isMissing, type Table, takeTable } from '@holdfast/core/table/table.ts';
import type { FoldedColumn } from '../engine/fold.ts';
import type { FoldPlan } from './fold.ts';
import type { DrawPlan } from './sample.ts';

/** What `foldRelation` gives, of rows that are in memory already: to the last bit, and without another process. */
export function foldTable(
  table: Table,
  { names, binsOf, seed, onProgress, onColumn }: FoldPlan,
): readonly FoldedColumn[] {
  return names.flatMap((name, k) => {
    const column = findColumn(table, name);
    if (column === null) return [];
    const folded = foldColumn(column, binsOf(name), seed);
    onColumn?.(folded);
    onProgress((k + 1) / names.length);
    return [folded];
  });
}

const foldColumn = (column: Column, bins: Bins | null, seed: number): FoldedColumn =>
  bins === null
    ? freezeColumn(column, { seed })
    : { profile: addCells(emptyColumn(column.name, bins), column, null), details: null };

/** One row drawn from each run of as many, at most so many; the rows after the last whole run are left out. */
export function drawTable(table: Table, { rowsMax, seed }: DrawPlan): Table {
  if (table.n <= rowsMax) return table;
  const run = Math.ceil(table.n / rowsMax);
  const random = makeRandom(seed);
  const places = Int32Array.from({ length: Math.floor(table.n / run) }, (_, k) => k * run + Math.floor(random() * run));
  return takeTable(table, places);
}

/** The least and the greatest number of a column; null where it has none. */
export function rangeOfTable(table: Table, name: string): [number, number] | null {
  const column = findColumn(table, name);
  if (column?.kind !== 'number') return null;
  let [least, greatest] = [Infinity, -Infinity];
  column.values.forEach((value, i) => {
    if (isMissing(column, i)) return;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  });
  return least <= greatest ? [least, greatest] : null;
}
