import type { Table } from '@holdfast/core/table/table.ts';
import type { ColumnType, Dialect, Note } from '../description.ts';
import type { Engine } from '../engine/engine.ts';

/** Rows in an engine, with one way to read each column. */
export interface Relation {
  readonly engine: Engine;
  /** What stands after FROM: a table of the engine, or a scan of files. */
  readonly from: string;
  readonly rows: number;
  /** Whether `from` picks some rows of many, all of which are looked at by each query; left out where it does not. */
  readonly isPicked?: boolean;
  /** All rows, where opening has read them already; then nothing more can be asked of `from`. */
  readonly table: Table | null;
  /** Another engine over the same rows, to be closed by who started it; left out where one engine alone has them. */
  readonly twin?: () => Promise<Engine>;
  readonly columns: readonly Reading[];
  readonly dialect: Dialect | null;
  readonly notes: readonly Note[];
}

/** How one column is read. Physical names are c0, c1, ...: the names of a file are data and stand in no query. */
export interface Reading {
  readonly name: string;
  readonly type: ColumnType;
  /**
   * An expression over `from`: DOUBLE for numbers, whole numbers, yes-no (0|1) and times (milliseconds), VARCHAR for
   * text.
   */
  readonly sql: string;
  /** An expression that is true where NaN or Infinity stands; null where that cannot be. */
  readonly notFinite: string | null;
  readonly assumed: readonly string[];
  /** The first distinct values as the source has them; null when they are to be asked of the engine. */
  readonly examples: readonly string[] | null;
}

/** Whether a column of this type comes as numbers. */
export const isNumeric = (type: ColumnType): type is Exclude<ColumnType, 'text' | 'big-integer'> =>
  type !== 'text' && type !== 'big-integer';

/** A text as SQL literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
