import { fisherExact } from '../../../stats/fisher-exact.ts';
import type { EvidentlyMethod } from './method.ts';

/** Fisher's test of two levels, for sides of equally many rows only. */
export const fisherExactTest: EvidentlyMethod = {
  id: 'fisher_exact',
  name: "Fisher's Exact test",
  kinds: ['cat'],
  threshold: 0.1,
  drift: 'below',
  score: ({ counts, n }) => {
    const levels = [counts.reference, counts.window].map(
      (side) => Array.from(side).filter((count) => count > 0).length,
    );
    if (levels.some((count) => count > 2)) return 'more-than-two-levels';
    if (n.reference !== n.current) return 'rows-differ';
    if (counts.reference.length > 2) return 1;
    const k1 = counts.window[0] ?? 0;
    return fisherExact({ k1, n1: n.current, k2: counts.reference[0] ?? 0, n2: n.reference }).twoSided;
  },
};
