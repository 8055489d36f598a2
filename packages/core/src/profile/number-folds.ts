import { makeDistinct } from '../stats/distinct-count.ts';
import { mergeSketches, sketchOf } from '../stats/quantile-sketch.ts';
import type { NumberBins } from './bins.ts';
import { missingSlot } from './bins.ts';
import type { ColumnProfile } from './column.ts';
import type { ColumnDetails } from './details.ts';
import { type Bounds, type Drawn, makeDraw } from './draw.ts';
import { EDGES_MAX, edgeSearch, slotOfEdges, tallyEdges } from './edge-search.ts';
import { freezeDrawn } from './freeze-numbers.ts';
import { type Moments, mergeMoments, momentsOfBlock, NO_MOMENTS } from './moments.ts';

/**
 * So many rows are a block: its numbers stay in the cache of the processor. Where blocks begin is a part of what a
 * profile is, because moments are merged block by block: the first with the first row, and each with as many rows.
 */
export const BLOCK_ROWS = 2048;

/** What is done with the numbers of a column: the first n of a block are those of its rows that are there. */
export interface NumberFold {
  add(block: Float64Array, n: number): void;
}

/** A fold that counts numbers on bins. */
export interface Tally extends NumberFold {
  /** The column with what was added counted too, as among so many rows. */
  addedTo(profile: ColumnProfile, rows: number): ColumnProfile;
}

/** Counts numbers on frozen bins. 12 ns a number. */
export function makeTally(bins: NumberBins): Tally {
  const search = edgeSearch(bins);
  const tally = new Uint32Array(EDGES_MAX + 1);
  return {
    add: (block, n) => tallyEdges(search, block, n, tally),
    addedTo(profile, rows) {
      const counts = profile.counts.slice();
      let present = 0;
      for (let below = 0; below <= search.edges; below++) {
        const count = tally[below]!; // ! at most 127 edges
        counts[slotOfEdges(below, search.edges)]! += count; // ! a slot
        present += count;
      }
      counts[missingSlot(bins)]! += rows - present; // ! a slot
      return { ...profile, counts };
    },
  };
}

/** Moments of numbers, beginning with those that are given. */
export function makeMoments(before: Moments = NO_MOMENTS): NumberFold & { moments(): Moments } {
  let moments = before;
  return {
    add: (block, n) => {
      moments = mergeMoments(moments, momentsOfBlock(block, n));
    },
    moments: () => moments,
  };
}

/** What the first look at a column of a reference says: bins for the second, and all that needs no bins. */
export interface FirstLook {
  readonly bins: NumberBins;
  readonly moments: Moments;
  /** The numbers by which the bins were frozen. */
  readonly drawn: Drawn;
}

/** Looks at the numbers of a reference, of which there will be as many as the bounds say. */
export function makeFirstLook(bounds: Bounds, seed = 1): NumberFold & { look(): FirstLook } {
  const [moments, draw] = [makeMoments(), makeDraw(bounds, { seed })];
  return {
    add(block, n) {
      moments.add(block, n);
      draw.add(block, n);
    },
    look() {
      const drawn = draw.drawn();
      return { bins: freezeDrawn(drawn.sorted, moments.moments()), moments: moments.moments(), drawn };
    },
  };
}

/** Counts for the details of a column what passes by. 5 to 10 ns a number. */
export function makeDetails(): NumberFold & { details(drawn: Drawn): ColumnDetails } {
  const distinct = makeDistinct();
  return {
    add: (block, n) => distinct.add(block, n),
    details: (drawn) => ({ sketch: sketchOfDrawn(drawn), distinct: distinct.count() }),
  };
}

/** The sketch of drawn numbers. */
export const sketchOfDrawn = ({ sorted, level, rest }: Drawn): ReturnType<typeof sketchOf> =>
  mergeSketches(sketchOf(sorted, level), sketchOf(rest));
