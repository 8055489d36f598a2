import { normalQuantile } from '../stats/normal.ts';
import { tango } from '../stats/paired.ts';
import { type Bounds, clopperPearson, wilson } from '../stats/proportion.ts';
import type { Rows } from '../table/rows.ts';
import { FEWEST_OF_CLASS } from './enough.ts';
import type { Exact } from './quantity.ts';

/** Bounds from counts alone, and whose they are. */
export interface ExactBounds {
  readonly method: 'wilson' | 'clopper-pearson' | 'tango';
  boundsAt(tails: Bounds): Bounds;
}

/**
 * Bounds of a share of independent rows, or of a difference of two on the same rows (Tango). A share has Wilson's; with
 * fewer than ten rows on its rarer side it has those of Clopper and Pearson, whose one-sided bounds hold their level
 * there, where Wilson's lower one is wrong up to 8 times in 100 (ADR 39).
 */
export function exactBounds(exact: Exact, rows: Rows): ExactBounds {
  if (exact.kind === 'paired') {
    const { onlyFirst, onlySecond, n } = exact;
    return { method: 'tango', boundsAt: asymmetric((tail) => tango(onlyFirst, onlySecond, n, -normalQuantile(tail))) };
  }
  let hits = 0;
  let trials = 0;
  for (let i = 0; i < rows.n; i++) {
    const times = rows.isCounted ? rows.weight[i]! : 1; // ! i < n
    hits += times * exact.hits[i]!; // ! n rows
    trials += times * exact.trials[i]!; // ! n rows
  }
  if (Math.min(hits, trials - hits) < FEWEST_OF_CLASS) {
    const boundsAt = asymmetric((tail) => clopperPearson(hits, trials, 1 - 2 * tail));
    return { method: 'clopper-pearson', boundsAt };
  }
  return { method: 'wilson', boundsAt: asymmetric((tail) => wilson(hits, trials, -normalQuantile(tail))) };
}

/** Bounds at two levels of their own from a method that has the same tail on both sides. */
const asymmetric =
  (boundsOf: (tail: number) => Bounds) =>
  ([low, high]: Bounds): Bounds => [boundsOf(low)[0], boundsOf(1 - high)[1]];
