import type { Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import type { Touch } from './compress.ts';

/** From this many rows on, an interval does not change by what single rows say. */
const MANY_ROWS = 50_000;
/** A cell holds at most one row in so many of those between it and the nearer end of its class. */
const FINENESS = 256;

const kept = new WeakMap<Rows, Rows | null>();

/**
 * Many rows with a score as a few thousand counted ones, for the interval of a smooth quantity: neighbours in the order
 * of the score, of one label, become one row with their mean score. Cells hold single rows at both ends of a class,
 * where few rows carry much, and grow towards its middle to 1/512 of it. Null where rows are few or not so simple, or
 * do not come in the order of the score (`partOf` sorts them).
 * What it costs in width is measured by test: below one in a thousand. Values never come from here. O(n), once for all
 * quantities that look at these rows.
 */
export function thin(rows: Rows, touches: readonly Touch[] | null): Rows | null {
  if (touches === null || !touches.includes('score') || !touches.every((touch) => THINNED.includes(touch))) return null;
  const found = kept.get(rows);
  if (found !== undefined) return found;
  const thinned = isThick(rows) ? merged(rows) : null;
  kept.set(rows, thinned);
  return thinned;
}

const THINNED: readonly Touch[] = ['label', 'score'];

function isThick({ n, isCounted, cluster, side, weight }: Rows): boolean {
  return n >= MANY_ROWS && !isCounted && cluster === null && side === null && isPlain(weight);
}

function merged(rows: Rows): Rows | null {
  const { label, score } = rows.roles;
  const sizes = label && score && classSizes(label, score);
  if (!label || !score || !sizes) return null;
  const cells: Cells = { label: [], score: [], weight: [] };
  const filling = [makeFilling(cells, 0, sizes[0]), makeFilling(cells, 1, sizes[1])] as const;
  // Of each label the sum of the cell that is being filled and how many rows it lacks, in variables of their own: what
  // a row says goes to both, times 0 or 1, because nobody could foretell a branch.
  let noSum = 0;
  let yesSum = 0;
  let noLacks = 1;
  let yesLacks = 1;
  for (let i = 0; i < rows.n; ) {
    // A row fills one place of one label: no cell can be full before so many have passed.
    const end = Math.min(rows.n, i + Math.max(1, Math.min(noLacks, yesLacks)));
    for (; i < end; i++) {
      const y = label[i]!; // ! i < n, here and below
      const s = score[i]!; // !
      noSum += (1 - y) * s;
      yesSum += y * s;
      noLacks -= 1 - y;
      yesLacks -= y;
    }
    if (noLacks === 0) {
      noLacks = filling[0](noSum);
      noSum = 0;
    }
    if (yesLacks === 0) {
      yesLacks = filling[1](yesSum);
      yesSum = 0;
    }
  }
  return {
    ...rows,
    n: cells.label.length,
    roles: { label: Float64Array.from(cells.label), score: Float64Array.from(cells.score) },
    weight: Float64Array.from(cells.weight),
    isCounted: true,
    against: {},
    quantiles: [],
    group: null,
    features: [],
  };
}

type Cells = Record<'label' | 'score' | 'weight', number[]>;

/** Adds a cell of one label with the sum of its scores, and gives how many rows the next one holds. */
function makeFilling(cells: Cells, label: number, size: number): (sum: number) => number {
  let passed = 0;
  let holds = 1;
  return (sum) => {
    cells.label.push(label);
    cells.score.push(sum / holds);
    cells.weight.push(holds);
    passed += holds;
    holds = cellSize(passed, size);
    return holds;
  };
}

/** How many rows the next cell holds, after so many of so many: all cells are full at the end. */
function cellSize(passed: number, size: number): number {
  const left = size - passed;
  return Math.min(Math.max(1, left), Math.max(1, Math.floor(Math.min(passed, left) / FINENESS)));
}

/** How many rows have label 0 and 1; null when there is another label, or a score that is less than the one before. */
function classSizes(label: Float64Array, score: Float64Array): readonly [number, number] | null {
  let yes = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < label.length; i++) {
    const y = label[i]!; // ! i < n
    const s = score[i]!; // ! i < n
    if ((y !== 0 && y !== 1) || !(s >= before)) return null;
    before = s;
    yes += y;
  }
  return [label.length - yes, yes];
}
