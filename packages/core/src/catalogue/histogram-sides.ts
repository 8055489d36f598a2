import { aboveSlot, belowSlot, type NumberBins, ownBins, slotCount, slotNames } from '../profile/bins.ts';
import { sum } from '../stats/sum.ts';
import type { Accumulators, Gap } from './define.ts';

/** Window and reference counted on the same bins, as a distance looks at them. */
export interface HistogramSides {
  readonly reference: Float64Array;
  readonly window: Float64Array;
  readonly names: readonly string[];
  /** Rows of the window, and of the reference. */
  readonly n: number;
  readonly size: number;
  /** So many of the first names are pieces of the number line; 0 for text. */
  readonly pieces: number;
}

type Given = Readonly<Record<'window' | 'reference', Pick<Accumulators, 'histogram'>>>;

/**
 * The bins of both sides, missing, outside, other and new included. Left out are those that are empty on both sides,
 * save the levels of text: between two frequent numbers, or beside a reference without missing values, there is nothing
 * that could have moved. A gap where a side has no row.
 */
export function histogramSides({ window, reference }: Given): HistogramSides | Gap {
  const { bins, counts } = reference.histogram;
  const levels = bins.kind === 'levels' ? ownBins(bins) : 0;
  const isUsed = (slot: number): boolean => counts[slot]! > 0 || window.histogram.counts[slot]! > 0; // ! a slot
  const slots = Array.from({ length: slotCount(bins) }, (_, slot) => slot);
  return sidesOf(
    slots.filter((slot) => slot < levels || isUsed(slot)),
    { window, reference },
  );
}

/**
 * The pieces of the number line in their order: below, the bins, above; missing is left out. A gap for text, and where
 * a side has no number.
 */
export function orderedSides({ window, reference }: Given): (HistogramSides & { readonly bins: NumberBins }) | Gap {
  const { bins } = reference.histogram;
  if (bins.kind !== 'number') return { gap: 'not-ordered', n: sum(window.histogram.counts) };
  const slots = [belowSlot(bins), ...Array.from({ length: ownBins(bins) }, (_, bin) => bin), aboveSlot(bins)];
  const sides = sidesOf(slots, { window, reference });
  return 'gap' in sides ? sides : { ...sides, bins };
}

function sidesOf(slots: readonly number[], { window, reference }: Given): HistogramSides | Gap {
  // ! a slot
  const pick = (counts: ArrayLike<number>): Float64Array => Float64Array.from(slots, (slot) => counts[slot]!);
  const names = slotNames(reference.histogram.bins);
  const sides = { reference: pick(reference.histogram.counts), window: pick(window.histogram.counts) };
  const [n, size] = [sum(sides.window), sum(sides.reference)];
  if (n === 0 || size === 0) return { gap: 'too-few-rows', n: Math.min(n, size) };
  const own = reference.histogram.bins.kind === 'levels' ? 0 : ownBins(reference.histogram.bins);
  const pieces = slots.filter((slot) => slot < own).length;
  return { ...sides, names: slots.map((slot) => names[slot]!), n, size, pieces }; // ! a slot
}

/** By how much the share of each bin rose or fell: window less reference. */
export const movedShares = ({ reference, window, names, n, size }: HistogramSides): { of: string; value: number }[] =>
  names.map((of, j) => ({ of, value: window[j]! / n - reference[j]! / size })); // ! as many bins

/** 1/n + 1/N: by which the noise of every distance shrinks. */
export const perRow = ({ n, size }: HistogramSides): number => 1 / n + 1 / size;

/** The shares of both sides taken together: what both are samples of when nothing changed. */
export const pooledShares = ({ reference, window, n, size }: HistogramSides): Float64Array =>
  reference.map((count, j) => (count + window[j]!) / (n + size)); // ! as many bins

/**
 * The bins of a number column put together to about so many of equal mass in the reference, each in the group that its
 * middle falls into; what is outside and missing stays by itself, and so does text. A group is named after its ends.
 */
export function grouped(sides: HistogramSides, groups: number): HistogramSides {
  const { pieces } = sides;
  const total = sum(sides.reference.subarray(0, pieces));
  if (pieces <= groups || total === 0) return sides;
  const keys: number[] = [];
  let passed = 0;
  for (let j = 0; j < sides.names.length; j++) {
    const count = sides.reference[j]!; // ! j < length
    keys.push(j < pieces ? Math.min(groups - 1, Math.floor((groups * (passed + count / 2)) / total)) : groups + j);
    passed += count;
  }
  const places = [...new Set(keys)];
  const folded = (counts: Float64Array): Float64Array =>
    Float64Array.from(places, (key) => sum(counts.filter((_, j) => keys[j] === key)));
  return {
    ...sides,
    pieces: places.filter((key) => key < groups).length,
    reference: folded(sides.reference),
    window: folded(sides.window),
    names: places.map((key) => joined(sides.names.filter((_, j) => keys[j] === key))),
  };
}

/** `[1, 2)` and `[2, 5)` are `[1, 5)` together. */
function joined(names: readonly string[]): string {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (names.length < 2) return first;
  const from = first.startsWith('=') ? first.slice(2) : first.slice(1, first.indexOf(','));
  return last.startsWith('=') ? `[${from}, ${last.slice(2)}]` : `[${from}, ${last.slice(last.indexOf(',') + 2)}`;
}
