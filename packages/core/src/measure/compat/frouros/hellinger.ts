import { hellingerDistance } from '../../../stats/histogram-distance.ts';
import { BINS, frourosShares } from './bins.ts';
import { distance, type FrourosMethod } from './method.ts';

/** The Hellinger distance of bins of equal width. */
export const hellinger = (bins = BINS): FrourosMethod => ({
  id: 'HellingerDistance',
  name: 'Hellinger distance',
  measure: (pair) => {
    const { reference, current } = frourosShares(pair, bins);
    return distance(hellingerDistance({ reference, window: current }));
  },
});
