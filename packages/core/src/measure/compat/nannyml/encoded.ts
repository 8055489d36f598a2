import { moments } from '../../../stats/sum.ts';
import { type Column, findColumn, isMissing, type Table } from '../../../table/table.ts';
import type { Encoded } from './reconstruction.ts';
import { levelAt, levelsIn, type NannyTables, numbersIn } from './sides.ts';

/**
 * The named columns of both sides as numbers in the order of their rows: numbers with the reference's mean for what is
 * missing; levels by their share of the reference, its most frequent for what is missing, 0 for what it lacks.
 */
export function encodedSides({ reference, analysis }: NannyTables, names: readonly string[]) {
  const encoders = names.flatMap((name) => {
    const column = findColumn(reference.table, name);
    return column === null ? [] : [encoderOf(column, reference.rows)];
  });
  const encode = (table: Table, rows: Int32Array): Encoded =>
    names.flatMap((name, k) => {
      const column = findColumn(table, name);
      return column === null ? [] : [Float64Array.from(rows, (row) => encoders[k]?.(column, row) ?? 0)];
    });
  return { reference: encode(reference.table, reference.rows), analysis: encode(analysis.table, analysis.rows) };
}

function encoderOf(reference: Column, rows: Int32Array): (column: Column, row: number) => number {
  if (reference.kind === 'number' && reference.type !== 'boolean') {
    const mean = moments(numbersIn(reference, rows))?.mean ?? 0;
    return (column, row) => (column.kind === 'text' || isMissing(column, row) ? mean : column.values[row]!); // ! a row
  }
  const counts = levelsIn(reference, rows);
  const [frequent] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [null];
  const filled = new Map(counts);
  const missing = rows.length - [...counts.values()].reduce((total, count) => total + count, 0);
  if (frequent !== null) filled.set(frequent, (counts.get(frequent) ?? 0) + missing);
  return (column, row) => (filled.get(levelAt(column, row) ?? frequent ?? '') ?? 0) / rows.length;
}
