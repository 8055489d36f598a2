import { type Column, isMissing, takeColumn } from '@holdfast/core/table/table.ts';

/**
 * The label column of `n` rows, with a stand-in of the reference where none came: rows without a label are read like
 * those with one, and the stand-in is never looked at.
 */
export function filled(reference: Column, come: Column | null, n: number): Column {
  const stand = takeColumn(
    reference,
    Int32Array.from({ length: n }, () => firstPresent(reference)),
  );
  if (come === null || come.kind !== stand.kind) return stand;
  if (come.kind === 'number' && stand.kind === 'number') {
    const values = come.values.map((value, i) => (isMissing(come, i) ? stand.values[i]! : value)); // ! i < n
    return { ...come, name: reference.name, values, missing: null };
  }
  if (come.kind === 'text' && stand.kind === 'text') {
    const levels = [...come.levels, ...stand.levels];
    const codes = come.codes.map((code, i) => (code < 0 ? come.levels.length + stand.codes[i]! : code)); // ! i < n
    return { ...come, name: reference.name, codes, levels };
  }
  return stand;
}

function firstPresent(column: Column): number {
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  for (let i = 0; i < n; i++) if (!isMissing(column, i)) return i;
  return 0;
}
