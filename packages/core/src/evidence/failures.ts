import type { Layout } from './layout.ts';
import type { State } from './state.ts';
import type { Failing } from './stream.ts';

/**
 * Failures that cannot be borne for one window: a column that is mostly missing, nearly all new or out of range, or
 * one value. Each is watched by the rows of the window, which need no baseline, for a part of the budget of its group;
 * so it is told in the first window that shows it, where the bets on windows, which know nothing of rows, need several.
 * The promise is the same: wealth grows by income times an e-value (STATISTICS 2.2 (a), 2.3 point 8).
 */
export const FAILURE_PART = 0.2;

/** How a failure stands: watched; told, until a window is without it; or not watched, as the reference has it too. */
const [WATCHED, TOLD, USUAL] = [0, 1, 2];

/** The most by which one window may multiply: what is told needs less, and what is beyond is no number any more. */
const LOG_GROWTH_MAX = 600;

/** The failures of some streams that are judged: those with evidence that are not told already. Decided by the past. */
export function watchedFailures(
  { muted }: State,
  { streamsOf, firstFailure }: Layout,
  group: number,
  evidence: Float64Array,
): readonly number[] {
  const found: number[] = [];
  for (const stream of streamsOf[group]!) {
    // ! a group; streams + 1 places, here and below
    for (let at = firstFailure[stream]!; at < firstFailure[stream + 1]!; at++) {
      // ! a failure
      if (muted[at] === WATCHED && !Number.isNaN(evidence[at]!)) found.push(at); // !
    }
  }
  return found;
}

/** One window of the bets on failures. `evidence`: the logarithm of an e-value for each; NaN: not seen. */
export function betOnFailures(
  state: State,
  { streamOfFailure }: Layout,
  failures: readonly number[],
  { group, income, evidence }: { readonly group: number; readonly income: number; readonly evidence: Float64Array },
): void {
  state.spent[group]! += income; // ! a group
  for (const at of failures) {
    const factor = Math.exp(Math.min(LOG_GROWTH_MAX, evidence[at]!)); // ! a failure, here and below
    state.failureWealth[at] = (state.failureWealth[at]! + income / failures.length) * factor; // !
    state.earned[streamOfFailure[at]!]! += income / failures.length; // ! as above
  }
}

/** After an incident what failed is told, and is not told again before a window was without it. */
export function muteFailures(state: State, failures: readonly number[], evidence: Float64Array): void {
  for (const at of failures) if (evidence[at]! > 0) state.muted[at] = TOLD; // ! a failure
}

/** A window without a failure that was told: from the next one on it is watched again. */
export function listenAgain({ muted }: State, evidence: Float64Array): void {
  for (let at = 0; at < muted.length; at++) {
    if (muted[at] === TOLD && evidence[at]! <= 0) muted[at] = WATCHED; // ! a failure
  }
}

/**
 * What a window of the reference has, too, is no failure. A share that moved by the rows of such a window, surely,
 * shows that rows are not independent.
 */
export function learnUsual(
  { muted }: State,
  { streamOfFailure, firstFailure, specs }: Layout,
  evidence: Float64Array,
): void {
  for (let at = 0; at < muted.length; at++) {
    const stream = streamOfFailure[at]!; // ! a failure, here and below
    const kind = specs[stream]?.failures?.[at - firstFailure[stream]!]?.kind; // !
    if (evidence[at]! > (kind === 'moved' ? LOG_SURE : 0)) muted[at] = USUAL; // !
  }
}

/** Of independent rows one window in a hundred, at most, says as much by chance. */
const LOG_SURE = Math.log(100);

/** What the bets on the failures of a stream hold. */
export function failureWealthOf({ failureWealth }: State, { firstFailure }: Layout, stream: number): number {
  let total = 0;
  const end = firstFailure[stream + 1]!; // ! streams + 1 places, here and below
  for (let at = firstFailure[stream]!; at < end; at++) total += failureWealth[at]!; // ! a failure
  return total;
}

/** The failure of a stream on which most is held, and the component that shows it; null where nothing is. */
export function leadingFailure(
  { failureWealth }: State,
  { firstFailure, specs }: Layout,
  stream: number,
): (Failing & { readonly wealth: number }) | null {
  const from = firstFailure[stream]!; // ! a stream
  let best: ReturnType<typeof leadingFailure> = null;
  for (const [k, failure] of (specs[stream]?.failures ?? []).entries()) {
    const wealth = failureWealth[from + k]!; // ! as many as the stream has
    if (wealth > (best?.wealth ?? 0)) best = { ...failure, wealth };
  }
  return best;
}
