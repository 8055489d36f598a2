import type { CompatProgram, CompatRefusal } from '@holdfast/core/measure/compat/answer.ts';
import type { NannyWindows } from '@holdfast/core/measure/compat/nannyml/windows.ts';
import type { Column, Table } from '@holdfast/core/table/table.ts';

/** What `drift --compat` is asked, once options are understood. */
export interface CompatRequest {
  readonly program: CompatProgram;
  readonly reference: string;
  readonly current: string;
  readonly contract: string | null;
  /** A method by that program's name, `all`, or null for what it takes itself. */
  readonly method: string | null;
  readonly timestamp: string | null;
  /** A column that tells rows apart and is left out. */
  readonly id: string | null;
  readonly windows: NannyWindows;
  readonly onProgress: (share: number | null, what: string) => void;
  readonly signal: AbortSignal;
}

/** What a program says of one column by one method. */
export type CompatRow = CompatFound | (CompatRefusal & { readonly column: string });

/** A number with its verdict. */
export interface CompatFound {
  /** Null for all columns together. */
  readonly column: string | null;
  readonly id: string;
  readonly name: string;
  /** Null where no window has a value. */
  readonly statistic: number | null;
  readonly p: number | null;
  readonly threshold: number | null;
  readonly lowerThreshold: number | null;
  readonly isDrift: boolean | null;
  /** Values of the current file's windows and which alert, where the program cuts it. */
  readonly windows: readonly CompatWindow[] | null;
  readonly why: string;
}

/** A window of the current file; of estimates also their bounds, what they stray by, and what labels said. */
export interface CompatWindow {
  readonly value: number | null;
  readonly isAlert: boolean;
  readonly stray?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly realised?: number | null;
}

/** All of it. */
export interface CompatResult {
  readonly program: CompatProgram;
  readonly reference: { readonly path: string; readonly rows: number };
  readonly current: { readonly path: string; readonly rows: number };
  readonly rows: readonly CompatRow[];
  readonly leftOut: readonly { readonly column: string; readonly kind: string }[];
  /** The verdict on the whole table, where the program has one. */
  readonly table: {
    readonly drifted: number;
    readonly of: number;
    readonly share: number;
    readonly isDrift: boolean;
  } | null;
}

/** Both tables whole, and their columns of the same name in the order of the reference. */
export interface CompatTables {
  readonly reference: Table;
  readonly current: Table;
  readonly pairs: readonly (readonly [reference: Column, current: Column])[];
}

/** What a program makes of both tables. */
export type CompatRows = Pick<CompatResult, 'rows' | 'leftOut' | 'table'>;
