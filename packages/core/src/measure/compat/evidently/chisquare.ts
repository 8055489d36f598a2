import { chiSquaredSf } from '../../../stats/chi-squared.ts';
import { sum } from '../../../stats/sum.ts';
import type { EvidentlyMethod } from './method.ts';

/** One sample against the reference's shares as if they were known: a level that it lacks makes the chance 0. */
export const chisquare: EvidentlyMethod = {
  id: 'chisquare',
  name: 'chi-square p_value',
  kinds: ['cat'],
  threshold: 0.05,
  drift: 'below',
  score: ({ counts, n }) => {
    const ratio = n.current / n.reference;
    const expected = Float64Array.from(counts.reference, (count) => count * ratio);
    const terms = expected.map((mean, k) => (counts.window[k]! - mean) ** 2 / mean); // ! as many levels
    return terms.length < 2 ? 'one-value' : chiSquaredSf(sum(terms), terms.length - 1);
  },
};
