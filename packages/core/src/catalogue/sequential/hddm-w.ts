import { defineDetector } from '../detector.ts';

/** A weighted mean, and the sum of the squares of its weights. */
interface Part {
  readonly mean: number;
  readonly squares: number;
  readonly isEmpty: boolean;
}

interface Memory {
  all: Part;
  lowCut: number;
  beforeRise: Part;
  sinceRise: Part;
  highCut: number;
  beforeFall: Part;
  sinceFall: Part;
  isSpent: boolean;
}

const EMPTY: Part = { mean: 0, squares: 1, isEmpty: true };

const start = (): Memory => ({
  all: EMPTY,
  lowCut: Number.MAX_VALUE,
  beforeRise: EMPTY,
  sinceRise: EMPTY,
  highCut: -Number.MAX_VALUE,
  beforeFall: EMPTY,
  sinceFall: EMPTY,
  isSpent: false,
});

export default defineDetector({
  id: 'hddm-w',
  family: 'sequential',
  title: 'Hoeffding drift detection, weighted (HDDM-W)',
  question: 'Has the recent mean of the errors risen?',
  formula:
    'means that forget with lambda before and since the lowest point; a change where they differ by more than sqrt((q1 + q2) ln(1 / c) / 2), q the sums of squared weights',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass'],
  takes: 'errors',
  params: {
    change: { default: 0.001, min: 1e-12, max: 0.5, help: 'Confidence c of a change.' },
    warning: { default: 0.005, min: 1e-12, max: 0.5, help: 'Confidence c of a warning.' },
    lambda: { default: 0.05, min: 1e-6, max: 1, help: 'The weight of the newest row.' },
    bothSides: { default: 0, min: 0, max: 1, help: '1 to speak of falls as well.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'A mean that is 0 takes the next value whole, so that the first error after rows without one counts as if it were the first row. It keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.binary.HDDM_W', relation: 'same' },
    {
      title: 'I. Frías-Blanco and others, Online and non-parametric drift detection',
      year: 2015,
      relation: 'adapted',
      note: 'a mean of 0 takes the next value whole',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        { value: 0, times: 100 },
        { value: 1, times: 10 },
      ],
      changes: [],
      by: 'rows of 0 leave the cut where it was; see the golden streams for changes',
    },
  ],
  start,
  step(memory, value, { change, warning, lambda, bothSides }) {
    if (memory.isSpent) Object.assign(memory, start());
    memory.all = grown(memory.all, value, lambda);
    const reach = bound(memory.all.squares, change);
    if (memory.all.mean + reach < memory.lowCut) {
      Object.assign(memory, { lowCut: memory.all.mean + reach, beforeRise: memory.all, sinceRise: EMPTY });
    } else memory.sinceRise = grown(memory.sinceRise, value, lambda);
    if (memory.all.mean - reach > memory.highCut) {
      Object.assign(memory, { highCut: memory.all.mean - reach, beforeFall: memory.all, sinceFall: EMPTY });
    } else memory.sinceFall = grown(memory.sinceFall, value, lambda);
    const { beforeRise, sinceRise, beforeFall, sinceFall } = memory;
    const isApart = (confidence: number): boolean =>
      isAbove(sinceRise, beforeRise, confidence) || (bothSides === 1 && isAbove(beforeFall, sinceFall, confidence));
    memory.isSpent = isApart(change);
    if (memory.isSpent) return 'change';
    return isApart(warning) ? 'warning' : 'none';
  },
});

const grown = ({ mean, squares }: Part, value: number, lambda: number): Part => ({
  mean: mean === 0 ? value : lambda * value + (1 - lambda) * mean,
  squares: lambda * lambda + (1 - lambda) ** 2 * squares,
  isEmpty: false,
});

const bound = (squares: number, confidence: number): number => Math.sqrt((squares * Math.log(1 / confidence)) / 2);

const isAbove = (high: Part, low: Part, confidence: number): boolean =>
  !high.isEmpty && !low.isEmpty && high.mean - low.mean > bound(high.squares + low.squares, confidence);
