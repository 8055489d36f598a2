import { countsOnEdges, edgesByRule } from '../../../stats/equal-bins.ts';
import type { TwoCounts } from '../../../stats/histogram-distance.ts';
import type { LevelCounts } from './method.ts';

/** Counts of the reference and of a window on the same bins; null for an empty window. */
export type Counter<V> = (window: V) => TwoCounts | null;

/** Bins of equal width by Doane on the reference; rows of a window beyond them are one bin more, empty there. */
export function doaneCounter(reference: Float64Array): Counter<Float64Array> {
  const edges = edgesByRule(reference, 'doane', { isWhole: false });
  const counts = countsOnEdges(reference, edges);
  return (window) => (window.length === 0 ? null : withRest(counts, countsOnEdges(window, edges), window.length));
}

/** The levels of the reference; all others of a window are one bin more. */
export function levelCounter(reference: LevelCounts): Counter<LevelCounts> {
  const levels = [...reference.keys()];
  const counts = Float64Array.from(reference.values());
  return (window) => {
    const rows = [...window.values()].reduce((total, count) => total + count, 0);
    const found = Float64Array.from(levels, (level) => window.get(level) ?? 0);
    return rows === 0 ? null : withRest(counts, found, rows);
  };
}

function withRest(reference: Float64Array, window: Float64Array, rows: number): TwoCounts {
  const rest = rows - window.reduce((total, count) => total + count, 0);
  return rest > 0 ? { reference: [...reference, 0], window: [...window, rest] } : { reference, window };
}
