import type { DriftMeasurement } from '@holdfast/core/measure/drift/column-drift.ts';
import type { DrawPlan } from '../../files/relation/sample.ts';
import type { GivenRoles } from '../request.ts';

/** What `drift` is asked, once options are understood. */
export interface DriftRequest {
  readonly reference: string;
  readonly current: string;
  readonly contract: string | null;
  readonly given: GivenRoles;
  readonly seed: number;
  readonly version: string;
  readonly onProgress: (share: number | null, what: string) => void;
  /** A column that looks moved, while others are still counted. */
  readonly onColumn: (name: string, look: DriftMeasurement) => void;
  readonly signal: AbortSignal;
}

/** Rows of a side that are held in memory, and cells, of which many columns have more. */
const [ROWS_MAX, CELLS_MAX, ROWS_LEAST] = [20_000, 1e7, 2_000];

/** How many rows are drawn of so many columns: what is learned is learned from them. */
export const drawingOf = ({ seed }: DriftRequest, columns: number): DrawPlan => ({
  rowsMax: Math.max(ROWS_LEAST, Math.min(ROWS_MAX, Math.floor(CELLS_MAX / Math.max(1, columns)))),
  seed,
});
