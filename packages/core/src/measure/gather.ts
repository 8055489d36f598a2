import { orderOf } from '../stats/order.ts';
import type { Rows } from '../table/rows.ts';
import { takeCodes, takeNumbers } from '../table/table.ts';
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
  if (clusters * scores.length > rows.n) return rows;
  const labels = order ? takeNumbers(label, order) : label;
  const codes = order && rows.cluster ? takeCodes(rows.cluster, order) : rows.cluster;
  const counts = countsOf(labels, codes, { ends, clusters });
  if (counts === null) return rows;
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

/** How many rows of each cluster, cell and label; null where a label is neither 0 nor 1. */
function countsOf(
  label: Float64Array,
  cluster: Int32Array | null,
  { ends, clusters }: { readonly ends: readonly number[]; readonly clusters: number },
): Float64Array | null {
  const cells = ends.length;
  const counts = new Float64Array(2 * clusters * cells);
  for (let cell = 0, start = 0; cell < cells; cell++) {
    const end = ends[cell]!; // ! cell < length
    let yes = 0;
    for (let k = start; k < end; k++) {
      const y = label[k]!; // ! k < n, here and below
      if (y !== 0 && y !== 1) return null;
      yes += y;
      if (cluster !== null) counts[(cluster[k]! * cells + cell) * 2 + y]!++; // ! as above, a slot
    }
    if (cluster === null) {
      counts[2 * cell] = end - start - yes;
      counts[2 * cell + 1] = yes;
    }
    start = end;
  }
  return counts;
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
