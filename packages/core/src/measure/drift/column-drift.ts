import { isGap, type WindowMetric } from '../../catalogue/define.ts';
import { type HistogramSides, histogramSides } from '../../catalogue/histogram-sides.ts';
import { WINDOW_ENTRIES } from '../../catalogue/index.ts';
import type { Severity } from '../../catalogue/severity.ts';
import { aboveSlot, belowSlot, missingSlot, newSlot } from '../../profile/bins.ts';
import type { ColumnProfile } from '../../profile/column.ts';
import { type Bounds, wilson, zOfLevel } from '../../stats/proportion.ts';
import { sum } from '../../stats/sum.ts';
import { measureWindow } from '../window.ts';
import { byChance } from './by-chance.ts';

/** The entry by which a column is said to have moved: it takes numbers and text, empty bins, and ends at 1. */
export const MAIN_ENTRY = 'jensen-shannon';

/** With fewer rows on a side nothing is said to have moved: the bins of the reference hang on each of its rows. */
export const ROWS_LEAST = 30;

/** One entry of drift for one column: a value beside what chance alone gives, or why there is none. */
export interface DriftMeasurement {
  readonly entry: string;
  readonly value: number | null;
  readonly gap?: string;
  readonly noise: number | null;
  readonly severity: Severity;
  /** Value less noise, in units of what is shown as moderate; null where the entry has no such limit. */
  readonly excess: number | null;
  readonly n: number;
}

/** How many cells are missing, new or outside on both sides, the current one with a Wilson interval of 95 %. */
export interface SharePair {
  readonly entry: 'missing-share' | 'new-category-share' | 'out-of-range-share';
  readonly reference: number;
  readonly value: number;
  readonly interval: Bounds;
  readonly n: number;
}

/** What is known of a column on both sides, before columns are put in an order. */
export interface ColumnDrift {
  readonly name: string;
  readonly kind: 'number' | 'text';
  readonly measurements: readonly DriftMeasurement[];
  readonly shares: readonly SharePair[];
  /** The share of each bin that either side uses, in its order. */
  readonly parts: readonly { readonly of: string; readonly reference: number; readonly current: number }[];
  /** The chance of such a difference of the bins where nothing moved; null with fewer than 30 rows on a side. */
  readonly chance: number | null;
  /** Rows of both sides. */
  readonly rows: { readonly reference: number; readonly current: number };
}

/** A column of the current rows measured against the reference by every entry of drift. Both on the same bins. */
export function columnDrift(reference: ColumnProfile, current: ColumnProfile): ColumnDrift {
  const sides = histogramSides({ reference: { histogram: reference }, window: { histogram: current } });
  const rows = { reference: sum(reference.counts), current: sum(current.counts) };
  return {
    name: reference.name,
    kind: reference.bins.kind === 'number' ? 'number' : 'text',
    measurements: WINDOW_ENTRIES.map((entry) => measured(entry, reference, current)),
    shares: sharesOf(reference, current),
    parts: isGap(sides) ? [] : partsOf(sides),
    rows,
    chance: isGap(sides) || Math.min(rows.reference, rows.current) < ROWS_LEAST ? null : byChance(reference, current),
  };
}

function measured(entry: WindowMetric, reference: ColumnProfile, current: ColumnProfile): DriftMeasurement {
  const found = measureWindow(entry, reference, current);
  if (isGap(found)) {
    return { entry: entry.id, value: null, gap: found.gap, noise: null, severity: 'none', excess: null, n: found.n };
  }
  const { value, noise, severity, n } = found;
  const limit = entry.params['moderate']?.default;
  return { entry: entry.id, value, noise, severity, excess: limit ? (value - noise) / limit : null, n };
}

/**
 * The first look at a column, before all of them are there and held against chance together: its main entry where that
 * is beyond its limit. Null where it is not, where rows are few, and for text with unseen texts, which may only be
 * written otherwise.
 */
export function firstLook(reference: ColumnProfile, current: ColumnProfile): DriftMeasurement | null {
  const { bins } = reference;
  if (Math.min(sum(reference.counts), sum(current.counts)) < ROWS_LEAST) return null;
  if (bins.kind === 'levels' && (current.counts[newSlot(bins)] ?? 0) > 0) return null;
  const entry = WINDOW_ENTRIES.find(({ id }) => id === MAIN_ENTRY);
  const look = entry === undefined ? null : measured(entry, reference, current);
  return look !== null && (look.excess ?? 0) >= 1 ? look : null;
}

const partsOf = ({ reference, window, names, n, size }: HistogramSides): ColumnDrift['parts'] =>
  names.map((of, j) => ({ of, reference: reference[j]! / size, current: window[j]! / n })); // ! as many bins

function sharesOf(reference: ColumnProfile, current: ColumnProfile): SharePair[] {
  const { bins } = reference;
  const missing = missingSlot(bins);
  const pair = (entry: SharePair['entry'], slots: readonly number[], isOfPresent: boolean): SharePair[] => {
    const of = ({ counts }: ColumnProfile): readonly [k: number, n: number] => [
      sum(slots.map((slot) => counts[slot]!)), // ! a slot
      sum(counts) - (isOfPresent ? counts[missing]! : 0), // ! a slot
    ];
    const [[k0, n0], [k, n]] = [of(reference), of(current)];
    if (n0 === 0 || n === 0) return [];
    return [{ entry, reference: k0 / n0, value: k / n, interval: wilson(k, n, zOfLevel(0.95)), n }];
  };
  return [
    ...pair('missing-share', [missing], false),
    ...(bins.kind === 'levels'
      ? pair('new-category-share', [newSlot(bins)], true)
      : pair('out-of-range-share', [belowSlot(bins), aboveSlot(bins)], true)),
  ];
}
