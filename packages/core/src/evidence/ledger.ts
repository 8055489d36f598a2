import { bet } from './bets.ts';
import { failureWealthOf } from './failures.ts';
import { BET_COUNT, type Layout } from './layout.ts';
import type { State } from './state.ts';

/** What 4 bytes hold with room for one more window; only whether a growth is above 1 matters. */
const GROWTH_MAX = 1e30;
/** What 2 bytes hold. */
const AGE_MAX = 65_535;

/** What the streams of a group bring to one window. */
export interface Bids {
  /** The streams that are judged, in the order of the group's: chosen before their scores were seen. */
  readonly due: ArrayLike<number>;
  /** What they share. */
  readonly income: number;
  /** By component: a number that is at most standard normal while nothing moved up by more than it may. */
  readonly up: Float64Array;
  /** By component: a number that is at least standard normal while nothing moved down by more than it may. */
  readonly down: Float64Array;
  /** By component: the residual, in units of y. */
  readonly residual: Float64Array;
  readonly start: number;
}

/**
 * One window of one group's ledger: the income is split over streams by their weight, and equally over their components
 * and bets; each bet is multiplied by its e-value. What all bets of the group then hold; at 1 or more that is an
 * incident and the caller takes all of it (`resetGroup`). Then E[held + incidents] <= income spent, under any
 * dependence between streams and over time, at any stopping time (STATISTICS 2.1).
 */
export function settle(state: State, layout: Layout, group: number, bids: Bids): number {
  const { due, income } = bids;
  const weighed = { ...bids, weight: weightOf(layout, due) };
  const streams = layout.streamsOf[group]!; // ! a group
  let total = 0;
  // Both are in the order of the panel: what a stream holds is added up while its bets are at hand.
  for (let i = 0, k = 0; i < streams.length; i++) {
    const stream = streams[i]!; // ! i < length
    if (due[k] === stream) {
      play(state, layout, stream, weighed);
      k++;
    }
    total += wealthOf(state, layout, stream);
  }
  if (due.length > 0) state.spent[group]! += income; // ! a group
  return total;
}

/** The weight of some streams together. */
export function weightOf({ weights }: Layout, streams: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < streams.length; i++) total += weights[streams[i]!]!; // ! streams of the layout
  return total;
}

/** One stream's bets in one window. */
function play(
  state: State,
  { first, weights }: Layout,
  stream: number,
  bids: Bids & { readonly weight: number },
): void {
  const { income, residual, start } = bids;
  const { wealth } = state;
  const [from, to] = [first[stream]!, first[stream + 1]!]; // ! streams + 1 places
  const times = bids.weight / weights[stream]!; // ! a stream, here and below
  state.earned[stream]! += income / times; // !
  const share = income / (times * (to - from) * BET_COUNT);
  for (let c = from; c < to; c++) {
    const at = c * BET_COUNT;
    const down = bet(wealth, at, share, Math.exp(-bids.down[c]! / 10)); // ! a component, here and below
    const up = bet(wealth, at + BET_COUNT / 2, share, Math.exp(bids.up[c]! / 10)); // !
    follow(state, 2 * c, up, residual[c]!, start); // ! a component
    follow(state, 2 * c + 1, down, residual[c]!, start); // ! a component
  }
}

/** The start that makes the growth since then greatest is where the growth was last at or below none. */
function follow(state: State, at: number, factor: number, residual: number, start: number): void {
  const before = state.growth[at]!; // ! two places for each component, here and below
  if (before > 1) {
    state.growth[at] = Math.min(GROWTH_MAX, before * factor);
    state.moved[at]! += residual; // ! as above
    if (state.age[at]! < AGE_MAX) state.age[at]!++; // ! two places for each component
    return;
  }
  state.growth[at] = factor;
  state.moved[at] = residual;
  state.age[at] = 1;
  state.since[at] = start;
}

/** What all bets of a stream hold, on windows and on failures. */
export function wealthOf(state: State, layout: Layout, stream: number): number {
  const { first } = layout;
  const end = first[stream + 1]! * BET_COUNT; // ! streams + 1 places
  let total = failureWealthOf(state, layout, stream);
  for (let at = first[stream]! * BET_COUNT; at < end; at++) total += state.wealth[at]!; // ! as above
  return total;
}

/** Takes all bets of a group, and what was followed for their change point. */
export function resetGroup(state: State, layout: Layout, group: number): void {
  for (const stream of layout.streamsOf[group]!) resetStream(state, layout, stream); // ! a group
}

/** Takes all bets of one stream. */
export function resetStream(state: State, { first, firstFailure }: Layout, stream: number): void {
  const [from, to] = [first[stream]!, first[stream + 1]!]; // ! streams + 1 places
  state.earned[stream] = 0;
  state.failureWealth.fill(0, firstFailure[stream], firstFailure[stream + 1]);
  state.wealth.fill(0, from * BET_COUNT, to * BET_COUNT);
  state.growth.fill(0, 2 * from, 2 * to);
  state.moved.fill(0, 2 * from, 2 * to);
  state.since.fill(0, 2 * from, 2 * to);
  state.age.fill(0, 2 * from, 2 * to);
}
