import { orderOf } from '../stats/order.ts';
import type { Rows } from '../table/rows.ts';
import { takeNumbers } from '../table/table.ts';
import { isPlain } from '../table/weights.ts';

/** A cell of scores holds at most one row in so many, and is no wider than this part of 1. */
const CELLS = 64;
/** Fewer rows than this are resampled as they are. */
const ENOUGH_ROWS = 200;

/**
 * Rows in at most 128 cells of their scores, for resampling what looks at scores through a wide window: neighbours take
 * the mean score of their cell, and those of one label (and cluster) become one counted row. Rows that have weights, or
 * no yes-no label and score, come back as they are.
 */
export function gather(rows: Rows): Rows {
  const { label, score } = rows.roles;
  if (!score || !label) return rows;
  const last = kept.get(score);
  if (last && last.label === label && last.cluster === rows.cluster && last.weight === rows.weight)
    return last.gathered;
  const gathered = gathering(rows);
  kept.set(score, { label, cluster: rows.cluster, weight: rows.weight, gathered });
  return gathered;
}

/** Of each column of scores the rows that were gathered last: several entries ask for the same ones. */
const kept = new WeakMap<
  Float64Array,
  Pick<Rows, 'cluster' | 'weight'> & { readonly label: Float64Array; readonly gathered: Rows }
>();

function gathering(rows: Rows): Rows {
  const { label, score } = rows.roles;
  if (!label || !score || rows.n < ENOUGH_ROWS || rows.isCounted || rows.side || !isPlain(rows.weight)) return rows;
  const { cellOf, scores } = cellsOf(score);
  const clusters = rows.cluster ? most(rows.cluster) + 1 : 1;
  const slots = clusters * scores.length * 2;
  if (slots > 2 * rows.n) return rows;
  const counts = new Float64Array(slots);
  for (let i = 0; i < rows.n; i++) {
    const y = label[i]!; // ! i < n, here and below
    if (y !== 0 && y !== 1) return rows;
    counts[((rows.cluster?.[i] ?? 0) * scores.length + cellOf[i]!) * 2 + y]!++; // ! a slot
  }
  const there = Array.from(counts.keys()).filter((slot) => counts[slot]! > 0); // ! a key
  return {
    ...rows,
    n: there.length,
    roles: {
      label: Float64Array.from(there, (slot) => slot % 2),
      score: Float64Array.from(there, (slot) => scores[(slot >> 1) % scores.length]!), // ! a cell
    },
    weight: Float64Array.from(there, (slot) => counts[slot]!), // ! a slot
    cluster: rows.cluster && Int32Array.from(there, (slot) => Math.floor(slot / (2 * scores.length))),
    isCounted: true,
    against: {},
    quantiles: [],
    group: null,
    features: [],
  };
}

function most(codes: Int32Array): number {
  let found = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i]! > found) found = codes[i]!; // ! i < n
  return found;
}

function isRising(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (!(values[i - 1]! <= values[i]!)) return false; // ! 0 < i < n
  return true;
}

/** The cell of each row, and the mean score of each cell. */
function cellsOf(score: Float64Array): { readonly cellOf: Uint16Array; readonly scores: readonly number[] } {
  const n = score.length;
  const order = isRising(score) ? null : orderOf(score);
  const sorted = order ? takeNumbers(score, order) : score;
  const cellOf = new Uint16Array(n);
  const scores: number[] = [];
  let start = 0;
  let sum = 0;
  const close = (end: number): void => {
    scores.push(sum / (end - start));
    start = end;
    sum = 0;
  };
  for (let k = 0; k < n; k++) {
    const p = sorted[k]!; // ! k < n, here and below
    const isFull = k - start >= n / CELLS || p - sorted[start]! >= 1 / CELLS; // ! as above
    if (isFull && k > start && p !== sorted[k - 1]!) close(k); // ! k > 0
    sum += p;
    cellOf[order ? order[k]! : k] = scores.length; // ! k < n
  }
  close(n);
  return { cellOf, scores };
}
