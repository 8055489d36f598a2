import { normalQuantile } from '../stats/normal.ts';
import { studentCdf } from '../stats/student.ts';
import { NULL_BINS } from './layout.ts';
import type { State } from './state.ts';

/** Bins per unit of |score|; the last bin is open. */
const BINS_PER_UNIT = 32;
/** Below this many scores the tail of Student's t with 5 degrees stands in (STATISTICS 2.3 point 4). */
const SCORES_MIN = 5000;
const REFRESH_WINDOWS = 30;

/** Before anything was pooled, a null has the cautious tail. */
export function fillScores(state: State, nulls: number): void {
  for (let at = 0; at < nulls; at++) state.scores.set(cautiousScores(), at * (NULL_BINS + 1));
}

/** The bin of a score. */
export const binOf = (score: number): number => Math.min(NULL_BINS - 1, Math.floor(Math.abs(score) * BINS_PER_UNIT));

/** The normal score that is as rare as this score among those that were pooled; straight between the bins' edges. */
export function normalScoreOf(score: number, scores: Float32Array, from: number): number {
  const place = Math.min(NULL_BINS - 1, Math.abs(score) * BINS_PER_UNIT);
  const bin = Math.floor(place);
  const low = scores[from + bin]!; // ! bin < NULL_BINS, and a null has one more edge than bins
  const size = low + (place - bin) * (scores[from + bin + 1]! - low); // ! as above
  return score < 0 ? -size : size;
}

/** Counts one more window; after 30 the queued scores join the pool, or as soon as there are enough at all. */
export function refresh(state: State, at: number): void {
  const { pooled, queued, scores, unrefreshed } = state;
  const from = at * NULL_BINS;
  const before = total(pooled, from);
  const isFirst = before < SCORES_MIN && before + total(queued, from) >= SCORES_MIN;
  unrefreshed[at]!++; // ! at < nulls
  if (unrefreshed[at]! < REFRESH_WINDOWS && !isFirst) return; // ! as above
  unrefreshed[at] = 0;
  for (let bin = from; bin < from + NULL_BINS; bin++) {
    pooled[bin]! += queued[bin]!; // ! both have NULL_BINS for each null
    queued[bin] = 0;
  }
  const all = total(pooled, from);
  if (all < SCORES_MIN) return;
  let beyond = 0;
  for (let bin = NULL_BINS - 1; bin >= 0; bin--) {
    const edge = at * (NULL_BINS + 1) + bin;
    if (bin === NULL_BINS - 1) scores[edge + 1] = scoreOf(1 / (1 + all));
    beyond += pooled[from + bin]!; // ! as above
    scores[edge] = scoreOf((1 + beyond) / (1 + all));
  }
}

/** Whether enough scores were pooled at the last refresh to trust the null. */
export const isPooled = ({ pooled }: State, at: number): boolean => total(pooled, at * NULL_BINS) >= SCORES_MIN;

const scoreOf = (p: number): number => Math.max(0, -normalQuantile(p / 2));

function total(counts: Uint32Array, from: number): number {
  let all = 0;
  for (let bin = from; bin < from + NULL_BINS; bin++) all += counts[bin]!; // ! a whole null
  return all;
}

let cautious: Float32Array | null = null;

function cautiousScores(): Float32Array {
  cautious ??= Float32Array.from({ length: NULL_BINS + 1 }, (_, edge) =>
    scoreOf(2 * studentCdf(-edge / BINS_PER_UNIT, 5)),
  );
  return cautious;
}
