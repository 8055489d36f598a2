/** What is in a file, and everything that was assumed while reading it. */
export interface Description {
  readonly rows: number;
  readonly columns: readonly ColumnDescription[];
  /** How the text of a CSV file was read; null for formats that state it themselves. */
  readonly dialect: Dialect | null;
  readonly problems: readonly Note[];
}

export type ColumnType = 'number' | 'integer' | 'boolean' | 'timestamp' | 'text' | 'big-integer';

export interface ColumnDescription {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows without a value; NaN and Infinity count. */
  readonly missing: number;
  /**
   * Distinct values. Estimated above 50,000 (HyperLogLog, about 2 %), and then `assumed` holds `distinct-estimated`.
   */
  readonly distinct: number;
  /** Numbers as numbers, times as ISO text, text in byte order; null when every row is missing. */
  readonly min: number | string | null;
  readonly max: number | string | null;
  /** Of numbers, and of yes-no answers as 0 and 1; null for the rest. */
  readonly mean: number | null;
  /** The first distinct values of the file, at most five, as the source has them. */
  readonly examples: readonly string[];
  /** `code` or `code:value` of everything that was assumed, such as `decimal:,` or `missing:NA`. */
  readonly assumed: readonly string[];
}

export interface Dialect {
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string | null;
  /** `doubled`, `backslash` or `none`: how a quote stands inside quotes. */
  readonly escape: string;
  readonly header_rows: number;
  /** Lines before the header that are no data: titles, comments, a `sep=` line. */
  readonly skipped_rows: number;
  /** Lines after the data that are no data: totals, sources, notes. */
  readonly footer_rows: number;
  /** The commonest of the columns; a column that differs says so under `assumed`. */
  readonly decimal: string;
  readonly thousands: string | null;
  readonly null_words: readonly string[];
  readonly comment: string | null;
  /** `\n`, `\r\n`, `\r` or `mixed`, written out as the words LF, CRLF, CR, mixed. */
  readonly line_end: string;
}

/** Something found in a file that a person should know although the file could be read. */
export interface Note {
  readonly code: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
}
