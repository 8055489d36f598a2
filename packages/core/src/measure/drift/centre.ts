import { belowSlot, isAtom, ownBins } from '../../profile/bins.ts';
import type { ColumnProfile } from '../../profile/column.ts';

/**
 * The middle number of a column, from its bins: within one, numbers are taken to lie evenly. Null for text, without
 * numbers, and where the middle lies outside everything that the reference has seen and no end is known. O(bins).
 */
export function centreOf({ bins, counts, moments }: ColumnProfile): number | null {
  if (bins.kind !== 'number' || moments === null || moments.n === 0) return null;
  const own = ownBins(bins);
  const below = counts[belowSlot(bins)]!; // ! a slot
  let left = moments.n / 2 - below;
  const [first, last] = [bins.edges[0] ?? moments.least, bins.edges.at(-1) ?? moments.greatest];
  if (left < 0) return between(moments.least, Math.min(first, moments.greatest), 1 + left / below);
  for (let bin = 0; bin < own; bin++) {
    const count = counts[bin]!; // ! a bin
    if (left <= count && count > 0) {
      const [from, to] = [bins.edges[bin]!, bins.edges[bin + 1]!]; // ! a bin has ends
      return isAtom(bins, bin) ? from : between(from, to, left / count);
    }
    left -= count;
  }
  const above = moments.n - below - counts.subarray(0, own).reduce((total, count) => total + count, 0);
  return above > 0 ? between(Math.max(last, moments.least), moments.greatest, left / above) : null;
}

const between = (from: number, to: number, share: number): number => from + share * (to - from);
