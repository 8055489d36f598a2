import { openPanel, type Panel } from '../../packages/core/src/evidence/panel.ts';
import type { Season } from '../../packages/core/src/evidence/season.ts';
import { type Evidence, step, warm } from '../../packages/core/src/evidence/step.ts';
import type { Reading, StreamSpec } from '../../packages/core/src/evidence/stream.ts';

/** How streams are put together: all in one group, or each by itself, which is what STATISTICS calls per-stream. */
export type Grouping = 'group' | 'per-stream';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2024, 0, 1);

/** Something that is given one day after another. */
export interface Watch {
  /** Takes the shares below nine cuts, streams x 9, of `rows` rows each; null on days of the reference. */
  next(y: readonly Float64Array[], rows: number): Evidence | null;
}

/** A panel over streams of cumulative shares, with the budget of the tests: one false alarm in 30 days. */
export function watchShares(given: {
  readonly components: readonly number[];
  readonly grouping: Grouping;
  readonly referenceDays: number;
  readonly season?: Season;
}): Watch {
  const { components, grouping, referenceDays, season = 'day-of-week' } = given;
  const specs = components.map(
    (count, k): StreamSpec => ({
      id: `stream ${k}`,
      group: grouping === 'group' ? 'all' : `stream ${k}`,
      kind: 'shares',
      components: count,
      materiality: [],
    }),
  );
  let panel: Panel = openPanel(specs, { season, budget: { falseAlarms: 1, perMs: 30 * DAY }, windowMs: DAY });
  let day = 0;
  return {
    next(y, n) {
      const readings = specs.map(({ id }, k): Reading => ({ stream: id, n, y: y[k]! })); // ! one for each stream
      const start = MONDAY + day * DAY;
      const tick = { start, end: start + DAY, at: start + DAY };
      if (day++ < referenceDays) {
        panel = warm(panel, readings, tick);
        return null;
      }
      const next = step(panel, readings, tick);
      panel = next.panel;
      return next.evidence;
    },
  };
}

/** Day of the history from a time that a watch used. */
export const dayOf = (time: number): number => Math.round((time - MONDAY) / DAY);

/** Shares below nine cuts out of counts in ten bins, variance-stabilised. */
export function nineShares(counts: ArrayLike<number>, from: number, rows: number, into: Float64Array): void {
  let below = 0;
  for (let j = 0; j < 9; j++) {
    below += counts[from + j]!; // ! ten bins
    into[j] = Math.asin(Math.sqrt((below + 3 / 8) / (rows + 3 / 4)));
  }
}
