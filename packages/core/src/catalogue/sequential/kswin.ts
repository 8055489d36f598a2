import { kolmogorovSmirnov, kolmogorovSmirnovP } from '../../stats/two-samples.ts';
import { drawBelow, makeTwister, type Twister } from '../../std/mersenne-twister.ts';
import { defineDetector } from '../detector.ts';

interface Memory {
  values: number[];
  random: Twister;
  isSpent: boolean;
  /** The largest distance that was found to be no change: smaller ones are none, as p only falls with the distance. */
  quiet: number;
}

/** A distance below this is no change, however sure. */
const DISTANCE_MIN = 0.1;

const start = ({ seed }: { readonly seed: number }): Memory => ({
  values: [],
  random: makeTwister(seed),
  isSpent: false,
  quiet: DISTANCE_MIN,
});

export default defineDetector({
  id: 'kswin',
  family: 'sequential',
  title: 'Kolmogorov-Smirnov windowing (KSWIN)',
  question: 'Are the newest values distributed like some drawn from those before them?',
  formula:
    'a change where the two-sample Kolmogorov-Smirnov test of the newest rows and as many drawn from the rest of the window has p <= alpha and a distance above 0.1',
  unit: 'rows',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  takes: 'numbers',
  params: {
    alpha: { default: 0.005, min: 1e-12, max: 1, help: 'The p-value of a change, at every row.' },
    windowRows: { default: 100, min: 4, max: 10_000, help: 'Rows that it remembers.' },
    newRows: { default: 30, min: 2, max: 5_000, help: 'The newest of them, which are tested; at most half.' },
    seed: { default: 1, min: 0, max: 4_294_967_295, help: 'Seed of the draws.' },
  },
  laws: ['silent-on-constant'],
  edges:
    'It tests at every row, so that at alpha = .005 a false change comes every few hundred rows. The draws begin anew after each change. It keeps no promise about false alarms.',
  sources: [
    { title: 'River 0.23, drift.KSWIN', relation: 'same', note: 'with the draws of Python for the same seed' },
    {
      title: 'C. Raab and others, Reactive soft prototype computing',
      year: 2020,
      relation: 'adapted',
      note: 'a distance of 0.1 at least is asked as well',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'stable',
  examples: [
    {
      runs: [
        { value: 0, times: 100 },
        { value: 1, times: 30 },
      ],
      changes: [113],
      by: 'with k newest rows of 1 of 30 the distance is k / 30, first with p at most .005 at k = 14',
    },
  ],
  start,
  step(memory, value, params) {
    if (memory.isSpent) Object.assign(memory, start(params));
    const { alpha, windowRows, newRows } = params;
    memory.values.push(value);
    if (memory.values.length > windowRows) memory.values.shift();
    if (memory.values.length < windowRows) return 'none';
    const older = windowRows - newRows;
    const places = drawBelow(memory.random, older, newRows);
    const drawn = Float64Array.from(places, (place) => memory.values[place]!).sort(); // ! below the rows
    const newest = Float64Array.from(memory.values.slice(older)).sort();
    const distance = kolmogorovSmirnov(drawn, newest)?.distance ?? 0;
    if (distance <= memory.quiet) return 'none';
    memory.isSpent = kolmogorovSmirnovP({ n: newRows, m: newRows, distance }) <= alpha;
    if (!memory.isSpent) memory.quiet = distance;
    return memory.isSpent ? 'change' : 'none';
  },
});
