/** Rows in columns, in memory. Rows are numbered from 0; names are unique. */
export interface Table {
  readonly n: number;
  readonly columns: readonly Column[];
}

/** A column: numbers, or text by dictionary. */
export type Column = NumberColumn | TextColumn;

/** Numbers, whole numbers, yes-no answers (0 or 1) and times (milliseconds since the epoch, UTC). */
export interface NumberColumn {
  readonly name: string;
  readonly kind: 'number';
  readonly type: 'number' | 'integer' | 'boolean' | 'timestamp';
  /** n numbers; what stands at a missing row is 0 and means nothing. Infinity and NaN of the source are missing. */
  readonly values: Float64Array;
  /** n of 0|1, 1 is missing; null when nothing is missing. */
  readonly missing: Uint8Array | null;
}

/** Text by dictionary. Whole numbers beyond 2^53 are text of type `big-integer`, so that they keep their digits. */
export interface TextColumn {
  readonly name: string;
  readonly kind: 'text';
  readonly type: 'text' | 'big-integer';
  /** n indices into `levels`; -1 is missing. */
  readonly codes: Int32Array;
  /** Distinct values as they stand in the source, outer blanks included. */
  readonly levels: readonly string[];
}

/** The column of that name, or null. */
export const findColumn = (table: Table, name: string): Column | null =>
  table.columns.find((column) => column.name === name) ?? null;

/** Whether row i of the column is missing. */
export const isMissing = (column: Column, i: number): boolean =>
  column.kind === 'text' ? column.codes[i]! < 0 : column.missing?.[i] === 1; // ! i < n

/** The rows at `indices` of a column, in that order; an index may come twice. Levels stay as they are. */
export function takeColumn(column: Column, indices: ArrayLike<number>): Column {
  if (column.kind === 'text') return { ...column, codes: takeCodes(column.codes, indices) };
  const { values, missing } = column;
  return { ...column, values: takeNumbers(values, indices), missing: missing && takeFlags(missing, indices) };
}

// Loops, one for each kind of array: `from` with a function takes ten times as long, and tables have millions of rows.

/** The numbers at `indices`, in that order. */
export function takeNumbers(values: Float64Array | Uint8Array, indices: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(indices.length);
  for (let k = 0; k < indices.length; k++) taken[k] = values[indices[k]!]!; // ! the caller's rows
  return taken;
}

/** The codes at `indices`, in that order. */
export function takeCodes(codes: Int32Array, indices: ArrayLike<number>): Int32Array {
  const taken = new Int32Array(indices.length);
  for (let k = 0; k < indices.length; k++) taken[k] = codes[indices[k]!]!; // ! the caller's rows
  return taken;
}

/** The flags at `indices`, in that order. */
export function takeFlags(flags: Uint8Array, indices: ArrayLike<number>): Uint8Array {
  const taken = new Uint8Array(indices.length);
  for (let k = 0; k < indices.length; k++) taken[k] = flags[indices[k]!]!; // ! the caller's rows
  return taken;
}

/** The rows at `indices` of every column. */
export const takeTable = (table: Table, indices: ArrayLike<number>): Table => ({
  n: indices.length,
  columns: table.columns.map((column) => takeColumn(column, indices)),
});

/** Row numbers where the mask is 1. */
export function rowsOf(mask: ArrayLike<number>): Int32Array {
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) count++;
  const rows = new Int32Array(count);
  for (let i = 0, k = 0; i < mask.length; i++) if (mask[i] === 1) rows[k++] = i;
  return rows;
}
