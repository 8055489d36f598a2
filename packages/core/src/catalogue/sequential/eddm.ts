import { defineDetector } from '../detector.ts';

interface Memory {
  n: number;
  errors: number;
  lastError: number;
  mean: number;
  squares: number;
  most: number;
  isWarned: boolean;
  isSpent: boolean;
}

const start = (): Memory => ({
  n: 0,
  errors: 0,
  lastError: 0,
  mean: 0,
  squares: 0,
  most: -1,
  isWarned: false,
  isSpent: false,
});

export default defineDetector({
  id: 'eddm',
  family: 'sequential',
  title: 'Early drift detection method (EDDM)',
  question: 'Do errors follow one another faster than they did?',
  formula:
    'distances between errors have mean m and deviation s; a change where (m + 2 s) / max(m + 2 s) < beta, a warning under alpha',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass'],
  takes: 'errors',
  params: {
    countMin: { default: 30, min: 1, max: 1e6, help: 'It speaks after more rows and more errors than this.' },
    alpha: { default: 0.95, min: 0, max: 1, help: 'Under this share of the largest distance it warns.' },
    beta: { default: 0.9, min: 0, max: 1, help: 'Under this share of the largest distance it is a change.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'A new largest distance leaves the warning as it was. The distance of the first error is counted from the first row. It keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.binary.EDDM', relation: 'same' },
    {
      title: 'M. Baena-García and others, Early drift detection method',
      year: 2006,
      relation: 'adapted',
      note: 'limits and the first distance as River has them',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        ...Array.from({ length: 31 }, () => [
          { value: 0, times: 9 },
          { value: 1, times: 1 },
        ]).flat(),
        { value: 1, times: 3 },
      ],
      changes: [],
      by: 'errors every 10 rows; shorter distances also widen the deviation, which hides three of them',
    },
  ],
  start,
  step(memory, value, { countMin, alpha, beta }) {
    if (memory.isSpent) Object.assign(memory, start());
    memory.n++;
    if (value === 1) judge(memory, { countMin, alpha, beta });
    if (memory.isSpent) return 'change';
    return memory.isWarned ? 'warning' : 'none';
  },
});

type Limits = Readonly<Record<'countMin' | 'alpha' | 'beta', number>>;

/** What the distance to the error before says, and the change of the memory by it. */
function judge(memory: Memory, { countMin, alpha, beta }: Limits): void {
  memory.errors++;
  const distance = memory.n - memory.lastError;
  const before = memory.mean;
  memory.mean += (distance - before) / memory.errors;
  memory.squares += (distance - before) * (distance - memory.mean);
  memory.lastError = memory.n;
  if (memory.n <= countMin) return;
  const deviation = memory.errors > 1 ? Math.sqrt(memory.squares / (memory.errors - 1)) : 0;
  const reach = memory.mean + 2 * deviation;
  if (reach > memory.most) memory.most = reach;
  else if (memory.errors > countMin) {
    const share = reach / memory.most;
    memory.isSpent = share < beta;
    if (!memory.isSpent) memory.isWarned = share < alpha;
  }
}
