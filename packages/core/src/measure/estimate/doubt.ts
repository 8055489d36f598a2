import type { Chances } from './chances.ts';
import { oddsOf } from './tilt.ts';

/** By class: the covariance of level and slope of log-odds that are learned from so many rows. */
export type Doubt = readonly { readonly level: number; readonly both: number; readonly slope: number }[];

const Z = 1.959963984540054;

/**
 * How well chances are known that were learned from these rows, in the two directions that matter to who bets on them:
 * all of them too low or high, and too sure or unsure. The inverse information of a logistic regression on the log-odds
 * at a = 0, b = 1. `known`: the chances of the rows. O(n classes).
 */
export function doubtOf(known: Chances): Doubt {
  return known.map((own) => {
    let [one, x, squares] = [0, 0, 0];
    for (const chance of own) {
      const [odds, weight] = [oddsOf(chance), chance * (1 - chance)];
      one += weight;
      x += weight * odds;
      squares += weight * odds * odds;
    }
    const scale = one * squares - x * x;
    return scale > 0
      ? { level: squares / scale, both: -x / scale, slope: one / scale }
      : { level: 0, both: 0, slope: 0 };
  });
}

/** The ends of the 95 % intervals of chances. */
export function endsOf(chances: Chances, doubt: Doubt, sign: 1 | -1): Chances {
  return chances.map((own, k) => {
    const { level, both, slope } = doubt[k]!; // ! as many classes
    return own.map((chance) => {
      const odds = oddsOf(chance);
      const half = Z * Math.sqrt(Math.max(0, level + 2 * both * odds + slope * odds * odds));
      return 1 / (1 + Math.exp(-odds - sign * half));
    });
  });
}
