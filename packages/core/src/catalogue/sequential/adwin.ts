import { defineDetector } from '../detector.ts';

/** Buckets of 2^k rows each, by k; the oldest of a size first. */
interface Row {
  readonly totals: number[];
  readonly squares: number[];
}

interface Memory {
  rows: Row[];
  ticks: number;
  width: number;
  total: number;
  /** Σ(x - mean)² over the window. */
  squares: number;
  isSpent: boolean;
}

const start = (): Memory => ({
  rows: [{ totals: [], squares: [] }],
  ticks: 0,
  width: 0,
  total: 0,
  squares: 0,
  isSpent: false,
});

export default defineDetector({
  id: 'adwin',
  family: 'sequential',
  title: 'Adaptive windowing (ADWIN)',
  question: 'Do the older and the newer part of the recent values differ in their mean?',
  formula:
    'a change where a cut has |mean0 - mean1| > sqrt(2 m v d) + 2/3 m d, m = 1 / (n0 - 4) + 1 / (n1 - 4), v the variance of the window, d = ln(2 ln(n) / delta)',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  takes: 'numbers',
  params: {
    delta: { default: 0.002, min: 1e-12, max: 1, help: 'Confidence of a cut.' },
    clock: { default: 32, min: 1, max: 1e6, help: 'Rows from one look to the next.' },
    bucketsMax: { default: 5, min: 2, max: 100, help: 'Buckets of one size before two become one.' },
    partMin: { default: 5, min: 1, max: 1e6, help: 'Rows on each side of a cut, at least.' },
    grace: { default: 10, min: 1, max: 1e6, help: 'It looks when the window has more rows than this.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'After a change the whole window is dropped, so that the older rows do not help to see the next one. Memory grows with the logarithm of the rows. It keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.ADWIN', relation: 'same' },
    {
      title: 'A. Bifet and R. Gavaldà, Learning from time-changing data with adaptive windowing',
      year: 2007,
      relation: 'adapted',
      note: 'buckets as River has them; the whole window goes after a change',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        { value: 0, times: 64 },
        { value: 1, times: 64 },
      ],
      changes: [95],
      by: 'it looks at rows 32, 64 and 96; at the third a cut at 64 parts 64 rows of 0 from 32 of 1',
    },
  ],
  start,
  step(memory, value, { delta, clock, bucketsMax, partMin, grace }) {
    if (memory.isSpent) Object.assign(memory, start());
    add(memory, value, bucketsMax);
    memory.ticks++;
    if (memory.ticks % clock !== 0 || memory.width <= grace) return 'none';
    // River drops buckets until no cut is left, and then the window: that there was one is all that counts.
    memory.isSpent = hasCut(memory, { delta, partMin });
    return memory.isSpent ? 'change' : 'none';
  },
});

function add(memory: Memory, value: number, bucketsMax: number): void {
  const { rows, width, total } = memory;
  push(memory, 0, { total: value, squares: 0 });
  memory.width = width + 1;
  if (width > 0) memory.squares += (width * (value - total / width) ** 2) / (width + 1);
  memory.total += value;
  for (let k = 0; k < rows.length; k++) {
    const { totals, squares } = rows[k]!; // ! k < length
    if (totals.length <= bucketsMax) return;
    // ! more than two buckets are there
    const [one, other] = [totals.shift()!, totals.shift()!]; // ! as above
    const size = 2 ** k;
    const apart = (size * size * (one / size - other / size) ** 2) / (size + size);
    const both = squares.shift()! + squares.shift()! + apart; // ! as many as totals
    push(memory, k + 1, { total: one + other, squares: both });
  }
}

function push(
  { rows }: Memory,
  k: number,
  { total, squares }: { readonly total: number; readonly squares: number },
): void {
  const row = rows[k] ?? { totals: [], squares: [] };
  rows[k] = row;
  row.totals.push(total);
  row.squares.push(squares);
}

/** Whether some cut between two buckets, from the oldest on, parts rows whose means differ. */
function hasCut(memory: Memory, { delta, partMin }: { readonly delta: number; readonly partMin: number }): boolean {
  const { rows, width, total } = memory;
  const variance = memory.squares / width;
  const confidence = Math.log((2 * Math.log(width)) / delta);
  let [older, olderTotal, newer, newerTotal] = [0, 0, width, total];
  for (let k = rows.length - 1; k >= 0; k--) {
    for (const bucket of rows[k]!.totals) {
      // ! k < length
      older += 2 ** k;
      newer -= 2 ** k;
      olderTotal += bucket;
      newerTotal -= bucket;
      if (newer < partMin || older < partMin) continue;
      const m = 1 / (older - partMin + 1) + 1 / (newer - partMin + 1);
      const reach = Math.sqrt(2 * m * variance * confidence) + (2 / 3) * confidence * m;
      if (Math.abs(olderTotal / older - newerTotal / newer) > reach) return true;
    }
  }
  return false;
}
