import { studentScore } from '../stats/student-score.ts';
import { assert } from '../std/assert.ts';
import { accept, type Foresight, foresee, levelOf, type Moment } from './baseline.ts';
import type { Layout } from './layout.ts';
import type { State } from './state.ts';
import { addLags, ageLags, type Whitening, whiteningOf } from './whiten.ts';

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
  /** By component: how far the score moves by the largest shift that does not matter (materiality). */
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
  /** Room for the gain of one stream, by coefficient. */
  readonly gain: Float64Array;
  /** Windows for which residuals age before their correlations are used; 0 uses them at once (a reference). */
  readonly lagBlock: number;
  /** Windows that a stream must know before it is judged. */
  readonly windowsMin: number;
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
  const foresight = foresee(state, layout, stream, moment, work.gain);
  const from = layout.first[stream]!; // ! a stream
  if (isBlank(state, layout, stream)) for (let j = 0; j < y.length; j++) state.origin[from + j] = y[j]!; // ! j < length
  for (let j = 0; j < y.length; j++) {
    const residual = y[j]! - state.origin[from + j]! - levelOf(state, layout, from + j, moment); // ! a component
    assert(Number.isFinite(residual), 'statistics are finite numbers');
    scores.residual[from + j] = residual;
  }
  if (canScore(foresight)) {
    const common = 2 * layout.nullOf[stream]!; // ! a stream
    // ! two lags for each null
    const whitening = whiteningOf(state.lagSums, stream, lags[common]!, lags[common + 1]!); // !
    scoreComponents(work, stream, { n, foresight, whitening });
    scores.isScored[stream] = 1;
  }
  learn(work, stream, foresight);
  const windows = state.windows[stream]!; // ! a stream
  if (work.lagBlock === 0 || windows < work.windowsMin) {
    ageLags(state, stream);
    ageLags(state, stream);
  } else if (windows % work.lagBlock === 0) ageLags(state, stream);
  accept(state, layout, stream, moment.cell, { gain: work.gain, variance: foresight.variance });
  return foresight;
}

interface Window {
  readonly n: number;
  readonly foresight: Foresight;
  readonly whitening: Whitening;
}

/** The hot loop: a logarithm and two roots for each component. */
function scoreComponents(work: Work, stream: number, { n, foresight, whitening }: Window): void {
  const { state, layout, scores } = work;
  const { a1, a2, left } = whitening;
  const { degrees, variance } = foresight;
  const { lagQueue, lags, origin, squares } = state;
  const [from, to] = [layout.first[stream]!, layout.first[stream + 1]!]; // ! streams + 1 places
  const least = layout.noise[stream]! / n; // ! a stream
  const materiality = layout.specs[stream]?.materiality ?? [];
  const passed = Math.max(0, 1 - a1 - a2) / left;
  const parts = livelyCount(work, stream, { least, degrees });
  for (let c = from; c < to; c++) {
    const rounding = ROUNDING * (Math.abs(origin[c]!) + ROUNDING); // ! a component, here and below
    const noise = Math.max(squares[c]! / degrees, least, rounding * rounding); // !
    const deviation = Math.sqrt(noise * variance);
    const g = studentScore(scores.residual[c]! / deviation, degrees); // ! a component
    const g1 = lags[2 * c]!; // ! two for each component, here and below
    const g2 = lags[2 * c + 1]!; // !
    scores.score[c] = (g - a1 * g1 - a2 * g2) / left;
    const slack = materiality[c - from];
    scores.slack[c] = slack === undefined ? 0 : (slack / deviation) * passed;
    if (scores.isLively[c] === 1) addLags(lagQueue, stream, parts, g, g1, g2);
    lags[2 * c + 1] = g1;
    lags[2 * c] = g;
  }
}

/** Marks the components that vary at least half as much as sampling alone would make them, and counts them. */
function livelyCount(
  { state, layout, scores }: Work,
  stream: number,
  { least, degrees }: { least: number; degrees: number },
): number {
  const [from, to] = [layout.first[stream]!, layout.first[stream + 1]!]; // ! streams + 1 places
  let parts = 0;
  for (let c = from; c < to; c++) {
    const rounding = ROUNDING * state.origin[c]!; // ! a component, here and below
    const variance = state.squares[c]! / degrees; // !
    const isLively = variance > least / 2 && variance > rounding * rounding;
    scores.isLively[c] = isLively ? 1 : 0;
    if (isLively) parts++;
  }
  return parts;
}

function learn(work: Work, stream: number, { from: term, to, variance }: Foresight): void {
  const { state, layout, scores, gain } = work;
  const { levels, squares } = state;
  const { terms } = layout;
  const end = layout.first[stream + 1]!; // ! streams + 1 places
  for (let c = layout.first[stream]!; c < end; c++) {
    // ! as above
    const residual = scores.residual[c]!; // ! a component, here and below
    squares[c]! += (residual * residual) / variance; // ! as above
    for (let i = term; i < to; i++) levels[c * terms + i]! += residual * gain[i]!; // ! i < terms of c
  }
}

function isBlank({ cellWindows, windows }: State, { cells }: Layout, stream: number): boolean {
  if (windows[stream] !== 0) return false;
  return cellWindows.subarray(stream * cells, (stream + 1) * cells).every((count) => count === 0);
}
