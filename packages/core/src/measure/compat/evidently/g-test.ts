import { chiSquaredSf } from '../../../stats/chi-squared.ts';
import { sum } from '../../../stats/sum.ts';
import type { EvidentlyMethod } from './method.ts';

/** Sums that differ by more than the root of the rounding unit are refused. */
const SAME_ROWS = 2 ** -26;

/** The G test against the reference's counts as they are, so that it needs sides of equally many rows. */
export const gTest: EvidentlyMethod = {
  id: 'g_test',
  name: 'g_test',
  kinds: ['cat'],
  threshold: 0.1,
  drift: 'below',
  score: ({ counts, n }) => {
    if (Math.abs(n.reference - n.current) > SAME_ROWS * n.reference) return 'rows-differ';
    const terms = Float64Array.from(
      counts.window,
      (count, k) => (count === 0 ? 0 : count * Math.log(count / counts.reference[k]!)), // ! as many levels
    );
    return terms.length < 2 ? 'one-value' : chiSquaredSf(2 * sum(terms), terms.length - 1);
  },
};
