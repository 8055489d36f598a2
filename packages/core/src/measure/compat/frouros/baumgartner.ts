import { orderOf } from '../../../stats/order.ts';
import { pooledRanks } from '../../../stats/pooled-ranks.ts';
import { makeNumpyTwister, permute } from '../../../std/mersenne-twister.ts';
import type { FrourosMethod } from './method.ts';

const DRAWS = 9999;
/** With 5,000 rows on a side the orders take four seconds. */
const ROWS_MAX = 5000;

/**
 * The test of Baumgartner, Weiss and Schindler (1998) with its chance from random orders of all rows: 9,999 of scipy's
 * generator after the seed 0 (unseeded there), or every order where there are no more.
 */
export const baumgartnerTest: FrourosMethod = {
  id: 'BWSTest',
  name: 'BWS test',
  measure: ({ reference, current, rows }) => {
    if (Math.max(reference.length, current.length) > ROWS_MAX) return 'too-many-rows';
    const { x, y } = pooledRanks(reference, current);
    const [n, m] = [x.length, y.length];
    const ranks = Float64Array.from([...x, ...y]).sort();
    const statistic = statisticOf(x, y);
    const limit = statistic - 100 * Number.EPSILON * Math.abs(statistic);
    // One more than a side has: what is written there is never read.
    const [first, second] = [new Float64Array(n + 1), new Float64Array(m + 1)];
    const isReached = (isFirst: Uint8Array): boolean => {
      let [i, j] = [0, 0];
      // Both are written and one moves on: a branch that chance takes costs five times as much.
      for (let k = 0; k < ranks.length; k++) {
        first[i] = second[j] = ranks[k]!; // ! k < length
        i += isFirst[k]!; // ! k < length
        j += 1 - isFirst[k]!; // ! k < length
      }
      return statisticOf(first.subarray(0, n), second.subarray(0, m)) >= limit;
    };
    const all = ordersUpTo(n, m);
    if (all !== null) {
      const reached = all.filter(isReached).length;
      return { statistic, p: reached / all.length };
    }
    const twister = makeNumpyTwister(0);
    const order = new Int32Array(n + m);
    // The place of each row of both sides among their ranks.
    const placeOf = new Int32Array(n + m);
    for (const [place, row] of orderOf(Float64Array.from([...rows.reference, ...rows.current])).entries()) {
      placeOf[row] = place;
    }
    const isFirst = new Uint8Array(n + m);
    let reached = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      permute(twister, order);
      isFirst.fill(0);
      for (let i = 0; i < n; i++) isFirst[placeOf[order[i]!]!] = 1; // ! i < n + m, a row
      if (isReached(isFirst)) reached++;
    }
    return { statistic, p: (reached + 1) / (DRAWS + 1) };
  },
};

/** Ranks of both sides in ascending order. */
function statisticOf(x: Float64Array, y: Float64Array): number {
  const [n, m] = [x.length, y.length];
  const half = (ranks: Float64Array, own: number, other: number): number => {
    let total = 0;
    for (let i = 1; i <= own; i++) {
      const share = i / (own + 1);
      const away = ranks[i - 1]! - ((own + other) / own) * i; // ! i <= own
      total += (away * away) / ((share * (1 - share) * other * (own + other)) / own);
    }
    return total / own;
  };
  return (half(x, n, m) + half(y, m, n)) / 2;
}

/** Every parting of n + m rows, or null where there are more than 9,999. */
function ordersUpTo(n: number, m: number): Uint8Array[] | null {
  let found: number[][] = [[]];
  for (let row = 0; row < n + m; row++) {
    found = found.flatMap((taken) => {
      const rest = n + m - row - 1;
      const ways = [];
      if (taken.length < n) ways.push([...taken, row]);
      if (taken.length + rest >= n) ways.push(taken);
      return ways;
    });
    if (found.length > DRAWS) return null;
  }
  return found.map((taken) => {
    const isFirst = new Uint8Array(n + m);
    for (const row of taken) isFirst[row] = 1;
    return isFirst;
  });
}
