import { defineDetector } from '../detector.ts';

interface Memory {
  n: number;
  mean: number;
  rise: number;
  riseMin: number;
  fall: number;
  fallMax: number;
  isSpent: boolean;
}

const start = (): Memory => ({
  n: 0,
  mean: 0,
  rise: 0,
  riseMin: Number.MAX_VALUE,
  fall: 0,
  fallMax: -1,
  isSpent: false,
});

export default defineDetector({
  id: 'page-hinkley',
  family: 'sequential',
  title: 'Page-Hinkley test',
  question: 'Has the mean of the values moved, row by row?',
  formula:
    'up = alpha up + (x - mean) - delta and down = alpha down + (x - mean) + delta; a change where up - min(up) or max(down) - down is above the threshold',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  takes: 'numbers',
  params: {
    rowsMin: { default: 30, min: 1, max: 1e6, help: 'Rows before it may say anything.' },
    delta: { default: 0.005, min: 0, max: 1e6, help: 'A move of the mean that is borne, in units of the values.' },
    threshold: { default: 50, min: 0, max: 1e9, help: 'How far the sum may go, in units of the values.' },
    alpha: { default: 0.9999, min: 0, max: 1, help: 'What a sum keeps from one row to the next.' },
    side: { default: 0, min: -1, max: 1, help: '1 for rises alone, -1 for falls alone, 0 for both.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'The threshold is in units of the values: with the default it never speaks of errors of 0 and 1, and always of prices. It keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.PageHinkley', relation: 'same', note: 'two-sided, no floor at 0' },
    {
      title: 'E. Page, Continuous inspection schemes',
      year: 1954,
      relation: 'adapted',
      note: 'both sides, and sums that forget',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        { value: 0, times: 40 },
        { value: 100, times: 10 },
      ],
      changes: [40],
      by: 'the first 100 stands 97.6 above the mean of all 41 rows, which passes 50 at once',
    },
  ],
  start,
  step(memory, value, { rowsMin, delta, threshold, alpha, side }) {
    if (memory.isSpent) Object.assign(memory, start());
    memory.n++;
    memory.mean += (value - memory.mean) / memory.n;
    const off = value - memory.mean;
    memory.rise = alpha * memory.rise + off - delta;
    memory.fall = alpha * memory.fall + off + delta;
    memory.riseMin = Math.min(memory.riseMin, memory.rise);
    memory.fallMax = Math.max(memory.fallMax, memory.fall);
    if (memory.n < rowsMin) return 'none';
    const hasRisen = side >= 0 && memory.rise - memory.riseMin > threshold;
    const hasFallen = side <= 0 && memory.fallMax - memory.fall > threshold;
    memory.isSpent = hasRisen || hasFallen;
    return memory.isSpent ? 'change' : 'none';
  },
});
