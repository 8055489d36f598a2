import { nextFloat } from '../stats/next-float.ts';

/**
 * Bins of numbers: bin j holds [edges[j], edges[j + 1]). The edges rise; the first is the least number of the
 * reference, the last the double after its greatest. No edges at all where the reference had no number.
 */
export interface NumberBins {
  readonly kind: 'number';
  readonly edges: Float64Array;
}

/** Bins of text: one for each frequent level, without outer blanks. */
export interface LevelBins {
  readonly kind: 'levels';
  readonly levels: readonly string[];
  /**
   * Hashes, rising, of the known levels that share the bin `other`: their names are not kept. A new level is taken for
   * one of them with a chance of their number in 2^32, at most 1.5e-5.
   */
  readonly rare: Uint32Array;
  /** There were more rare levels than are kept: whatever has no bin counts as other, and nothing as new. */
  readonly isOpen: boolean;
}

/** Bins that were frozen with the reference. */
export type Bins = NumberBins | LevelBins;

/**
 * How many bins belong to values of the reference. The counts of a column stand in this order: these bins, then for
 * numbers below, above, missing, and for text other, new, missing.
 */
export const ownBins = (bins: Bins): number =>
  bins.kind === 'levels' ? bins.levels.length : Math.max(0, bins.edges.length - 1);

/** How many counts a column has. */
export const slotCount = (bins: Bins): number => ownBins(bins) + 3;

/** Where a count stands. */
export const belowSlot = (bins: NumberBins): number => ownBins(bins);
/** Where a count stands. */
export const aboveSlot = (bins: NumberBins): number => ownBins(bins) + 1;
/** Where a count stands. */
export const otherSlot = (bins: LevelBins): number => ownBins(bins);
/** Where a count stands. */
export const newSlot = (bins: LevelBins): number => ownBins(bins) + 1;
/** Where a count stands. */
export const missingSlot = (bins: Bins): number => ownBins(bins) + 2;

const namesKept = new WeakMap<Bins, readonly string[]>();

/**
 * A name for each count, made once: `[1.5, 2.25)`, `= 3` where a bin holds one number alone, `below`, `above`, a level
 * in double quotes, `other`, `new`, `missing`.
 */
export function slotNames(bins: Bins): readonly string[] {
  const names = namesKept.get(bins) ?? namesOf(bins);
  namesKept.set(bins, names);
  return names;
}

function namesOf(bins: Bins): readonly string[] {
  if (bins.kind === 'levels') return [...bins.levels.map((level) => JSON.stringify(level)), 'other', 'new', 'missing'];
  const { edges } = bins;
  const names = Array.from({ length: ownBins(bins) }, (_, j) => {
    const [from, to] = [edges[j]!, edges[j + 1]!]; // ! j + 1 < edges
    return isAtom(bins, j) ? `= ${short(from)}` : `[${short(from)}, ${short(to)})`;
  });
  return [...names, 'below', 'above', 'missing'];
}

/** Whether bin j holds one number alone. */
export const isAtom = ({ edges }: NumberBins, j: number): boolean => edges[j + 1] === nextFloat(edges[j]!); // ! a bin

/** Six digits: enough to tell the bins of one column apart, and no more than a person reads. */
const short = (x: number): string => String(Number(x.toPrecision(6)));

/** Whether counts on the one may be added to counts on the other. */
export function areSameBins(a: Bins, b: Bins): boolean {
  if (a === b) return true;
  if (a.kind === 'number') return b.kind === 'number' && areSame(a.edges, b.edges);
  if (b.kind === 'number') return false;
  return a.isOpen === b.isOpen && areSame(a.levels, b.levels) && areSame(a.rare, b.rare);
}

function areSame<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
