import { betOnFailures, FAILURE_PART, learnUsual, listenAgain, muteFailures, watchedFailures } from './failures.ts';
import { type Incident, incidentOf } from './incident.ts';
import { type Layout, NULL_BINS } from './layout.ts';
import { resetGroup, settle } from './ledger.ts';
import { type Look, look, type Silence } from './look.ts';
import { copyOf, type Panel, warmUpOf } from './panel.ts';
import { binOf, normalScoreOf, refresh } from './pooled-null.ts';
import type { Reading, Tick } from './stream.ts';

/** The logarithm that stands for no wealth at all, so that the number can be written down. */
const LOG_NOTHING = -700;

/** What one step says about one group. */
export interface GroupEvidence {
  readonly group: string;
  /** Budget that the group got in this window: false alarms. */
  readonly income: number;
  /** Logarithm of the wealth of all its bets, before an incident takes it; an incident is at 0 or more. */
  readonly logWealth: number;
  /** Streams that were judged. */
  readonly due: number;
  readonly silent: readonly Silence[];
  readonly incident: Incident | null;
}

/** What one step says. */
export interface Evidence {
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly income: number;
  /** Budget spent so far, over all groups. */
  readonly spent: number;
  /** The groups that had a reading. */
  readonly groups: readonly GroupEvidence[];
}

/**
 * One window of the streams that have a reading: each is scored against what its own past foresaw, gets its share of
 * the income, bets, and learns. A group whose bets together hold 1 has an incident and starts again from nothing; so
 * the expected number of incidents is at most the budget spent, where e-values are what they claim to be (STATISTICS
 * 2.1). The income is split over groups, then over the streams that are due, which n and the past decide, not scores.
 * Every stream of a group is silent or due. O(components of the readings) and a copy of the state.
 */
export function step(before: Panel, readings: readonly Reading[], tick: Tick): { panel: Panel; evidence: Evidence } {
  const { panel, state, layout } = copyOf(before);
  const seen = look({ panel, state, layout, readings, tick, isReference: false });
  const { falseAlarms, perMs } = panel.options.budget;
  const income = (falseAlarms * Math.max(0, tick.end - tick.start)) / perMs / layout.groups.length;
  const rated = { up: new Float64Array(layout.components), down: new Float64Array(layout.components) };
  const groups = [...seen.silent].map(([group, silent]): GroupEvidence => {
    const due = layout.streamsOf[group]!.filter((stream) => seen.isDue[stream] === 1); // ! a group
    for (const stream of due) rate(seen, stream, rated);
    const { residual } = seen.work.scores;
    const failures = watchedFailures(state, layout, group, seen.failures);
    const forFailures = failures.length > 0 ? income * FAILURE_PART : 0;
    const forWindows = income - forFailures;
    betOnFailures(state, layout, failures, { group, income: forFailures, evidence: seen.failures });
    const wealth = settle(state, layout, group, { ...rated, due, income: forWindows, residual, start: tick.start });
    const earned = forFailures + (due.length > 0 ? forWindows : 0);
    const incident = wealth < 1 ? null : incidentOf(seen.work, group, tick);
    if (incident !== null) {
      resetGroup(state, layout, group);
      muteFailures(state, failures, seen.failures);
    }
    const logWealth = wealth > 0 ? Math.max(LOG_NOTHING, Math.log(wealth)) : LOG_NOTHING;
    return { group: layout.groups[group]!, income: earned, logWealth, due: due.length, silent, incident }; // ! a group
  });
  listenAgain(state, seen.failures);
  pool(seen, layout, warmUpOf(panel));
  const { at, start, end } = tick;
  const earned = groups.reduce((total, group) => total + group.income, 0);
  const spent = state.spent.reduce((total, group) => total + group, 0);
  return { panel, evidence: { at, start, end, income: earned, spent, groups } };
}

/** One window that is taken as it is: streams learn from it, nobody earns or bets. For a reference with time. */
export function warm(before: Panel, readings: readonly Reading[], tick: Tick): Panel {
  const { panel, state, layout } = copyOf(before);
  const seen = look({ panel, state, layout, readings, tick, isReference: true });
  learnUsual(state, layout, seen.failures);
  pool(seen, layout, warmUpOf(panel));
  return panel;
}

/**
 * Writes how rare the scores of a stream are, as normal scores: without the common part where that is taken out. A
 * shift that does not matter is allowed for by moving the score towards it, for each direction by itself: then a bet
 * is fair at the largest such shift and loses at any smaller one. (To shrink the score towards 0 would not do: it
 * takes away the losses that pay for the gains; measured in ADR 27.)
 */
function rate({ work, commons }: Look, stream: number, { up, down }: { up: Float64Array; down: Float64Array }): void {
  const { state, layout, scores } = work;
  const [from, to] = [layout.first[stream]!, layout.first[stream + 1]!]; // ! streams + 1 places
  const fleet = layout.fleetOf[stream]!; // ! a stream, here and below
  const common = fleet >= 0 && commons[fleet]?.isOn ? commons[fleet].medians : null;
  const at = common === null ? layout.nullOf[stream]! : layout.fleets[fleet]!.nullWithout; // ! fleet >= 0 here
  for (let c = from; c < to; c++) {
    const score = scores.score[c]! - (common?.[c - from] ?? 0); // ! a component, here and below
    const slack = scores.slack[c]!; // !
    up[c] = normalScoreOf(score - slack, state.scores, at * (NULL_BINS + 1));
    down[c] = slack === 0 ? up[c]! : normalScoreOf(score + slack, state.scores, at * (NULL_BINS + 1)); // ! as above
  }
}

/** Puts the scores of lively components into the pooled nulls, where no incident is doubtful. */
function pool({ work, commons }: Look, layout: Layout, warmUp: number): void {
  const { state, scores } = work;
  const isTouched = new Uint8Array(layout.nulls);
  for (let stream = 0; stream < layout.streams; stream++) {
    if (scores.isScored[stream] === 0) continue;
    const isHeld = state.held[stream]! > 0; // ! a stream, here and below
    if (isHeld) state.held[stream]!--; // !
    // Two of the three cycles of the warm-up leave enough degrees of freedom.
    if (isHeld || state.windows[stream]! * 3 < warmUp * 2) continue; // ! a stream
    const [from, to] = [layout.first[stream]!, layout.first[stream + 1]!]; // ! streams + 1 places
    const nullAt = layout.nullOf[stream]!; // ! a stream
    const fleet = layout.fleets[layout.fleetOf[stream]!]; // ! a stream
    const medians = commons[layout.fleetOf[stream]!]?.medians; // ! a stream
    isTouched[nullAt] = 1;
    if (fleet !== undefined && medians) isTouched[fleet.nullWithout] = 1;
    for (let c = from; c < to; c++) {
      if (scores.isLively[c] === 0) continue;
      const score = scores.score[c]!; // ! a component
      state.queued[nullAt * NULL_BINS + binOf(score)]!++; // ! a bin of a null, here and below
      if (fleet !== undefined && medians) {
        state.queued[fleet.nullWithout * NULL_BINS + binOf(score - medians[c - from]!)]!++; // ! one for each component
      }
    }
  }
  for (let at = 0; at < layout.nulls; at++) if (isTouched[at] === 1) refresh(state, at);
}
