import {
  type DistinctCount,
  distinctNumbers,
  distinctTexts,
  mergeDistinct,
  noDistinct,
} from '../stats/distinct-count.ts';
import { emptySketch, mergeSketches, type QuantileSketch, sketchOf } from '../stats/quantile-sketch.ts';
import type { Column, NumberColumn } from '../table/table.ts';
import { takeColumn } from '../table/table.ts';
import type { Bins } from './bins.ts';
import { isAtom, ownBins } from './bins.ts';
import { type ColumnProfile, presentNumbers, type RowPlaces } from './column.ts';
import { freezeLevels, levelCounts } from './freeze-levels.ts';
import { type Drawn, drawSorted, freezeNumbers } from './freeze-numbers.ts';

/** What is kept of a column of the reference only: a window does without. */
export interface ColumnDetails {
  /** Of the numbers; null for text. */
  readonly sketch: QuantileSketch | null;
  /** How many different values there are, outer blanks of text aside. */
  readonly distinct: DistinctCount;
}

/** The bins of a column of the reference, and its details: the numbers are put in order once for both. */
export function freezeColumn(
  column: Column,
  { seed = 1 }: { readonly seed?: number } = {},
): { readonly bins: Bins; readonly details: ColumnDetails } {
  if (column.kind === 'text') return { bins: freezeLevels(column), details: detailsOf(column, null) };
  const present = presentNumbers(column);
  const drawn = drawSorted(present, { seed });
  return { bins: freezeNumbers(present, drawn), details: ofNumbers(present, drawn) };
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
  return ofNumbers(present, drawSorted(present));
}

const ofNumbers = (present: Float64Array, { sorted, level, rest }: Drawn): ColumnDetails => ({
  sketch: mergeSketches(sketchOf(sorted, level), sketchOf(rest)),
  distinct: distinctNumbers(present),
});

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
