import type { TextColumn } from '@holdfast/core/table/table.ts';
import { ENUM_LEVELS, ENUM_ROWS } from '../relation/read.ts';

/** How many rows have each level. */
export function countCodes({ codes, levels }: TextColumn): Int32Array {
  const counts = new Int32Array(levels.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!; // ! i < length
    if (code >= 0) counts[code]!++; // ! a code of the column
  }
  return counts;
}

/** The LF in all rows of a column. */
export function feedsIn({ column, counts }: { readonly column: TextColumn; readonly counts: Int32Array }): number {
  let feeds = 0;
  for (const [code, level] of column.levels.entries()) {
    if (level.includes('\n')) feeds += (level.split('\n').length - 1) * (counts[code] ?? 0);
  }
  return feeds;
}

/**
 * The column with some levels missing, and the others in the order in which the engine gives them. Writes the codes in
 * place.
 */
export function withoutLevels(column: TextColumn, gone: ReadonlySet<string>): TextColumn {
  const { codes, levels } = column;
  const kept = levels.flatMap((level, code) => (gone.has(level) ? [] : [{ code, level, bytes: Buffer.from(level) }]));
  if (codes.length >= ENUM_ROWS && kept.length <= ENUM_LEVELS) kept.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const renamed = new Int32Array(levels.length).fill(-1);
  for (const [at, { code }] of kept.entries()) renamed[code] = at;
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) codes[i] = renamed[codes[i]!]!; // ! codes of the column
  return { ...column, codes, levels: kept.map(({ level }) => level) };
}
