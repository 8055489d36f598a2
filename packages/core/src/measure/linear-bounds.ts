import { resampledBca } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';
import { makeRandom } from '../std/random.ts';
import { copyDrawer, leaveCopiesOut } from './draws.ts';
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
  spread: Spread,
  seed: number,
): ((tails: Bounds) => Bounds | null) | null {
  const { times } = spread;
  const parts = spread.parts();
  if (parts.length < 2 || !isInside(value, scale)) return null;
  const random = makeRandom(seed);
  const copies = times ?? new Float64Array(parts.length).fill(1);
  const all = Int32Array.from(parts.keys());
  const draw = copyDrawer({ copies, parts: [all], isCounted: times !== null });
  const into = new Float64Array(parts.length);
  let total = 0;
  for (let i = 0; i < parts.length; i++) total += copies[i]! * parts[i]!; // ! as many copies
  const at = (drawnTimes: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < parts.length; i++) sum += drawnTimes[i]! * parts[i]!; // ! as many
    return moved(value, sum - total, scale);
  };
  const resampled = Array.from({ length: DRAWS }, () => at(draw(random, into)));
  const leftOut: number[] = [];
  for (const out of leaveCopiesOut(copies, random)) {
    const found = at(out.times);
    for (let way = 0; way < out.ways; way++) leftOut.push(found);
  }
  return resampledBca(value, resampled, leftOut);
}
