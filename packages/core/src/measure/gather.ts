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
  const order = isRising(score) ? null : orderOf(score);
  const { ends, scores } = cellsOf(order ? takeNumbers(score, order) : score);
  const clusters = rows.cluster ? most(rows.cluster) + 1 : 1;
  const slots = clusters * scores.length * 2;
  if (slots > 2 * rows.n) return rows;
  const counts = new Float64Array(slots);
  for (let cell = 0, k = 0; cell < scores.length; cell++) {
    for (const end = ends[cell]!; k < end; k++) {
      // ! as many ends
      const i = order === null ? k : order[k]!; // ! k < n
      const y = label[i]!; // ! i < n
      if (y !== 0 && y !== 1) return rows;
      counts[((rows.cluster?.[i] ?? 0) * scores.length + cell) * 2 + y]!++; // ! a slot
    }
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

/** Where each cell of the rising scores ends, and its mean score. */
function cellsOf(sorted: Float64Array): { readonly ends: readonly number[]; readonly scores: readonly number[] } {
  const n = sorted.length;
  const ends: number[] = [];
  const scores: number[] = [];
  for (let start = 0, k = 0; start < n; start = k) {
    const first = sorted[start]!; // ! start < n
    let sum = 0;
    for (; k < n; k++) {
      const p = sorted[k]!; // ! k < n
      const isFull = k - start >= n / CELLS || p - first >= 1 / CELLS;
      if (isFull && k > start && p !== sorted[k - 1]!) break; // ! k > 0
      sum += p;
    }
    ends.push(k);
    scores.push(sum / (k - start));
  }
  return { ends, scores };
}
