import type { Bounded } from '../calibration-result.ts';
import type { SetKind, SetsFigures } from '../sets-result.ts';
import { fixed, intervalText, percent } from './numbers.ts';

/** What reports say of sets of classes. */
export const SETS = {
  held: (level: string, figures: SetsFigures): string =>
    `Sets that promise ${level} hold the right class of ${percentOf(figures.coverage)} of rows, with ${sizeOf(figures.size)} classes on average; ${percentOf(figures.single)} of rows have a single one.`,
  word: (level: string, figures: SetsFigures): string =>
    `Taken at their word, scores that add up to ${level} hold ${percentOf(figures.coverage)}, with ${sizeOf(figures.size)}.`,
  heading: (level: string, kind: SetKind): string => `Sets of classes that hold ${level} (${kind.toUpperCase()})`,
  evaluated: (level: string, coverage: Bounded | null): string =>
    `Sets that promise ${level} hold ${coverage === null ? 'what cannot be told' : percent(coverage.value)}`,
  say: 'A set has every class that may be the right one: the smaller, the more it says. A row has the largest set of its slices.',
  sayOwn: (n: string): string => `${n} have limits of their own, so that each keeps the promise for itself.`,
  triedSay:
    'LAC takes classes that are likely enough, APS from the likeliest down, RAPS the same at a price for each class; the smallest sets that hold what they promise are chosen.',
  tried: 'What was tried',
  triedColumns: ['sets', 'held', 'size'],
  columns: ['rows of', 'n', 'held', 'size'],
  small: 'by the limit of all',
  all: 'all rows',
  chosen: '← chosen',
} as const;

/** "90.2 % (89.5 % to 90.9 %)". */
export const percentOf = (bounded: Bounded | null): string =>
  bounded === null ? 'none' : withInterval(percent(bounded.value), bounded, percent);

/** "1.12 (1.11 to 1.13)". */
export const sizeOf = (bounded: Bounded | null): string =>
  bounded === null ? 'none' : withInterval(fixed(bounded.value, 2), bounded, (end) => fixed(end, 2));

function withInterval(text: string, { interval }: Bounded, of: (end: number) => string): string {
  const between = intervalText(interval, of);
  return between === '' ? text : `${text} (${between})`;
}
