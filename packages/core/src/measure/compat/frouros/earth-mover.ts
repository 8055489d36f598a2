import { wassersteinDistance } from '../../../stats/two-samples.ts';
import { distance, type FrourosMethod } from './method.ts';

/** The Wasserstein distance in the unit of the column. */
export const earthMover: FrourosMethod = {
  id: 'EMD',
  name: "Earth Mover's distance",
  measure: ({ reference, current }) => distance(wassersteinDistance(reference, current)),
};
