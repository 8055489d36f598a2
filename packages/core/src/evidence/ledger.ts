import { BET_COUNT, type Layout } from './layout.ts';
import type { State } from './state.ts';

/** What all bets of a stream hold. */
export function wealthOfStream({ wealth }: State, { first }: Layout, stream: number): number {
  const end = first[stream + 1]! * BET_COUNT; // ! streams + 1 places
  let total = 0;
  for (let at = first[stream]! * BET_COUNT; at < end; at++) total += wealth[at]!; // ! as above
  return total;
}

/** What all bets of a group hold. */
export function wealthOf(state: State, layout: Layout, group: number): number {
  let total = 0;
  for (const stream of layout.streamsOf[group]!) total += wealthOfStream(state, layout, stream); // ! a group
  return total;
}

/** Takes all bets of a group, and what was followed for their change point. */
export function resetGroup(state: State, layout: Layout, group: number): void {
  for (const stream of layout.streamsOf[group]!) resetStream(state, layout, stream); // ! a group
}

/** Takes all bets of one stream. */
export function resetStream(state: State, { first }: Layout, stream: number): void {
  const [from, to] = [first[stream]!, first[stream + 1]!]; // ! streams + 1 places
  state.wealth.fill(0, from * BET_COUNT, to * BET_COUNT);
  state.growth.fill(0, 2 * from, 2 * to);
  state.moved.fill(0, 2 * from, 2 * to);
  state.since.fill(0, 2 * from, 2 * to);
  state.age.fill(0, 2 * from, 2 * to);
}
