import { makeNumpyTwister, permute } from '../../../std/mersenne-twister.ts';
import type { EvidentlyMethod } from './method.ts';

const DRAWS = 1000;

/**
 * The total variation against 1,000 random parts of all rows, drawn as that program draws them, with the seed 0. Parts
 * as far away as the rows all count here; there rounding loses some of them, by the order of a Python set.
 */
export const totalVariationTest: EvidentlyMethod = {
  id: 'TVD',
  name: 'Total-Variation-Distance',
  kinds: ['cat'],
  threshold: 0.1,
  drift: 'below',
  score: ({ counts, rows, n }) => {
    const all = Float64Array.from(counts.reference, (count, k) => count + counts.window[k]!); // ! as many levels
    const levels = Float64Array.from([...rows.reference, ...rows.current]);
    const seen = distanceOf(counts.reference, all, n);
    const twister = makeNumpyTwister(0);
    const order = new Int32Array(levels.length);
    let reached = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      permute(twister, order);
      const part = new Float64Array(all.length);
      for (let i = 0; i < n.reference; i++) part[levels[order[i]!]!]! += 1; // ! a row's level
      if (seen <= distanceOf(part, all, n)) reached++;
    }
    return reached / DRAWS;
  },
};

/** The sum of differences of shares between a part of the rows and the rest, times both counts: a whole number. */
function distanceOf(part: ArrayLike<number>, all: Float64Array, n: { reference: number; current: number }): number {
  let total = 0;
  for (let k = 0; k < all.length; k++) {
    total += Math.abs(part[k]! * n.current - (all[k]! - part[k]!) * n.reference); // ! as many levels
  }
  return total;
}
