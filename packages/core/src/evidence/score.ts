import { studentScore } from '../stats/student-score.ts';
import { assert } from '../std/assert.ts';
import { accept, type Foresight, foresee, levelOf, type Moment } from './baseline.ts';
import type { Layout } from './layout.ts';
import type { State } from './state.ts';
import { addLags, type Whitening, whiteningOf } from './whiten.ts';

/** Fewer degrees of freedom say nothing about a spread. */
const DEGREES_MIN = 3;
/** A level that is made of less than one window foresees nothing. */
const VARIANCE_MAX = 2 + 1e-9;
/** The least deviation beside the size of the value: below it a difference is rounding. */
const ROUNDING = 1e-6;

/** What one step finds out about each component, before anybody bets. */
export interface Scores {
  /** By component: the whitened standardised residual. */
  readonly score: Float64Array;
  /** By component: the residual in units of y. */
  readonly residual: Float64Array;
  /** By component: how far the score may move for nothing (materiality). */
  readonly slack: Float64Array;
  /** By component: 1 when it varies as much as half the noise of sampling, so that its scores may be pooled. */
  readonly isLively: Uint8Array;
  /** By stream: 1 when it has scores in this window. */
  readonly isScored: Uint8Array;
}

/** Nothing found out yet. */
export const noScores = ({ components, streams }: Layout): Scores => ({
  score: new Float64Array(components),
  residual: new Float64Array(components),
  slack: new Float64Array(components),
  isLively: new Uint8Array(components),
  isScored: new Uint8Array(streams),
});

/** What a step works on. */
export interface Work {
  readonly state: State;
  readonly layout: Layout;
  readonly moment: Moment;
  readonly scores: Scores;
  readonly lags: Float64Array;
}

/** Whether the stream's window, given how it is foreseen, can be told from noise at all. */
export const canScore = ({ degrees, variance }: Foresight): boolean =>
  degrees >= DEGREES_MIN && variance <= VARIANCE_MAX;

/**
 * Scores the components of one stream, each before it changes what is known, then learns from them. O(components).
 * @returns how the window was foreseen
 */
export function scoreStream(work: Work, stream: number, y: ArrayLike<number>, n: number): Foresight {
  const { state, layout, moment, scores, lags } = work;
  const common = 2 * layout.nullOf[stream]!; // ! a stream
  const foresight = foresee(state, layout, stream, moment);
  const isFirst = state.windows[stream] === 0 && isBlank(state, layout, stream);
  // ! two lags for each null
  const whitening = whiteningOf(state.lagSums, stream, lags[common]!, lags[common + 1]!); // !
  if (isFirst) for (let j = 0; j < y.length; j++) state.origin[layout.first[stream]! + j] = y[j]!; // ! j < length
  if (canScore(foresight)) {
    scoreComponents(work, stream, { y, n, foresight, whitening });
    scores.isScored[stream] = 1;
  }
  learn(work, stream, y, foresight);
  return foresight;
}

interface Window {
  readonly y: ArrayLike<number>;
  readonly n: number;
  readonly foresight: Foresight;
  readonly whitening: Whitening;
}

function scoreComponents(work: Work, stream: number, { y, n, foresight, whitening }: Window): void {
  const { state, layout, moment, scores } = work;
  const { a1, a2, left } = whitening;
  const { lagSums, lags, origin, squares } = state;
  const from = layout.first[stream]!; // ! a stream, here and below
  const least = layout.noise[stream]! / n; // !
  const materiality = layout.specs[stream]?.materiality ?? [];
  const passed = Math.max(0, 1 - a1 - a2) / left;
  const parts = livelyCount(work, stream, { y, least, degrees: foresight.degrees });
  for (let c = from; c < from + y.length; c++) {
    const start = origin[c]!; // ! a component, and y has one number for each
    const residual = y[c - from]! - start - levelOf(state, layout, c, moment); // !
    const floor = Math.max(least, (ROUNDING * (Math.abs(start) + 1e-6)) ** 2);
    const deviation = Math.sqrt(Math.max(squares[c]! / foresight.degrees, floor) * foresight.variance); // ! a component
    const g = studentScore(residual / deviation, foresight.degrees);
    const [g1, g2] = [lags[2 * c]!, lags[2 * c + 1]!]; // ! two for each component
    scores.residual[c] = residual;
    scores.score[c] = (g - a1 * g1 - a2 * g2) / left;
    scores.slack[c] = ((materiality[c - from] ?? 0) / deviation) * passed;
    if (scores.isLively[c] === 1) addLags(lagSums, stream, [g, g1, g2], parts);
    lags[2 * c + 1] = g1;
    lags[2 * c] = g;
  }
}

/** Marks the components that vary at least half as much as sampling alone would make them, and counts them. */
function livelyCount(
  { state, layout, scores }: Work,
  stream: number,
  { y, least, degrees }: { y: ArrayLike<number>; least: number; degrees: number },
): number {
  const from = layout.first[stream]!; // ! a stream
  let parts = 0;
  for (let c = from; c < from + y.length; c++) {
    const variance = state.squares[c]! / degrees; // ! a component
    const isLively = variance > least / 2 && variance > (ROUNDING * Math.abs(state.origin[c]!)) ** 2; // ! as above
    scores.isLively[c] = isLively ? 1 : 0;
    if (isLively) parts++;
  }
  return parts;
}

function learn({ state, layout, moment }: Work, stream: number, y: ArrayLike<number>, foresight: Foresight): void {
  const { levels, origin, squares } = state;
  const { terms } = layout;
  const { gain, from: term, variance } = foresight;
  const from = layout.first[stream]!; // ! a stream
  for (let c = from; c < from + y.length; c++) {
    const value = y[c - from]!; // ! below length
    assert(Number.isFinite(value), `statistics are finite numbers, not ${value}`);
    const residual = value - origin[c]! - levelOf(state, layout, c, moment); // ! a component
    squares[c]! += (residual * residual) / variance; // ! a component
    const at = c * terms + term;
    for (let i = 0; i < gain.length; i++) levels[at + i]! += residual * gain[i]!; // ! i < gain
  }
  accept(state, layout, stream, moment.cell, foresight);
}

function isBlank({ cellWindows }: State, { cells }: Layout, stream: number): boolean {
  return cellWindows.subarray(stream * cells, (stream + 1) * cells).every((windows) => windows === 0);
}
