import { medianOf } from '../stats/median.ts';
import type { Fleet, Layout } from './layout.ts';
import { isPooled } from './pooled-null.ts';
import type { Scores } from './score.ts';
import type { State } from './state.ts';

/** From this mean correlation between its streams on, a fleet's median is watched in the place of their common part. */
const CORRELATION_MIN = 0.3;
/** A median of fewer streams is not taken. */
const MEDIAN_MIN = 8;

/** A fleet in one window. */
export interface Common {
  /** The median score of each component over the streams that have one; null where there are too few. */
  readonly medians: Float64Array | null;
  /** How many streams have scores. */
  readonly n: number;
  /** Whether the streams are judged without the median, and the median as a stream. */
  readonly isOn: boolean;
}

/**
 * The mean correlation between the streams of a fleet so far: positive only where they move in the same direction,
 * which is when a median tells something. (Correlations of both signs leave a median near 0; to take it away would
 * change nothing.) 0 before anything was seen.
 */
export function correlationOf({ common }: State, fleet: number): number {
  const squares = common[2 * fleet + 1]!; // ! two sums for each fleet
  return squares > 0 ? common[2 * fleet]! / squares : 0; // ! as above
}

/** Takes the medians of a fleet and adds the window to its correlation; whether it is on was known before. */
export function gather(state: State, layout: Layout, fleet: number, scores: Scores): Common {
  const it = layout.fleets[fleet]!; // ! fleet < fleets
  const isOn = correlationOf(state, fleet) > CORRELATION_MIN && isPooled(state, it.nullWithout);
  const n = it.members.reduce((count, k) => count + scores.isScored[k]!, 0); // ! a stream
  if (n < MEDIAN_MIN) return { medians: null, n, isOn };
  const medians = new Float64Array(it.components);
  const column = new Float64Array(n);
  for (let j = 0; j < it.components; j++) {
    const size = columnOf(it, j, layout, scores, column);
    if (size < MEDIAN_MIN) continue;
    addCorrelation(state, fleet, column.subarray(0, size));
    medians[j] = medianOf(column.subarray(0, size)) ?? 0;
  }
  return { medians, n, isOn };
}

function columnOf({ members }: Fleet, j: number, layout: Layout, scores: Scores, into: Float64Array): number {
  let size = 0;
  for (let i = 0; i < members.length; i++) {
    const k = members[i]!; // ! i < length
    const c = layout.first[k]! + j; // ! a stream, here and below
    if (c >= layout.first[k + 1]! || scores.isScored[k] === 0 || scores.isLively[c] === 0) continue; // !
    into[size++] = scores.score[c]!; // ! a component
  }
  return size;
}

/** Scores are clipped, so that one window of one stream cannot make a correlation. */
function addCorrelation({ common }: State, fleet: number, column: Float64Array): void {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < column.length; i++) {
    const x = Math.min(3.5, Math.max(-3.5, column[i]!)); // ! i < length
    sum += x;
    squares += x * x;
  }
  common[2 * fleet]! += (sum * sum - squares) / (column.length - 1); // ! two sums for each fleet
  common[2 * fleet + 1]! += squares; // ! as above
}
