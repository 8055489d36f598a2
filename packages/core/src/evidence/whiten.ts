import type { Layout } from './layout.ts';
import type { State } from './state.ts';

/** How many windows the kind's common correlations count for beside a stream's own. */
const PRIOR_WINDOWS = 5;
/** Residuals beyond this count as this in the correlations, so that one window cannot make them. */
const CLIP = 3.5;
/** The least share of a residual's variance that is left after what its predecessors explain. */
const LEFT_MIN = 0.05;

/** Second-order autoregression of the standardised residuals, from windows before this one alone. */
export interface Whitening {
  readonly a1: number;
  readonly a2: number;
  /** Standard deviation of what the two predecessors leave. */
  readonly left: number;
}

/** By null: the correlations at lag 1 and 2 over all streams whose scores are pooled there. */
export function commonLags({ lagSums }: State, { streams, nullOf, nulls }: Layout): Float64Array {
  const sums = new Float64Array(3 * nulls);
  for (let k = 0; k < streams; k++) {
    const at = 3 * nullOf[k]!; // ! k < streams
    for (let lag = 0; lag < 3; lag++) sums[at + lag]! += lagSums[3 * k + lag]!; // ! three sums for each stream and null
  }
  const lags = new Float64Array(2 * nulls);
  for (let at = 0; at < nulls; at++) {
    const square = sums[3 * at]!; // ! at < nulls, here and below
    if (square <= 0) continue;
    lags[2 * at] = sums[3 * at + 1]! / square; // ! at < nulls
    lags[2 * at + 1] = sums[3 * at + 2]! / square; // ! at < nulls
  }
  return lags;
}

/**
 * The stream's own correlations shrunk towards those of its kind, as the Yule-Walker coefficients. A correlation that
 * is estimated beside a mean comes out too small; what is missing on average is given back (Kendall 1954, Marriott and
 * Pope 1954): (1 + 3 r) / n at lag 1, ((1 + r)² + 4 r²) / n at lag 2. Else autocorrelated streams alarm too often.
 */
export function whiteningOf(lagSums: Float32Array, stream: number, common1: number, common2: number): Whitening {
  // ! three sums for each stream
  const square = lagSums[3 * stream]! + PRIOR_WINDOWS; // !
  const small1 = (lagSums[3 * stream + 1]! + PRIOR_WINDOWS * common1) / square; // !
  const small2 = (lagSums[3 * stream + 2]! + PRIOR_WINDOWS * common2) / square; // ! as above
  const r1 = clip(small1 + (1 + 3 * small1) / square, -0.5, 0.97);
  const r2 = small2 + ((1 + small1) ** 2 + 4 * small1 ** 2) / square;
  const rest = 1 - r1 * r1;
  const a1 = (r1 * (1 - r2)) / rest;
  const a2 = clip((r2 - r1 * r1) / rest, -0.5, 0.5);
  return { a1, a2, left: Math.sqrt(Math.max(LEFT_MIN, 1 - a1 * r1 - a2 * r2)) };
}

/** Adds a component's residual g and its predecessors to the stream's block; the sums are means over `parts`. */
export function addLags(queue: Float32Array, stream: number, parts: number, g: number, g1: number, g2: number): void {
  const now = clip(g, -CLIP, CLIP) / parts;
  const at = 6 * stream;
  queue[at]! += now * now * parts; // ! six sums for each stream, here and below
  queue[at + 1]! += now * clip(g1, -CLIP, CLIP); // !
  queue[at + 2]! += now * clip(g2, -CLIP, CLIP); // ! as above
}

/**
 * Takes the block that has aged a whole block into use and lets the present one age. The correlations that whiten a
 * window are then one to two blocks old: a shift, whose residuals all point one way, would otherwise be taken for
 * autocorrelation within ten windows and be whitened away before the bets have grown.
 */
export function ageLags({ lagSums, lagQueue }: State, stream: number): void {
  for (let lag = 0; lag < 3; lag++) {
    lagSums[3 * stream + lag]! += lagQueue[6 * stream + 3 + lag]!; // ! three and six sums for each stream
    lagQueue[6 * stream + 3 + lag] = lagQueue[6 * stream + lag]!; // ! as above
    lagQueue[6 * stream + lag] = 0;
  }
}

const clip = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);
