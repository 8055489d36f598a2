/**
 * How much memory the child gets: enough to stream rows through, or, where that did not do, all that is ever allowed.
 * Most files need the first, and a hostile one gets little to play with.
 */
export type Room = 'narrow' | 'wide';

/** What DuckDB may ever hold. */
export const MEMORY_MB_MAX = 2048;
/** Formats with pages and row groups. A choice, not a measurement: where it does not do, the wide room follows. */
const NARROW_MB = 256;
/** Rows of text: two buffers and what is being written. Tried on 20 and 200 MB of six columns. */
const NARROW_TEXT_MB = 96;
/** While a table is written each of two threads holds a block of 256 KB for every column and for its texts. */
const COLUMN_MB = 2;

/** The memory of an engine for a table of text with so many columns; null where the columns are not known. */
export function memoryMbOf(room: Room, textColumns: number | null): number {
  if (room === 'wide') return MEMORY_MB_MAX;
  return textColumns === null ? NARROW_MB : Math.min(MEMORY_MB_MAX, NARROW_TEXT_MB + COLUMN_MB * textColumns);
}

/** What the child may hold beside the heap of JavaScript: Node and DuckDB themselves take 100 MB. */
export const residentMbMax = (memoryMb: number): number => 256 + memoryMb * 1.5;
