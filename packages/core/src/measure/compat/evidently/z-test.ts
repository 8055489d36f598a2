import { normalCdf } from '../../../stats/normal.ts';
import type { EvidentlyMethod } from './method.ts';

/** The test of two shares, of the level that is first in order, with one share for both. */
export const zTest: EvidentlyMethod = {
  id: 'z',
  name: 'Z-test p_value',
  kinds: ['cat'],
  threshold: 0.05,
  drift: 'below',
  score: ({ counts, n }) => {
    if (counts.reference.length < 2) return 1;
    const [p, q] = [1 - counts.reference[0]! / n.reference, 1 - counts.window[0]! / n.current]; // ! there are levels
    const share = (p * n.reference + q * n.current) / (n.reference + n.current);
    // From 1, as there: chances below the rounding of 1 are 0.
    return 2 * (1 - normalCdf(Math.abs(p - q) / Math.sqrt(share * (1 - share) * (1 / n.reference + 1 / n.current))));
  },
};
