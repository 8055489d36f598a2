import type { FoldedColumn, FoldRequest } from './fold.ts';

/**
 * What the parent asks of the child, and what it answers. Both sides import these shapes and nothing else of each
 * other.
 */
export type Request =
  | { readonly id: number; readonly ask: 'open'; readonly settings: EngineSettings }
  | { readonly id: number; readonly ask: 'run'; readonly sql: string }
  | { readonly id: number; readonly ask: 'rows'; readonly sql: string }
  | { readonly id: number; readonly ask: 'columns'; readonly sql: string }
  | { readonly id: number; readonly ask: 'fold'; readonly fold: FoldRequest };

export interface EngineSettings {
  /** The only files that the child may read: exact paths, no folders. */
  readonly allowed: readonly string[];
  /** Where DuckDB may put what does not fit into memory: a private folder of this child. */
  readonly spill: string;
  /** What DuckDB may hold; beyond it, it spills. */
  readonly memoryMb: number;
  readonly threads: number;
  readonly timeZone: string;
}

export type Answer =
  | { readonly id: number; readonly is: 'done'; readonly rows?: readonly (readonly Cell[])[] }
  | { readonly id: number; readonly is: 'piece'; readonly piece: Piece }
  | { readonly id: number; readonly is: 'folded'; readonly columns: readonly FoldedColumn[] }
  | { readonly id: number; readonly is: 'error'; readonly message: string }
  /** Of no request: the child holds more memory than it may, and asks to be ended. */
  | { readonly id: 0; readonly is: 'beyond-memory' };

/** A cell of a small result, as text or number; whole numbers that a double cannot hold come as text. */
export type Cell = string | number | null;

/** Some rows of one column, in order. */
export type Piece =
  | { readonly column: number; readonly values: Float64Array; readonly missing: Uint8Array | null }
  | { readonly column: number; readonly codes: Int32Array }
  | { readonly column: number; readonly levels: readonly string[] }
  /** By position in the lists of the column, the commonest first. */
  | { readonly column: number; readonly left: readonly (readonly Counted[])[] };

/** A text and how often it was there. */
export interface Counted {
  readonly text: string;
  readonly count: number;
}
