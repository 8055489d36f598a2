import { sum } from '../../../stats/sum.ts';
import { frourosShares } from './bins.ts';
import { distance, type FrourosMethod } from './method.ts';

/** 1 less the mass that both histograms share. */
export const intersection: FrourosMethod = {
  id: 'HINormalizedComplement',
  name: 'HI normalized complement',
  measure: (pair) => {
    const { reference, current } = frourosShares(pair);
    return distance(1 - sum(reference.map((p, k) => Math.min(p, current[k]!)))); // ! as many bins
  },
};
