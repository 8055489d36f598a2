import { basicBounds, percentileBounds, resampledBca } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';

/** With fewer resamples than this share on one side of the value, BCa's correction for bias has nothing to go by. */
const LEAST_SHARE = 0.025;

/**
 * BCa bounds where the resamples lie around the value. Where nearly all lie on one side (a calibration error near 0 can
 * only grow by resampling), BCa collapses to a point that may miss the value; then the widest of the percentile and the
 * basic bounds are taken, which hold on both sides and err towards too wide.
 */
export function boundsFrom(
  value: number,
  resampled: readonly number[],
  leftOut: readonly number[],
): (tails: Bounds) => Bounds | null {
  let below = 0;
  for (const v of resampled) below += v < value ? 1 : v === value ? 0.5 : 0;
  const share = below / resampled.length;
  if (share >= LEAST_SHARE && share <= 1 - LEAST_SHARE) return resampledBca(value, resampled, leftOut);
  return (tails) => {
    const [first, second] = [percentileBounds(resampled, tails), basicBounds(value, resampled, tails)];
    return first && second && [Math.min(first[0], second[0]), Math.max(first[1], second[1])];
  };
}
