import { sum } from '../../../stats/sum.ts';
import { frourosShares } from './bins.ts';
import { distance, type FrourosMethod } from './method.ts';

/** 1 less the coefficient of Bhattacharyya, without the logarithm of the distance of that name. */
export const bhattacharyya: FrourosMethod = {
  id: 'BhattacharyyaDistance',
  name: 'Bhattacharyya distance',
  measure: (pair) => {
    const { reference, current } = frourosShares(pair);
    return distance(1 - sum(reference.map((p, k) => Math.sqrt(p * current[k]!)))); // ! as many bins
  },
};
