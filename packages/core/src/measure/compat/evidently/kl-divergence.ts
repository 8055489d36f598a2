import { kullbackLeibler } from '../../../stats/histogram-distance.ts';
import { evidentlyShares, filled } from './bins.ts';
import type { EvidentlyMethod } from './method.ts';

/** The divergence of the reference from the current rows, what is empty filled and both sides scaled to 1 again. */
export const klDivergence: EvidentlyMethod = {
  id: 'kl_div',
  name: 'Kullback-Leibler divergence',
  kinds: ['num', 'cat'],
  threshold: 0.1,
  drift: 'at-least',
  score: (pair) => {
    const { reference, current } = filled(evidentlyShares(pair));
    return kullbackLeibler({ reference, window: current })!; // ! both sides have rows
  },
};
