import { assert } from '../std/assert.ts';

interface Judged {
  readonly n: number;
  readonly classes: number;
  readonly weight: Float64Array;
  readonly label: Float64Array;
  readonly prediction: Float64Array;
}

/** How the weight spreads over label and prediction, as shares of the whole. */
export interface Confusion {
  readonly size: number;
  /** Share of label a with prediction b at `a * size + b`. */
  readonly cells: Float64Array;
  readonly labels: Float64Array;
  readonly predictions: Float64Array;
  /** Share on the diagonal. */
  readonly agreed: number;
  /** The weight of all rows: 0 leaves every share 0. */
  readonly total: number;
}

/** The confusion of the rows, by compensated sums. Codes are below `classes`. O(n + classes²). */
export function confusionOf({ n, classes, weight, label, prediction }: Judged): Confusion {
  const size = classes;
  const cells = new Float64Array(size * size);
  const lost = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    const at = label[i]! * size + prediction[i]!; // ! i < n
    const w = weight[i]!; // ! i < n
    const before = cells[at]!; // ! codes are below size: asserted below
    const after = before + w;
    lost[at]! += before >= w ? before - after + w : w - after + before; // ! the same cell
    cells[at] = after;
  }
  let total = 0;
  for (let at = 0; at < cells.length; at++) total += cells[at]! += lost[at]!; // ! at < length
  assert(!Number.isNaN(total), 'codes of classes are below their number');
  const shares = total > 0 ? cells.map((cell) => cell / total) : cells;
  return { size, cells: shares, ...marginsOf(shares, size), total };
}

function marginsOf(cells: Float64Array, size: number): Pick<Confusion, 'labels' | 'predictions' | 'agreed'> {
  const labels = new Float64Array(size);
  const predictions = new Float64Array(size);
  let agreed = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const cell = cells[a * size + b]!; // ! a, b < size
      labels[a]! += cell; // ! a < size
      predictions[b]! += cell; // ! b < size
      if (a === b) agreed += cell;
    }
  }
  return { labels, predictions, agreed };
}

/** Whether the weight lies in fewer than two classes. */
export function isOneClass(shares: Float64Array): boolean {
  let seen = 0;
  for (let k = 0; k < shares.length; k++) if (shares[k]! > 0) seen++; // ! k < length
  return seen < 2;
}

/**
 * The influence of each row on a value that depends on the confusion alone; `slope` is its derivative by each cell,
 * at the shares. A value that is free of scale has a slope of mean 0 over the cells, hence influence of mean 0.
 */
export function influenceByCell(given: Judged, { size, total }: Confusion, slope: Float64Array): Float64Array {
  const { n, weight, label, prediction } = given;
  const out = new Float64Array(n);
  const scale = n / total;
  for (let i = 0; i < n; i++) {
    out[i] = scale * weight[i]! * slope[label[i]! * size + prediction[i]!]!; // ! i < n, codes below size
  }
  return out;
}
