import { wilson } from '@holdfast/core/stats/proportion.ts';
import type { Cell } from './simulate.ts';

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
