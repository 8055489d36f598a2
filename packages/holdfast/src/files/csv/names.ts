import type { Note } from '../description.ts';
import { note } from '../note.ts';
import type { Row } from './split.ts';

interface Named {
  readonly names: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * Unique names of the columns from the header rows: merged cells are carried on, empty ones numbered, repeated ones
 * numbered.
 */
export function namesOf(
  header: readonly (readonly string[])[],
  width: number,
  data: readonly Row[],
  path: string,
): Named {
  const top = header[0] ?? [];
  // Row names without a name, as R writes them: one cell more than names, and it is filled.
  const isShifted =
    header.length === 1 &&
    top.length === width - 1 &&
    data.some((row) => row.cells.length === width && (row.cells.at(-1) ?? '').trim() !== '');
  const rows = isShifted ? [['', ...top]] : header;
  const count = countOf(rows, width, data);
  const raw = Array.from({ length: count }, (_, j) => joinedName(rows, j));
  return makeUnique(raw, header.length > 0, path);
}

/**
 * As many columns as rows have cells; more when the header names more; without empty cells that no name stands over.
 */
function countOf(rows: readonly (readonly string[])[], width: number, data: readonly Row[]): number {
  const named = rows[0]?.findLastIndex((cell) => cell.trim() !== '') ?? -1;
  if (rows.length === 0) return width;
  if (data.length === 0) return rows[0]?.length ?? 0;
  const head = rows[0]?.length ?? 0;
  if (head === width) return width;
  return head > width ? Math.max(width, named + 1) : head;
}

function joinedName(rows: readonly (readonly string[])[], j: number): string {
  const parts = rows.map((row, i) => {
    const own = (row[j] ?? '').trim();
    // Only what stands above another header row can be merged over columns.
    if (own !== '' || i === rows.length - 1) return own;
    const before = row.slice(0, j).findLast((cell) => cell.trim() !== '');
    return rows.slice(i + 1).some((below) => (below[j] ?? '').trim() !== '') ? (before ?? '').trim() : '';
  });
  return parts.filter((part) => part !== '').join(' / ');
}

function makeUnique(raw: readonly string[], hasHeader: boolean, path: string): Named {
  const taken = new Set(raw);
  const used = new Set<string>();
  const times = new Map<string, number>();
  for (const name of raw) times.set(name, (times.get(name) ?? 0) + 1);
  const notes: Note[] = [];
  const free = (name: string, from: number): string => {
    let k = from;
    while (taken.has(`${name}_${k}`) || used.has(`${name}_${k}`)) k++;
    return `${name}_${k}`;
  };
  const names = raw.map((name, j) => {
    let unique = name;
    if (name === '') {
      unique = `column${j + 1}`;
      if (taken.has(unique) || used.has(unique)) unique = free(unique, 2);
      if (hasHeader) notes.push(note('CSV_NAMES_EMPTY', { path, at: j + 1, renamed: unique }));
    } else if (used.has(name)) {
      unique = free(name, 2);
      const all = times.get(name) ?? 0;
      if (all > 0) notes.push(note('CSV_NAMES_REPEATED', { path, column: name, times: all, renamed: unique }));
      times.set(name, 0);
    }
    used.add(unique);
    return unique;
  });
  return { names, notes };
}
