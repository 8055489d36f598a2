import { bca } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';
import { makeRandom } from '../std/random.ts';
import { drawCopies, leaveCopiesOut } from './draws.ts';
import type { Estimate } from './quantity.ts';
import { isInside, moved } from './scale.ts';
import type { Spread } from './spread.ts';

const DRAWS = 2000;

/**
 * BCa bounds on the linearised value: units are resampled, and each adds its part of the influence. It sees what the
 * normal approximation misses where few units carry the variance (their skewness), for any metric, at the cost of a sum
 * a draw. With this many rows the value itself is near enough to linear; below, `resampledBounds` asks it again.
 * Source: Efron 1987, for a linear statistic.
 */
export function linearBounds(
  { value, scale }: Estimate,
  { parts, times }: Spread,
  seed: number,
): ((tails: Bounds) => Bounds | null) | null {
  if (parts.length < 2 || !isInside(value, scale)) return null;
  const random = makeRandom(seed);
  const copies = times ?? new Float64Array(parts.length).fill(1);
  const all = Int32Array.from(parts.keys());
  const drawn = { copies, parts: [all], isCounted: times !== null };
  let total = 0;
  for (let i = 0; i < parts.length; i++) total += copies[i]! * parts[i]!; // ! as many copies
  const at = (drawnTimes: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < parts.length; i++) sum += drawnTimes[i]! * parts[i]!; // ! as many
    return moved(value, sum - total, scale);
  };
  const resampled = Array.from({ length: DRAWS }, () => at(drawCopies(drawn, random)));
  const leftOut = Array.from(leaveCopiesOut(copies, random), at);
  return (tails) => bca(value, resampled, leftOut, tails);
}
