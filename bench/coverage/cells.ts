import { wilson } from '@holdfast/core/stats/proportion.ts';
import type { Cell, Job } from './simulate.ts';
import type { World } from './worlds.ts';

/** STATISTICS 12, T21: from 200 rows on coverage is in here; under LEAST a method is not to be trusted. */
export const BAND = [0.94, 0.965] as const;
export const LEAST = 0.93;
/** Of a binomial error, on each side: one cell in two hundred is further out by chance. */
const Z = 2.576;

/** Where a cell lies, as far as its simulations tell: `low` and `high` are wholly outside of the band. */
export type Place = 'inside' | 'low' | 'high';

/** The binomial interval of a coverage of 99 %, and where it lies. */
export function placed({ covered, asked }: Pick<Cell, 'covered' | 'asked'>): {
  readonly place: Place;
  readonly low: number;
  readonly high: number;
} {
  const [low, high] = wilson(covered, asked, Z);
  return { low, high, place: high < BAND[0] ? 'low' : low > BAND[1] ? 'high' : 'inside' };
}

/** Whether most samples have an interval: where few do, those are odd ones, and the answer is a gap. */
export const isAnswered = ({ asked, gaps }: Pick<Cell, 'asked' | 'gaps'>): boolean => asked > gaps;

/** A distance from 0 that chance alone makes larger: it is read against chance, and its card says so. */
export const ABOVE_CHANCE: readonly string[] = ['expected-calibration-error', 'top-confidence-calibration-error'];

const SIZES = [20, 50, 200, 1000, 10_000];
const DAYS = [10, 20, 60];
const BASE_RATES = [0.02, 0.1, 0.5];
const TASKS: readonly World['task'][] = ['binary', 'multiclass', 'regression', 'forecast', 'ranking'];

/** What is asked for; the default is everything. */
export interface Asking {
  readonly simulations: number;
  readonly isFull: boolean;
  readonly tasks: readonly string[] | null;
  readonly sizes: readonly number[] | null;
  readonly days: readonly number[] | null;
  readonly metrics: readonly string[] | null;
}

/**
 * Every cell, those of one world together: truth is found once. By day and with weights where there are rows enough;
 * a table of 10,000 rows gets a fifth of the simulations, and what is resampled a tenth, unless all are asked for.
 */
export function jobsOf({ simulations, isFull, tasks, sizes, days, metrics }: Asking): readonly (readonly Job[])[] {
  const jobs = new Map<string, Job[]>();
  for (const world of worlds()) {
    if (!(tasks?.includes(world.task) ?? true) || !(days?.includes(world.days) ?? true)) continue;
    const key = `${world.task} ${world.baseRate} ${world.days > 0} ${world.isWeighted}`;
    const few = world.isWeighted || world.days > 0 ? SIZES.filter((n) => n >= Math.max(200, 3 * world.days)) : SIZES;
    for (const n of few.filter((size) => sizes?.includes(size) ?? true)) {
      const some = isFull ? simulations : Math.ceil(simulations / (n >= 10_000 ? 5 : 1));
      const job = { world, n, simulations: some, only: metrics, every: isFull ? 1 : 10 };
      jobs.set(key, [...(jobs.get(key) ?? []), job]);
    }
  }
  return [...jobs.values()];
}

function worlds(): readonly World[] {
  const plain = TASKS.flatMap((task) =>
    BASE_RATES.map((baseRate): World => ({ task, baseRate, days: 0, isWeighted: false })),
  );
  const some = plain.filter(({ task }) => task !== 'forecast' && task !== 'ranking');
  return [
    ...plain,
    ...DAYS.flatMap((days) => some.map((world) => ({ ...world, days }))),
    ...some.map((world) => ({ ...world, isWeighted: true })),
  ];
}

/** Words for what a cell is about. */
export const worldText = ({ task, baseRate, days, isWeighted }: World): string =>
  `${task} ${baseRate} ${days > 0 ? `${days} days` : isWeighted ? 'weights' : 'rows'}`;
