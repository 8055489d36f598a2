import { makeRows, type Rows } from '../../table/rows.ts';
import { isPlain } from '../../table/weights.ts';
import type { ScoreCells } from '../threshold/score-cells.ts';
import type { Grouping } from './groupings.ts';

/** Thresholds are chosen without one of so many parts of the rows, and judged on it. */
export const FOLDS = 5;

/** Rows of label and prediction with all that a threshold by group asks of them. */
export interface Kinds {
  readonly rows: Rows;
  /** The group of each row; others are in no group. */
  readonly codes: Int32Array;
  /** The cell of its score, and the part that it is in. */
  readonly cellOf: Uint16Array;
  readonly foldOf: Uint8Array;
}

/**
 * Rows that agree in group, fold, cell, label and prediction as one counted row: what is asked of the thresholds of a
 * few groups looks at nothing else, and is asked again and again. Rows with weights, clusters or prices of their own
 * come back as they are, as do rows that are hardly fewer for it. O(n).
 */
export function kindsOf(rows: Rows, { groups, codes }: Grouping, { count, cellOfRow, groupOfRow }: ScoreCells): Kinds {
  const { label, prediction, costOfNo } = rows.roles;
  const slots = (groups.length + 1) * FOLDS * count * 4;
  const isSimple = rows.cluster === null && !rows.isCounted && isPlain(rows.weight) && costOfNo === undefined;
  if (!label || !prediction || !isSimple || slots >= rows.n) {
    return { rows, codes, cellOf: cellOfRow, foldOf: groupOfRow.map((group) => group % FOLDS) };
  }
  const counts = new Int32Array(slots);
  for (let i = 0; i < rows.n; i++) {
    const fold = groupOfRow[i]! % FOLDS; // ! i < n, here and below
    const place = ((codes[i]! + 1) * FOLDS + fold) * count + cellOfRow[i]!; // ! as above; -1 is no group
    counts[4 * place + 2 * label[i]! + prediction[i]!]!++; // ! a slot; 0 or 1 each
  }
  const there = Int32Array.from(counts.keys()).filter((slot) => counts[slot]! > 0); // ! a slot
  return {
    rows: makeRows(there.length, {
      roles: {
        label: Float64Array.from(there, (slot) => (slot >> 1) & 1),
        prediction: Float64Array.from(there, (slot) => slot & 1),
      },
      classes: rows.classes,
      weight: Float64Array.from(there, (slot) => counts[slot]!), // ! a slot
      isCounted: true,
    }),
    codes: there.map((slot) => Math.floor(slot / (4 * count * FOLDS)) - 1),
    cellOf: Uint16Array.from(there, (slot) => (slot >> 2) % count),
    foldOf: Uint8Array.from(there, (slot) => Math.floor(slot / (4 * count)) % FOLDS),
  };
}
