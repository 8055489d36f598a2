import { defineDetector } from '../detector.ts';

interface Memory {
  n: number;
  share: number;
  least: { readonly share: number; readonly deviation: number } | null;
  isSpent: boolean;
}

const start = (): Memory => ({ n: 0, share: 0, least: null, isSpent: false });

export default defineDetector({
  id: 'ddm',
  family: 'sequential',
  title: 'Drift detection method (DDM)',
  question: 'Has the share of errors risen above its lowest point?',
  formula: 's = sqrt(p (1 - p) / n); a change where p + s > p_min + 3 s_min, a warning at 2',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass'],
  takes: 'errors',
  params: {
    rowsMin: { default: 30, min: 1, max: 1e6, help: 'It speaks after more rows than this.' },
    warning: { default: 2, min: 0, max: 100, help: 'Deviations above the lowest point that are a warning.' },
    change: { default: 3, min: 0, max: 100, help: 'Deviations above the lowest point that are a change.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'Where there was no error in the first rows, the lowest point is 0 and the first error is a change. It keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.binary.DDM', relation: 'same' },
    { title: 'J. Gama and others, Learning with drift detection', year: 2004, relation: 'same' },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        { value: 0, times: 31 },
        { value: 1, times: 1 },
      ],
      changes: [31],
      by: 'no error in 31 rows: the lowest point is 0 with no deviation, and one error is above it',
    },
  ],
  start,
  step(memory, value, { rowsMin, warning, change }) {
    if (memory.isSpent) Object.assign(memory, start());
    memory.n++;
    memory.share += (value - memory.share) / memory.n;
    const { n, share } = memory;
    const deviation = Math.sqrt((share * (1 - share)) / n);
    if (n <= rowsMin) return 'none';
    if (memory.least === null || share + deviation <= memory.least.share + memory.least.deviation) {
      memory.least = { share, deviation };
    }
    const { least } = memory;
    memory.isSpent = share + deviation > least.share + change * least.deviation;
    if (memory.isSpent) return 'change';
    return share + deviation > least.share + warning * least.deviation ? 'warning' : 'none';
  },
});
