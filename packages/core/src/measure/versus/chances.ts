import { type Gap, isGap, type Metric } from '../../catalogue/define.ts';
import { makeRows, type RoleColumns, type Rows } from '../../table/rows.ts';
import { isPlain } from '../../table/weights.ts';
import { against, minus } from '../combine.ts';
import { quantity } from '../entry-quantity.ts';
import { type Measured, measure } from '../interval.ts';
import type { Quantity } from '../quantity.ts';

/** The calibration error of two models on the same rows, and by how much the candidate's is smaller. */
export interface ChancesCompared {
  readonly candidate: Measured | Gap;
  readonly other: Measured | Gap;
  /** Other less candidate: above 0 is better. */
  readonly difference: Measured | Gap;
}

/** Scores are put into so many cells for resampling: what is smoothed is smoothed over wider windows. */
const CELLS = 128;
/** Fewer rows than this are resampled as they are. */
const ENOUGH_ROWS = 500;

/**
 * Both errors at the width that each has on all rows, so that a resample does not look for it anew; bounds from rows
 * that are gathered in cells of both scores, moved to the value of all rows. A gap in one is a gap in the difference.
 * Cost: two measurements, and some hundred thousand kinds of rows resampled.
 */
export function compareChances(entry: Metric, rows: Rows, seed: number): ChancesCompared {
  const base = quantity(entry);
  const label = rows.roles.label;
  const asOther: Rows = { ...rows, roles: { ...rows.against, ...(label && { label }) }, against: {} };
  const [own, other] = [base.held?.(rows) ?? base, base.held?.(asOther) ?? base];
  const difference = minus(against(other), own);
  const [candidate, before] = [errorOf(own, rows), errorOf(other, asOther)];
  if (isGap(candidate) || isGap(before)) {
    const gap = isGap(candidate) ? candidate : before;
    return { candidate, other: before, difference: isGap(gap) ? gap : { gap: 'too-few-rows', n: rows.n } };
  }
  const few = measure(difference, gathered(rows), { seed });
  if (isGap(few)) return { candidate, other: before, difference: few };
  const value = before.value - candidate.value;
  const by = value - few.value;
  const boundsAt: Measured['boundsAt'] = (tails) => {
    const bounds = few.boundsAt(tails);
    return bounds && [bounds[0] + by, bounds[1] + by];
  };
  return { candidate, other: before, difference: { ...few, value, n: rows.n, boundsAt } };
}

function errorOf(q: Quantity, rows: Rows): Measured | Gap {
  const found = q.of(rows, 'value');
  if (isGap(found)) return found;
  return { value: found.value, n: found.n, method: null, by: 'row', boundsAt: () => null };
}

/** Rows with one label whose scores lie in the same cells are one counted row with the mean scores of the cells. */
function gathered(rows: Rows): Rows {
  const { label, score } = rows.roles;
  const other = rows.against.score;
  if (!label || !score || !other || rows.n < ENOUGH_ROWS || !isPlain(rows.weight)) return rows;
  const [cells, otherCells] = [cellsOf(score), cellsOf(other)];
  const kinds = new Map<number, { readonly row: number; count: number }>();
  for (let i = 0; i < rows.n; i++) {
    const code = (cells.of[i]! * CELLS + otherCells.of[i]!) * 2 + label[i]!; // ! n rows
    const key = (rows.cluster?.[i] ?? 0) * CELLS * CELLS * 2 + code;
    const kind = kinds.get(key);
    if (kind) kind.count++;
    else kinds.set(key, { row: i, count: 1 });
  }
  const all = [...kinds.values()];
  const pick = (of: (row: number) => number): Float64Array => Float64Array.from(all, ({ row }) => of(row));
  const roles: Partial<RoleColumns> = {
    label: pick((row) => label[row]!), // ! a row
    score: pick((row) => cells.means[cells.of[row]!]!), // ! a cell
  };
  const { cluster } = rows;
  return makeRows(all.length, {
    roles,
    against: { score: pick((row) => otherCells.means[otherCells.of[row]!]!) }, // ! a cell
    classes: rows.classes,
    weight: Float64Array.from(all, ({ count }) => count),
    isCounted: true,
    cluster: cluster && Int32Array.from(all, ({ row }) => cluster[row]!), // ! a row
  });
}

function cellsOf(score: Float64Array): { readonly of: Uint8Array; readonly means: Float64Array } {
  const of = new Uint8Array(score.length);
  const [sums, counts] = [new Float64Array(CELLS), new Float64Array(CELLS)];
  for (let i = 0; i < score.length; i++) {
    const cell = Math.min(CELLS - 1, Math.max(0, Math.floor(score[i]! * CELLS))); // ! i < n
    of[i] = cell;
    sums[cell]! += score[i]!; // ! a cell; i < n
    counts[cell]!++; // ! a cell
  }
  return { of, means: sums.map((sum, cell) => sum / Math.max(1, counts[cell]!)) }; // ! a cell
}
