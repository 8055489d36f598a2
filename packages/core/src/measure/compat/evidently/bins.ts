import { countsOnEdges, edgesByRule } from '../../../stats/equal-bins.ts';
import { pooled } from '../../../stats/pooled-ranks.ts';
import type { EvidentlyPair } from './pair.ts';

/** Shares of both sides by bin. */
export interface BinnedShares {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** A reference with this many distinct numbers or fewer is taken level by level. */
const LEVELS_MAX = 20;

/**
 * Shares by bin for psi, kl_div and jensenshannon: bins of equal width by Sturges over both sides together, so they
 * move with the current rows; each distinct value alone for levels and where the reference has few.
 */
export function evidentlyShares({ kind, numbers, counts, n, distinct }: EvidentlyPair): BinnedShares {
  const share = (of: ArrayLike<number>, rows: number) => Float64Array.from(of, (count) => count / rows);
  if (kind === 'cat' || numbers === null || distinct.reference <= LEVELS_MAX) {
    return { reference: share(counts.reference, n.reference), current: share(counts.window, n.current) };
  }
  const edges = edgesByRule(pooled(numbers.reference, numbers.current), 'sturges', numbers);
  return {
    reference: share(countsOnEdges(numbers.reference, edges), n.reference),
    current: share(countsOnEdges(numbers.current, edges), n.current),
  };
}

/** At or below this share a side's least share is taken for the measure of what is put in place of nothing. */
const SMALL = 1e-4;

/** Shares in which 0 is replaced, each side by its own: a millionth of its least share, or 0.0001 if that is more. */
export function filled({ reference, current }: BinnedShares): BinnedShares {
  const fill = (shares: Float64Array): Float64Array => {
    const least = shares.reduce((low, share) => (share > 0 && share < low ? share : low), Infinity);
    const given = least <= SMALL ? least / 1e6 : SMALL;
    return shares.map((share) => (share === 0 ? given : share));
  };
  return { reference: fill(reference), current: fill(current) };
}
