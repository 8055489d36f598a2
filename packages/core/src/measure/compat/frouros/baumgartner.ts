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
    // Rows of both sides by their rank, and the ranks in that order.
    const ascending = orderOf(Float64Array.from([...rows.reference, ...rows.current]));
    const ranks = Float64Array.from([...x, ...y]).sort();
    const statistic = statisticOf(x, y);
    const limit = statistic - 100 * Number.EPSILON * Math.abs(statistic);
    const parts = [new Float64Array(n), new Float64Array(m)] as const;
    const isReached = (isFirst: Uint8Array): boolean => {
      let [i, j] = [0, 0];
      for (let k = 0; k < ranks.length; k++) {
        const rank = ranks[k]!; // ! k < length
        const row = ascending[k]!; // ! k < length
        if (isFirst[row] === 1) parts[0][i++] = rank;
        else parts[1][j++] = rank;
      }
      return statisticOf(...parts) >= limit;
    };
    const all = ordersUpTo(n, m);
    if (all !== null) {
      const reached = all.filter(isReached).length;
      return { statistic, p: reached / all.length };
    }
    const twister = makeNumpyTwister(0);
    const order = new Int32Array(n + m);
    let reached = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      permute(twister, order);
      const isFirst = new Uint8Array(n + m);
      for (let i = 0; i < n; i++) isFirst[order[i]!] = 1; // ! i < n + m
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
