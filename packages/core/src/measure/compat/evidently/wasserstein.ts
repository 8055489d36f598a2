import { moments } from '../../../stats/sum.ts';
import { wassersteinDistance } from '../../../stats/two-samples.ts';
import type { EvidentlyMethod } from './method.ts';

/** The Wasserstein distance by the reference's standard deviation (of all rows), that by 0.001 at least. */
export const wasserstein: EvidentlyMethod = {
  id: 'wasserstein',
  name: 'Wasserstein distance (normed)',
  kinds: ['num'],
  threshold: 0.1,
  drift: 'at-least',
  score: ({ numbers }) => {
    const area = numbers && wassersteinDistance(numbers.reference, numbers.current);
    const spread = numbers && moments(numbers.reference);
    return area === null || spread === null ? 'too-few-rows' : area / Math.max(Math.sqrt(spread.m2 / spread.n), 0.001);
  },
};
