import { findColumn, isMissing, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';

/** Labels with one row for each id, and what was said of an id again. */
export interface FirstLabels {
  readonly table: Table;
  /** Labels that came again with the same answer, and labels without an id. */
  readonly again: number;
  readonly withoutId: number;
  /** Labels that came later with another answer: corrections. */
  readonly corrections: readonly Correction[];
}

/** A later label of an id that had one: rows of the table of labels as it was read. */
export interface Correction {
  readonly first: number;
  readonly later: number;
}

/** The columns that tell an id, its label and when that arrived (null: in the order of the rows). */
export interface LabelColumns {
  readonly id: string;
  readonly label: string;
  readonly arrival: string | null;
}

/**
 * The first label of each id by time of arrival (then by row): that is what was known first; a later one is a
 * correction and changes no evidence that was judged. A table that lacks one of the columns comes back as it is.
 */
export function firstLabels(labels: Table, { id, label, arrival }: LabelColumns): FirstLabels {
  const [ids, answers] = [findColumn(labels, id), findColumn(labels, label)];
  if (ids === null || answers === null) return { table: labels, again: 0, withoutId: 0, corrections: [] };
  const arrivals = arrival === null ? null : findColumn(labels, arrival);
  const arrivalOf = (row: number): number => {
    const isKnown = arrivals?.kind === 'number' && !isMissing(arrivals, row);
    return isKnown ? arrivals.values[row]! : Number.POSITIVE_INFINITY; // ! a row
  };
  const firstOf = new Map<string, number>();
  const others: number[] = [];
  let withoutId = 0;
  for (let row = 0; row < labels.n; row++) {
    const key = textAt(ids, row);
    if (key === null) {
      withoutId++;
      continue;
    }
    const known = firstOf.get(key);
    if (known === undefined) firstOf.set(key, row);
    else if (arrivalOf(row) < arrivalOf(known)) {
      firstOf.set(key, row);
      others.push(known);
    } else others.push(row);
  }
  if (others.length === 0 && withoutId === 0) return { table: labels, again: 0, withoutId, corrections: [] };
  const corrections = others.flatMap((later): Correction[] => {
    const first = firstOf.get(textAt(ids, later) ?? '') ?? later;
    return textAt(answers, first) === textAt(answers, later) ? [] : [{ first, later }];
  });
  const isFirst = new Uint8Array(labels.n);
  for (const row of firstOf.values()) isFirst[row] = 1;
  const table = takeTable(labels, rowsOf(isFirst));
  return { table, again: others.length - corrections.length, withoutId, corrections };
}

type AnyColumn = NonNullable<ReturnType<typeof findColumn>>;

/** A cell as text without outer blanks, or null where it is missing. */
const textAt = (column: AnyColumn, row: number): string | null =>
  isMissing(column, row)
    ? null
    : column.kind === 'text'
      ? column.levels[column.codes[row]!]!.trim() // ! not missing
      : String(column.values[row]);
