import { benjaminiHochberg } from '../stats/multiple.ts';
import { levelOf } from './baseline.ts';
import { leadingFailure } from './failures.ts';
import { BET_COUNT } from './layout.ts';
import { wealthOf } from './ledger.ts';
import type { Work } from './score.ts';
import { type FailureKind, originalOf, type Tick } from './stream.ts';
import { whiteningOf } from './whiten.ts';

/** A stream with this share of the group's wealth is a member of the incident, and so is one that is confirmed. */
const SHARE_MIN = 0.1;
/** Smaller ones are named too until half of the wealth is, but not more than this. */
const MEMBERS_MAX = 20;
/** A member's scores stay out of the pooled null so long: by then its own spread has taken the change in. */
const HELD_WINDOWS = 30;
/** Of the members that are called confirmed at most this share did not move. */
const CONFIRMED_FALSE_MAX = 0.1;
const Z95 = 1.959963984540054;

/** One stream of an incident, by the component that holds most. */
export interface Member {
  readonly stream: string;
  readonly component: number;
  /** Part of the group's wealth, 0 to 1. */
  readonly share: number;
  readonly logWealth: number;
  /** Whether it is sure by itself that this stream moved: at most one in ten of such members did not. */
  readonly isConfirmed: boolean;
  readonly direction: 'up' | 'down';
  /** What the rows of this window alone say it is; null where windows say so. */
  readonly failure: FailureKind | null;
  /** Mean residual since the change point on the stream's scale, and its 95 % interval. */
  readonly effect: number;
  readonly interval: readonly [number, number];
  /** The same as people know it: what was expected in this window, and what the effect makes of it. */
  readonly expected: number;
  readonly found: number;
  readonly foundInterval: readonly [number, number];
}

/** A group whose bets together held 1. */
export interface Incident {
  /** By share, largest first. The effect of a member that was chosen for its size is a little too large. */
  readonly members: readonly Member[];
  /** Start of the window from which on the leading member's bets have grown most. */
  readonly changePoint: number;
  /** Windows of that member from the change point to now, both counted. */
  readonly windowsSince: number;
}

/** The incident of a group that holds 1 or more; notes that it is open and keeps its members from the pooled null. */
export function incidentOf(work: Work, group: number, tick: Tick): Incident {
  const { state, layout } = work;
  const held = [...layout.streamsOf[group]!] // ! a group
    .map((stream) => ({ stream, wealth: wealthOf(state, layout, stream) }))
    .sort((a, b) => b.wealth - a.wealth || a.stream - b.stream);
  const total = held.reduce((sum, { wealth }) => sum + wealth, 0);
  // What is held over what was put in is an e-value of each stream, and the steps hold for e-values under any
  // dependence (Wang and Ramdas 2022, e-BH).
  const doubts = benjaminiHochberg(held.map(({ stream, wealth }) => state.earned[stream]! / wealth)); // ! a stream
  let named = 0;
  const members: Member[] = [];
  for (const [k, { stream, wealth }] of held.entries()) {
    const share = wealth / total;
    const isConfirmed = doubts[k]! <= CONFIRMED_FALSE_MAX; // ! as many
    if (members.length === MEMBERS_MAX || (share < SHARE_MIN && named >= 0.5 && !isConfirmed)) break;
    named += share;
    state.held[stream] = HELD_WINDOWS;
    members.push(memberOf(work, stream, { share, logWealth: Math.log(wealth), isConfirmed }));
  }
  state.isOpen[group] = 1;
  state.incidents[group]!++; // ! a group
  const { since, age } = leadOf(work, held[0]!.stream); // ! a group has streams
  return { members, changePoint: since ?? tick.start, windowsSince: age };
}

function memberOf(work: Work, stream: number, held: Pick<Member, 'share' | 'logWealth' | 'isConfirmed'>): Member {
  const { state, layout, moment, lags } = work;
  const { failure, component, isUp, age, moved } = leadOf(work, stream);
  const effect = moved / age;
  // Bets are on what is new in a window: where a fall halts they are on "up", and yet the stream is down.
  const isAbove = failure === null && effect !== 0 ? effect > 0 : isUp;
  const common = 2 * layout.nullOf[stream]!; // ! a stream, here and below
  const { a1, a2, left } = whiteningOf(state.lagSums, stream, lags[common]!, lags[common + 1]!); // ! two for each null
  const windows = Math.max(2, state.windows[stream]!); // !
  // The long-run variance of an autoregression; what the level is made of adds its own uncertainty.
  const persistence = Math.max(1, left / Math.max(0.05, 1 - a1 - a2));
  const deviation = Math.sqrt(state.squares[component]! / windows); // ! a component
  const half = Z95 * deviation * persistence * Math.sqrt(1 / age + 1 / windows);
  const level = state.origin[component]! + levelOf(state, layout, component, moment); // ! as above
  const spec = layout.specs[stream];
  const original = (y: number): number => (spec ? originalOf(spec, y) : y);
  return {
    stream: layout.ids[stream]!, // ! a stream
    component: component - layout.first[stream]!, // ! a stream
    ...held,
    direction: isAbove ? 'up' : 'down',
    failure,
    effect,
    interval: [effect - half, effect + half],
    expected: original(level),
    found: original(level + effect),
    foundInterval: [original(level + effect - half), original(level + effect + half)],
  };
}

/** What a stream moved by, since when. */
interface Lead {
  readonly failure: FailureKind | null;
  readonly component: number;
  readonly isUp: boolean;
  /** Start of the window from which on; null: the present one. */
  readonly since: number | null;
  /** Windows since then, at least 1, and the sum of their residuals. */
  readonly age: number;
  readonly moved: number;
}

/** The failure, or the component and direction, on which a stream's bets hold most. */
function leadOf({ state, layout, scores }: Work, stream: number): Lead {
  const [from, to] = [layout.first[stream]!, layout.first[stream + 1]!]; // ! streams + 1 places
  let best = { component: from, isUp: true, wealth: -1 };
  for (let component = from; component < to; component++) {
    for (const isUp of [true, false]) {
      const half = component * BET_COUNT + (isUp ? BET_COUNT / 2 : 0);
      const wealth = state.wealth.subarray(half, half + BET_COUNT / 2).reduce((sum, held) => sum + held, 0);
      if (wealth > best.wealth) best = { component, isUp, wealth };
    }
  }
  const failure = leadingFailure(state, layout, stream);
  if (failure !== null && failure.wealth > best.wealth) {
    const component = from + failure.component;
    const moved = scores.residual[component]!; // ! a component
    return { failure: failure.kind, component, isUp: failure.isUp ?? moved >= 0, since: null, age: 1, moved };
  }
  const { component, isUp } = best;
  const at = 2 * component + (isUp ? 0 : 1);
  const [since, age, moved] = [state.since[at]!, state.age[at]!, state.moved[at]!]; // ! two places for each component
  return { failure: null, component, isUp, since, age: Math.max(1, age), moved };
}
