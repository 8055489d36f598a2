import type { FormatKind } from '../measure/drift/format-difference.ts';
import type { TogetherChange } from '../measure/drift/going-together.ts';
import type { MeanMap } from '../measure/drift/mean-map.ts';
import type { DriftPanel } from '../measure/drift/panels.ts';
import type { RankedDrift } from '../measure/drift/rank-drift.ts';
import type { ToldApart } from '../measure/drift/told-apart.ts';
import type { Bounds } from '../stats/proportion.ts';
import type { Result } from './result.ts';

/** The one JSON document of `drift`, and all that its report is made from. Keys are a promise, as in `Result`. */
export interface DriftResult
  extends Pick<Result, 'holdfast' | 'seed' | 'contract' | 'inputs' | 'roles' | 'assumed' | 'notes' | 'headline'> {
  readonly command: 'drift';
  /** Nothing is judged: a move is no harm by itself. */
  readonly verdict: null;
  readonly checks: readonly never[];
  /** Every entry of every column, in the order of the columns. */
  readonly measurements: readonly ColumnMeasurement[];
  /** Columns in the order of what matters, those that moved first. */
  readonly columns: readonly ColumnResult[];
  readonly differences: readonly SchemaDifference[];
  readonly formats: readonly FormatResult[];
  readonly times: readonly TimeSpans[];
  /** All features together: how well a learner tells the sides apart; a gap where it was not asked. */
  readonly apart: ToldApart | { readonly gap: string; readonly n: number };
  /** A second look at all features together that learns nothing; null where it was not taken. */
  readonly randomFeatures: MeanMap | null;
  /** Pairs of numbers that go together otherwise, the largest change first. */
  readonly pairs: readonly TogetherChange[];
  /** The column that importances are for: the answers of the model where they are there, else the label. */
  readonly importanceOf: string | null;
  /** Rows that importances were measured on; null where nothing was learned. */
  readonly importanceRows: number | null;
}

/** A measurement of a column: one entry with its noise, or a share with its interval. */
export interface ColumnMeasurement {
  readonly entry: string;
  readonly slice: null;
  readonly column: string;
  readonly value: number | null;
  readonly gap?: string;
  /** What chance alone gives at these numbers of rows. */
  readonly noise?: number | null;
  readonly severity?: RankedDrift['measurements'][number]['severity'];
  /** The same share in the reference. */
  readonly reference?: number;
  readonly interval?: Bounds;
  readonly level?: number;
  readonly n: number;
}

/** What a column is for, where it is no feature. */
export type DriftRole = 'feature' | 'label' | 'prediction' | 'score' | 'weight';

/** A column in its place. */
export interface ColumnResult
  extends Pick<
    RankedDrift,
    'name' | 'kind' | 'state' | 'excess' | 'importance' | 'matters' | 'chance' | 'parts' | 'rows'
  > {
  readonly role: DriftRole;
  /** Of the rows that were drawn; null for text, and without numbers. */
  readonly reference: { readonly median: number | null };
  readonly current: { readonly median: number | null };
}

/** How the columns of both sides differ. `apart`: one value on each side, so that it names the file. */
export interface SchemaDifference {
  readonly column: string;
  readonly what:
    | 'missing'
    | 'new'
    | 'other-kind'
    | 'emptied'
    | 'filled'
    | 'names-the-file'
    | 'renamed'
    | 'reordered'
    | 'own-value-a-row'
    | 'texts-of-their-own'
    | 'texts-not-kept';
  readonly reference?: string;
  readonly current?: string;
}

/** Texts that the current rows write otherwise. `moved`: whether the column moved when they are read as the same. */
export interface FormatResult {
  readonly column: string;
  readonly kinds: readonly FormatKind[];
  readonly texts: readonly { readonly current: string; readonly reference: string; readonly rows: number }[];
  readonly rows: number;
}

/** When rows are from, on both sides: null where a side has no time. */
export interface TimeSpans {
  readonly column: string;
  readonly reference: readonly [number, number] | null;
  readonly current: readonly [number, number] | null;
}

/** Counts for charts, beside the result and not part of its JSON. */
export interface DriftFigures {
  readonly panels: readonly DriftPanel[];
}
