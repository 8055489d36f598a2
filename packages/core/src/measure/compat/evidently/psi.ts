import { sum } from '../../../stats/sum.ts';
import { evidentlyShares, filled } from './bins.ts';
import type { EvidentlyMethod } from './method.ts';

/** The population stability index, what is empty filled. */
export const psi: EvidentlyMethod = {
  id: 'psi',
  name: 'PSI',
  kinds: ['num', 'cat'],
  threshold: 0.1,
  drift: 'at-least',
  score: (pair) => {
    const { reference, current } = filled(evidentlyShares(pair));
    const terms = reference.map((p, k) => (current[k]! - p) * Math.log(current[k]! / p)); // ! as many bins
    return sum(terms);
  },
};
