import { defineDetector } from '../detector.ts';

interface Mean {
  readonly n: number;
  readonly mean: number;
}

interface Memory {
  all: Mean;
  lowest: Mean;
  highest: Mean;
  isSpent: boolean;
}

const NONE: Mean = { n: 0, mean: 0 };
const start = (): Memory => ({ all: NONE, lowest: NONE, highest: NONE, isSpent: false });

export default defineDetector({
  id: 'hddm-a',
  family: 'sequential',
  title: 'Hoeffding drift detection, averages (HDDM-A)',
  question: 'Has the mean of the errors risen since its lowest point?',
  formula:
    'cut at the least mean + sqrt(ln(1 / c) / 2n); a change where mean - mean at the cut is at least sqrt(m / 2 ln(2 / c)), m = 1 / n_cut - 1 / n',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass'],
  takes: 'errors',
  params: {
    change: { default: 0.001, min: 1e-12, max: 0.5, help: 'Confidence c of a change.' },
    warning: { default: 0.005, min: 1e-12, max: 0.5, help: 'Confidence c of a warning.' },
    bothSides: { default: 0, min: 0, max: 1, help: '1 to speak of falls as well.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'The cut uses ln(1 / c), the test ln(2 / c). The bound holds for one look; it looks at every row, and so keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.binary.HDDM_A', relation: 'same' },
    {
      title: 'I. Frías-Blanco and others, Online and non-parametric drift detection',
      year: 2015,
      relation: 'adapted',
      note: 'the cut by ln(1/c), the test by ln(2/c)',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        { value: 0, times: 100 },
        { value: 1, times: 20 },
      ],
      changes: [103],
      by: 'after k ones the mean is k / (100 + k), first at least sqrt((1/100 - 1/(100 + k)) / 2 ln 2000) at k = 4',
    },
  ],
  start,
  step(memory, value, { change, warning, bothSides }) {
    if (memory.isSpent) Object.assign(memory, start());
    const n = memory.all.n + 1;
    const all = { n, mean: memory.all.mean + (value - memory.all.mean) / n };
    memory.all = all;
    if (n === 1) memory.lowest = memory.highest = all;
    const bound = (of: Mean): number => Math.sqrt((1 / (2 * of.n)) * Math.log(1 / change));
    if (memory.lowest.mean + bound(memory.lowest) >= all.mean + bound(all)) memory.lowest = all;
    if (memory.highest.mean - bound(memory.highest) <= all.mean - bound(all)) memory.highest = all;
    const hasRisen = (confidence: number): boolean => isApart(memory.lowest, all, { confidence, sign: 1 });
    const hasFallen = (confidence: number): boolean => isApart(memory.highest, all, { confidence, sign: -1 });
    const isTwoSided = bothSides === 1;
    memory.isSpent = hasRisen(change) || (isTwoSided && hasFallen(change));
    if (memory.isSpent) return 'change';
    return hasRisen(warning) || (isTwoSided && hasFallen(warning)) ? 'warning' : 'none';
  },
});

interface Test {
  readonly confidence: number;
  readonly sign: number;
}

function isApart(cut: Mean, all: Mean, { confidence, sign }: Test): boolean {
  if (cut.n === all.n) return false;
  const m = ((all.n - cut.n) / cut.n) * (1 / all.n);
  return sign * (all.mean - cut.mean) >= Math.sqrt((m / 2) * Math.log(2 / confidence));
}
