import { sum } from '../../../stats/sum.ts';
import { frourosMasses } from './bins.ts';
import { distance, type FrourosMethod } from './method.ts';

/** The divergence of the current masses from the reference's, neither scaled to 1: infinite where one is empty. */
export const klDivergence: FrourosMethod = {
  id: 'KL',
  name: 'Kullback-Leibler divergence',
  measure: (pair) => {
    const { reference, current } = frourosMasses(pair);
    return distance(sum(current.map((q, k) => (q === 0 ? 0 : q * Math.log(q / reference[k]!))))); // ! as many masses
  },
};
