import type { Measured } from './interval.ts';

/**
 * How sure the data are that the value lies beyond a limit: the smallest one-sided level whose bound clears it (between
 * 1e-9 and 0.5; 1 where not even the value does). By inverting the interval, so it agrees with the bounds that people
 * see, whatever their method. Not shown to anyone: Holm's order needs it.
 */
export function levelThatClears(measured: Measured, side: 'above' | 'below', limit: number): number {
  const clears = (level: number): boolean => {
    const bounds = measured.boundsAt(side === 'above' ? [level, 0.5] : [0.5, 1 - level]);
    return bounds !== null && (side === 'above' ? bounds[0] > limit : bounds[1] < limit);
  };
  let high = 0.499;
  if (!clears(high)) return 1;
  let low = 1e-9;
  if (clears(low)) return low;
  // Levels differ by orders of magnitude: halve on the logarithm.
  for (let i = 0; i < 50 && high / low > 1 + 1e-6; i++) {
    const middle = Math.sqrt(low * high);
    if (clears(middle)) high = middle;
    else low = middle;
  }
  return high;
}
