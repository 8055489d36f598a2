import { textShapes } from '@holdfast/core/measure/drift/text-shape.ts';
import { addRows, emptyWindow, profileReference } from '@holdfast/core/profile/profile.ts';
import { findColumn, type Table, type TextColumn } from '@holdfast/core/table/table.ts';
import type { CurrentSide, Pair } from './current-side.ts';
import type { ReferenceSide } from './reference-side.ts';

/** Both sides, read. */
export interface Sides {
  readonly reference: ReferenceSide;
  readonly current: CurrentSide;
}

/** Whether there are rows of both sides to learn from: a profile has none. */
export const hasRows = ({ reference, current }: Sides): boolean => reference.drawn.n > 0 && current.drawn.n > 0;

/**
 * The sides with numbers in the place of texts that have a value of their own in nearly every row: how long they are
 * and of what signs, of the rows that were drawn.
 */
export function withTextShapes({ reference, current }: Sides): Sides {
  const names = reference.unique.filter((name) => textOf(reference.drawn, name) && textOf(current.drawn, name));
  if (names.length === 0) return { reference, current };
  const [before, now] = [shapesOf(reference.drawn, names), shapesOf(current.drawn, names)];
  const profile = profileReference(before);
  const window = addRows(emptyWindow(profile), now);
  // ! as many
  const pairs = profile.columns.map((column, k): Pair => ({ reference: column, current: window.columns[k]! }));
  const joined = (drawn: Table, more: Table): Table => ({ n: drawn.n, columns: [...drawn.columns, ...more.columns] });
  return {
    reference: { ...reference, drawn: joined(reference.drawn, before) },
    current: { ...current, drawn: joined(current.drawn, now), pairs: [...current.pairs, ...pairs] },
  };
}

function textOf(table: Table, name: string): TextColumn | null {
  const column = findColumn(table, name);
  return column?.kind === 'text' ? column : null;
}

const shapesOf = (drawn: Table, names: readonly string[]): Table => ({
  n: drawn.n,
  columns: names.flatMap((name) => ((column) => (column === null ? [] : textShapes(column)))(textOf(drawn, name))),
});
