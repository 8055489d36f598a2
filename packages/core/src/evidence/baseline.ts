import type { Layout } from './layout.ts';
import { cellOf, type Season, wavesOf } from './season.ts';
import type { State } from './state.ts';
import type { Tick } from './stream.ts';

/** A coefficient of a wave, or a level, that nothing is known of: its variance beside that of the residuals. */
const UNKNOWN = 1e6;

/** Where in the season a window lies. */
export interface Moment {
  readonly cell: number;
  readonly waves: readonly number[];
}

/** The place of a window in the season. */
export const momentOf = (season: Season, tick: Tick): Moment => ({
  cell: cellOf(season, tick),
  waves: wavesOf(season, tick),
});

/** How a window is foreseen by a stream's coefficients, and how it will change them. */
export interface Foresight {
  /** Variance of the residual over that of the noise: 1 and what the coefficients' own uncertainty adds. */
  readonly variance: number;
  readonly degrees: number;
  /** The coefficients that a residual changes, each by its gain. */
  readonly from: number;
  readonly to: number;
}

/** Makes the coefficients of a stream unknown again. */
export function forget(state: State, { terms, cells, waves, first }: Layout, stream: number): void {
  const [from, to] = [first[stream]!, first[stream + 1]!]; // ! streams + 1 places
  state.origin.fill(0, from, to);
  state.squares.fill(0, from, to);
  state.levels.fill(0, from * terms, to * terms);
  state.lags.fill(0, 2 * from, 2 * to);
  state.lagSums.fill(0, 3 * stream, 3 * stream + 3);
  state.lagQueue.fill(0, 6 * stream, 6 * stream + 6);
  state.cellWindows.fill(0, stream * cells, (stream + 1) * cells);
  state.windows[stream] = 0;
  if (waves === 0) return;
  const at = stream * terms * terms;
  state.spread.fill(0, at, at + terms * terms);
  for (let i = 0; i < terms; i++) state.spread[at + i * terms + i] = UNKNOWN;
}

/**
 * How the stream's coefficients foresee the window (Brown, Durbin and Evans 1975; STATISTICS A18); `gain` gets the
 * change of each coefficient per unit of residual. O(terms²) with yearly waves, else O(cells).
 */
export function foresee(state: State, layout: Layout, stream: number, moment: Moment, gain: Float64Array): Foresight {
  const { cells, waves, terms } = layout;
  const windows = state.cellWindows;
  let n = 0;
  let seen = 0;
  for (let cell = stream * cells; cell < (stream + 1) * cells; cell++) {
    const here = windows[cell]!; // ! streams x cells
    n += here;
    if (here > 0) seen++;
  }
  const degrees = n - seen - waves;
  if (waves > 0) return { variance: foreseeWaves(state, layout, stream, moment, gain), degrees, from: 0, to: terms };
  const here = windows[stream * cells + moment.cell]!; // ! cell < cells
  gain[moment.cell] = 1 / (here + 1);
  const variance = here === 0 ? Number.POSITIVE_INFINITY : 1 + 1 / here;
  return { variance, degrees, from: moment.cell, to: moment.cell + 1 };
}

function foreseeWaves(
  { spread }: State,
  { terms, cells }: Layout,
  stream: number,
  { cell, waves }: Moment,
  gain: Float64Array,
): number {
  const at = stream * terms * terms;
  for (let i = 0; i < terms; i++) {
    const row = at + i * terms;
    let value = spread[row + cell]!; // ! a square of terms for each stream, here and below
    for (let w = 0; w < waves.length; w++) value += spread[row + cells + w]! * waves[w]!; // !
    gain[i] = value;
  }
  let variance = 1 + gain[cell]!; // ! cell < terms, here and below
  for (let w = 0; w < waves.length; w++) variance += waves[w]! * gain[cells + w]!; // !
  for (let i = 0; i < terms; i++) gain[i]! /= variance; // ! i < terms
  return variance;
}

/** What a component is expected to be, as a difference from its origin. */
export function levelOf({ levels }: State, { terms, cells }: Layout, component: number, moment: Moment): number {
  const at = component * terms;
  let level = levels[at + moment.cell]!; // ! terms for each component, here and below
  for (let w = 0; w < moment.waves.length; w++) level += levels[at + cells + w]! * moment.waves[w]!; // !
  return level;
}

/** Counts one more window in the certainty of the stream's coefficients, which `gain` has changed. */
export function accept(state: State, layout: Layout, stream: number, cell: number, by: Update): void {
  const { terms, cells, waves } = layout;
  state.windows[stream]!++; // ! a stream
  const at = stream * cells + cell;
  state.cellWindows[at] = Math.min(65_535, state.cellWindows[at]! + 1); // ! streams x cells
  if (waves === 0) return;
  const from = stream * terms * terms;
  for (let i = 0; i < terms; i++) {
    for (let j = 0; j < terms; j++) {
      state.spread[from + i * terms + j]! -= by.gain[i]! * by.gain[j]! * by.variance; // ! i and j < terms
    }
  }
}

interface Update {
  readonly gain: Float64Array;
  readonly variance: number;
}
