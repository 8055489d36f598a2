import { sum } from '../../../stats/sum.ts';
import { BINS, frourosShares } from './bins.ts';
import { distance, type FrourosMethod } from './method.ts';

/** What an empty bin holds instead of nothing: the least normal double, so that one such bin adds hundreds. */
const NOTHING = 2.2250738585072014e-308;

/** The population stability index of bins of equal width. */
export const psi = (bins = BINS): FrourosMethod => ({
  id: 'PSI',
  name: 'PSI',
  measure: (pair) => {
    const { reference, current } = frourosShares(pair, bins);
    const terms = reference.map((share, k) => {
      const [p, q] = [share || NOTHING, current[k]! || NOTHING]; // ! as many bins
      return (q - p) * (Math.log(q) - Math.log(p));
    });
    return distance(sum(terms));
  },
});
