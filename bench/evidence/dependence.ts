import { layoutFor } from '../../packages/core/src/evidence/layout.ts';
import { resetGroup, settle, wealthOf } from '../../packages/core/src/evidence/ledger.ts';
import { type State, stateBytes, stateOn } from '../../packages/core/src/evidence/state.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { type Draws, drawsFrom } from './draws.ts';

const STREAMS = 4;
const TICKS = 40;
/** So large that incidents happen on many paths: the inequality has something to hold. */
const INCOME = 0.05;

/** What an adversary sees before a window: what each stream holds, and the window's number. */
interface Past {
  readonly held: readonly number[];
  readonly tick: number;
  readonly hasIncident: boolean;
}

/** Who sets how streams hang together, who is judged and when all ends, by the past alone. */
interface Adversary {
  /** Numbers that are standard normal each by itself, given the past. */
  readonly normals: (past: Past, draws: Draws) => readonly number[];
  /** The streams that are judged; all when left out. */
  readonly due?: (past: Past, draws: Draws) => readonly number[];
  readonly stops?: (past: Past) => boolean;
}

const everyone = Array.from({ length: STREAMS }, (_, k) => k);
const each = (draws: Draws): readonly number[] => everyone.map(() => draws.normal());
const total = (held: readonly number[]): number => held.reduce((a, b) => a + b, 0);

/** The worlds of T5. */
export const ADVERSARIES: Readonly<Record<string, Adversary>> = {
  independent: { normals: (_, draws) => each(draws) },
  identical: { normals: (_, draws) => everyone.map(constant(draws.normal())) },
  'anti-correlated': { normals: (_, draws) => opposed(draws.normal()) },
  'common factor': {
    normals: (_, draws) => {
      const common = 0.9 * draws.normal();
      return each(draws).map((own) => common + Math.sqrt(1 - 0.81) * own);
    },
  },
  'missing at random': {
    normals: (_, draws) => each(draws),
    due: (_, draws) => everyone.filter(() => draws.uniform() > 0.4),
  },
  'stops at the best moment': {
    normals: (_, draws) => everyone.map(constant(draws.normal())),
    stops: ({ held, hasIncident }) => hasIncident || total(held) > 0.5,
  },
  'feeds the rich, turns the others against them': {
    normals: ({ held }, draws) => {
      const one = draws.normal();
      return held.map((mine) => (mine > total(held) / STREAMS ? one : -one));
    },
    due: ({ held, tick }) => (tick < 5 ? everyone : everyone.filter((k) => held[k]! >= total(held) / STREAMS)), // ! k
    stops: ({ held, tick }) => tick > 10 && total(held) > 0.7,
  },
};

function constant(value: number): () => number {
  return () => value;
}

const opposed = (value: number): readonly number[] => everyone.map((k) => (k % 2 === 0 ? value : -value));

/** Means over paths of wealth and incidents, of incidents, and of what was spent. */
export interface LedgerMeans {
  readonly held: number;
  readonly incidents: number;
  readonly spent: number;
  /** Standard error of held - spent. */
  readonly error: number;
}

/** Plays the ledger of one group with true e-values against an adversary, on many paths. */
export function playLedger(adversary: Adversary, { paths, seed }: { paths: number; seed: number }): LedgerMeans {
  const layout = layoutFor(
    everyone.map((k) => ({ id: `stream ${k}`, group: 'all', kind: 'mean', components: 1, materiality: [] })),
    'none',
  );
  const state = stateOn(new ArrayBuffer(stateBytes(layout)), layout);
  const draws = drawsFrom(makeRandom(seed));
  let [held, incidents, spent, squares] = [0, 0, 0, 0];
  for (let path = 0; path < paths; path++) {
    const found = playPath(adversary, state, draws, layout);
    const paid = state.spent[0]!; // ! one group
    const gained = found + everyone.reduce((sum, k) => sum + wealthOf(state, layout, k), 0);
    held += gained;
    incidents += found;
    spent += paid;
    squares += (gained - paid) ** 2;
    resetGroup(state, layout, 0);
    state.spent[0] = 0;
  }
  const mean = (held - spent) / paths;
  const error = Math.sqrt(Math.max(0, squares / paths - mean * mean) / paths);
  return { held: held / paths, incidents: incidents / paths, spent: spent / paths, error };
}

function playPath(adversary: Adversary, state: State, draws: Draws, layout: ReturnType<typeof layoutFor>): number {
  const residual = new Float64Array(STREAMS);
  let incidents = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    const held = everyone.map((k) => wealthOf(state, layout, k));
    const past = { held, tick, hasIncident: incidents > 0 };
    if (adversary.stops?.(past)) break;
    const due = adversary.due?.(past, draws) ?? everyone;
    const up = Float64Array.from(adversary.normals(past, draws));
    const wealth = settle(state, layout, 0, { due, income: INCOME, up, down: up, residual, start: tick });
    if (wealth < 1) continue;
    incidents++;
    resetGroup(state, layout, 0);
  }
  return incidents;
}
