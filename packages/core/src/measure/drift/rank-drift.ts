import { holm } from '../../stats/multiple.ts';
import { type ColumnDrift, MAIN_ENTRY } from './column-drift.ts';

/** A column in its place: whether it moved, and how much that matters. */
export interface RankedDrift extends ColumnDrift {
  /** `unknown`: too few rows, or no value on a side. */
  readonly state: 'moved' | 'still' | 'unknown';
  /** The main effect less its noise, in units of what is shown as moderate; null where there is none. */
  readonly excess: number | null;
  /** The share of what is learned of the label that hangs on the column, 0 to 1; 1 for the label and answers. */
  readonly importance: number | null;
  /** Excess times importance, where importances are known: by it columns are ranked. */
  readonly matters: number | null;
}

/** With this chance, or less, any column at all is said to have moved where none did (Holm 1979). */
const FALSE_ALARM = 0.01;

/**
 * Columns by what matters: those that moved first, by their excess over chance times their importance, never by
 * p-value, which only tells how many rows there are. A column moved where its effect is beyond the limit of the
 * catalogue after its noise is taken off, and chance alone does not do that. O(columns log columns).
 */
export function rankDrift(
  columns: readonly ColumnDrift[],
  importanceOf: ReadonlyMap<string, number> | null,
): RankedDrift[] {
  const adjusted = holm(columns.map(({ chance }) => chance ?? 1));
  const ranked = columns.map((column, k): RankedDrift => {
    const excess = column.measurements.find(({ entry }) => entry === MAIN_ENTRY)?.excess ?? null;
    const isBeyondChance = adjusted[k]! <= FALSE_ALARM; // ! as many
    const importance = importanceOf === null ? null : (importanceOf.get(column.name) ?? 0);
    return {
      ...column,
      excess,
      state: excess === null || column.chance === null ? 'unknown' : excess >= 1 && isBeyondChance ? 'moved' : 'still',
      importance,
      matters: excess === null || importance === null ? null : Math.max(0, excess) * importance,
    };
  });
  const first = (a: RankedDrift, b: RankedDrift): number =>
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    (b.matters ?? 0) - (a.matters ?? 0) ||
    (b.excess ?? 0) - (a.excess ?? 0);
  return ranked.sort(first);
}

const STATES: readonly RankedDrift['state'][] = ['moved', 'still', 'unknown'];
