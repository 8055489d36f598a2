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
export function kindsOf(rows: Rows, { groups, codes }: Grouping, cells: ScoreCells): Kinds {
  const { label, prediction, costOfNo } = rows.roles;
  const { count, cellOfRow, groupOfRow } = cells;
  const size = FOLDS * count * 4;
  const slots = (groups.length + 1) * size;
  const isSimple = rows.cluster === null && !rows.isCounted && isPlain(rows.weight) && costOfNo === undefined;
  if (!label || !prediction || !isSimple || slots >= rows.n) {
    return { rows, codes, cellOf: cellOfRow, foldOf: groupOfRow.map((group) => group % FOLDS) };
  }
  const counts = new Int32Array(slots);
  const kinds = kindsWithin({ label, prediction, cells });
  for (let i = 0; i < rows.n; i++) counts[(codes[i]! + 1) * size + kinds[i]!]!++; // ! i < n, a slot; -1 is no group
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

interface Answered {
  readonly label: Float64Array;
  readonly prediction: Float64Array;
  readonly cells: ScoreCells;
}

const known = new WeakMap<ScoreCells, Omit<Answered, 'cells'> & { readonly kinds: Int32Array }>();

/** Which kind each row is within its group: the same for every column of groups, so that the last ones are kept. */
function kindsWithin({ label, prediction, cells }: Answered): Int32Array {
  const last = known.get(cells);
  if (last?.label === label && last.prediction === prediction) return last.kinds;
  const { count, cellOfRow, groupOfRow } = cells;
  const kinds = new Int32Array(label.length);
  for (let i = 0; i < kinds.length; i++) {
    const place = (groupOfRow[i]! % FOLDS) * count + cellOfRow[i]!; // ! i < n, here and below
    kinds[i] = 4 * place + 2 * label[i]! + prediction[i]!; // ! as above; 0 or 1 each
  }
  known.set(cells, { label, prediction, kinds });
  return kinds;
}
