import {
  type DistinctCount,
  distinctNumbers,
  distinctTexts,
  mergeDistinct,
  noDistinct,
} from '../stats/distinct-count.ts';
import { emptySketch, mergeSketches, type QuantileSketch } from '../stats/quantile-sketch.ts';
import type { Column, NumberColumn } from '../table/table.ts';
import { takeColumn } from '../table/table.ts';
import type { Bins } from './bins.ts';
import { isAtom, ownBins } from './bins.ts';
import {
  type ColumnProfile,
  emptyColumn,
  foldNumbers,
  makeLevelTally,
  presentNumbers,
  type RowPlaces,
} from './column.ts';
import { drawSorted } from './draw.ts';
import { freezeLevels, levelCounts } from './freeze-levels.ts';
import { type FirstLook, makeDetails, makeFirstLook, makeTally, sketchOfDrawn, type Tally } from './number-folds.ts';

/** What is kept of a column of the reference only: a window does without. */
export interface ColumnDetails {
  /** Of the numbers; null for text. */
  readonly sketch: QuantileSketch | null;
  /** How many different values there are, outer blanks of text aside. */
  readonly distinct: DistinctCount;
}

/** A column of a reference, counted on bins that were frozen from it. */
export interface FrozenColumn {
  readonly profile: ColumnProfile;
  readonly details: ColumnDetails;
}

/** The column of a reference: looked at once for its bins, and once more to be counted on them. */
export function freezeColumn(column: Column, { seed = 1 }: { readonly seed?: number } = {}): FrozenColumn {
  const { name } = column;
  if (column.kind === 'text') {
    const counts = levelCounts(column);
    const present = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return freezeTexts(name, counts, column.codes.length - present);
  }
  const present = presentCount(column);
  const [looking, counting] = [makeFirstLook({ least: present, most: present }, seed), makeDetails()];
  foldNumbers(column, null, (block, n) => {
    looking.add(block, n);
    counting.add(block, n);
  });
  const look = looking.look();
  const tally = makeTally(look.bins);
  foldNumbers(column, null, tally.add);
  const profile = freezeNumberColumn(name, look, { tally, rows: column.values.length });
  return { profile, details: counting.details(look.drawn) };
}

/** The column of a reference of text; `counts`: without outer blanks. */
export function freezeTexts(name: string, counts: ReadonlyMap<string, number>, missing: number): FrozenColumn {
  const bins = freezeLevels(counts);
  const tally = makeLevelTally(bins);
  for (const [level, count] of counts) tally.add(level, count);
  tally.add(null, missing);
  return {
    profile: tally.addedTo(emptyColumn(name, bins)),
    details: { sketch: null, distinct: distinctTexts(counts.keys()) },
  };
}

/** The column of a reference of numbers after both looks, the second by a tally on the bins of the first. */
export const freezeNumberColumn = (
  name: string,
  { bins, moments }: FirstLook,
  { tally, rows }: { readonly tally: Tally; readonly rows: number },
): ColumnProfile => ({ ...tally.addedTo(emptyColumn(name, bins), rows), moments });

function presentCount({ values, missing }: NumberColumn): number {
  let count = values.length;
  for (let i = 0; missing !== null && i < missing.length; i++) count -= missing[i]!; // ! i < length
  return count;
}

/** The details of a column without rows. */
export const emptyDetails = (bins: Bins): ColumnDetails => ({
  sketch: bins.kind === 'number' ? emptySketch : null,
  distinct: noDistinct,
});

/** The details of those rows of a column. */
export function detailsOf(column: Column, rows: RowPlaces): ColumnDetails {
  if (column.kind === 'number') return detailsOfNumbers(column, rows);
  const part = rows === null ? column : takeColumn(column, rows);
  return { sketch: null, distinct: part.kind === 'text' ? distinctTexts(levelCounts(part).keys()) : noDistinct };
}

function detailsOfNumbers(column: NumberColumn, rows: RowPlaces): ColumnDetails {
  const present = presentNumbers(column, rows);
  return { sketch: sketchOfDrawn(drawSorted(present)), distinct: distinctNumbers(present) };
}

/** Both as one. */
export const mergeDetails = (a: ColumnDetails, b: ColumnDetails): ColumnDetails => ({
  sketch: a.sketch && b.sketch && mergeSketches(a.sketch, b.sketch),
  distinct: mergeDistinct(a.distinct, b.distinct),
});

/** A value and how many rows have it. */
export interface TopValue {
  readonly value: number | string;
  readonly rows: number;
}

/**
 * The most frequent values, by falling count: the levels of text, and the numbers that have a bin alone, which are
 * those that one row in 32 has. Counts are exact.
 */
export function topValues({ bins, counts }: ColumnProfile, most = 10): TopValue[] {
  const found = Array.from({ length: ownBins(bins) }, (_, bin) => bin).flatMap((bin): TopValue[] => {
    const rows = counts[bin] ?? 0;
    if (rows === 0) return [];
    if (bins.kind === 'levels') return [{ value: bins.levels[bin] ?? '', rows }];
    return isAtom(bins, bin) ? [{ value: bins.edges[bin] ?? 0, rows }] : [];
  });
  return found.sort((a, b) => b.rows - a.rows).slice(0, most);
}
