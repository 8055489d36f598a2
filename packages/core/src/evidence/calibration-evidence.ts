import type { Outcomes } from '../measure/estimate/estimator.ts';

/**
 * Bets against chances: labels that come are held against the chances they were given. Log-odds are moved by a number
 * or stretched; each bet is an e-value as long as every chance is right within the tolerance, whatever rows came
 * (STATISTICS 3.5), so that only P(label | features) that changed makes them rich.
 */

/** What bets hold, by stream of outcomes and bet. */
export type Wealth = readonly Float64Array[];

/** By how much log-odds are moved, and what they are multiplied by. */
const MOVES = [-1, -0.5, -0.25, 0.25, 0.5, 1];
const STRETCHES = [0.5, 0.75, 1.25, 1.5];
/** Shares of labels that come out otherwise whatever was expected: every chance moves towards one half. */
const TURNED = [0.1];
const BETS = MOVES.length + STRETCHES.length + TURNED.length;
/** Of the income, the part of each bet: each way of going wrong gets as much, and its bets alike. */
const PARTS = [MOVES, STRETCHES, TURNED].flatMap((way) => way.map(() => 1 / (3 * way.length)));
/** No chance is surer than this: one label would decide all. */
const LEAST = 1e-4;
/** Wealth beyond this is an alarm many times over. */
const LOG_MOST = 600;

/** What a window of labels is settled by. */
export interface Settling {
  /** What the window brings, all streams and bets together: its share of the false alarms that are allowed. */
  readonly income: number;
  /** By how much a chance may be wrong without being wrong. */
  readonly tolerance: number;
  /** By stream: as many labels count as one, because they come together. At least 1. */
  readonly together: readonly number[];
}

/** Nothing was bet yet. */
export const openWealth = (streams: number): Wealth => Array.from({ length: streams }, () => new Float64Array(BETS));

/** What all bets hold: at 1 or more it is an alarm. */
export const heldBy = (wealth: Wealth): number =>
  wealth.reduce((total, own) => total + own.reduce((sum, one) => sum + one, 0), 0);

/**
 * The wealth after a window of labels: each bet gets its part of the income and is multiplied by its e-value. As long
 * as chances are right within the tolerance and labels independent given them, E[held + alarms] <= income spent
 * (STATISTICS 2.1). O(labels × bets).
 */
export function settleOutcomes(wealth: Wealth, streams: readonly Outcomes[], settling: Settling): Wealth {
  const { income, tolerance, together } = settling;
  return wealth.map((own, s) => {
    const logs = logGrowth(streams[s]!, tolerance); // ! as many streams
    const share = income / wealth.length;
    const count = together[s]!; // ! a stream
    return own.map((held, k) => (held + share * PARTS[k]!) * Math.exp(Math.min(LOG_MOST, logs[k]! / count))); // ! a bet
  });
}

/** The logarithm of each bet's e-value over these labels. */
function logGrowth({ low, high, came }: Outcomes, tolerance: number): Float64Array {
  const logs = new Float64Array(BETS);
  for (let i = 0; i < came.length; i++) {
    const [least, most] = [Math.max(LEAST, low[i]! - tolerance), Math.min(1 - LEAST, high[i]! + tolerance)]; // ! i < n
    const middle = Math.min(Math.max((low[i]! + high[i]!) / 2, LEAST), 1 - LEAST); // ! i < n
    const odds = Math.log(middle / (1 - middle));
    for (let k = 0; k < BETS; k++) {
      const q = betOf(k, middle, odds);
      // Against the nearest chance that is still right; where the bet is one of them, nothing is bet.
      const held = Math.min(Math.max(q, least), most);
      if (held !== q) logs[k]! += came[i] === 1 ? Math.log(q / held) : Math.log((1 - q) / (1 - held)); // ! a bet
    }
  }
  return logs;
}

/** The chance that a bet believes in, where the model says `middle` and its log-odds. */
function betOf(k: number, middle: number, odds: number): number {
  const turned = k - MOVES.length - STRETCHES.length;
  if (turned >= 0) return middle + TURNED[turned]! * (1 - 2 * middle); // ! a bet, here and below
  const moved = k < MOVES.length ? odds + MOVES[k]! : odds * STRETCHES[k - MOVES.length]!; // !
  return 1 / (1 + Math.exp(-moved));
}
