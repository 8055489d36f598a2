import { jensenShannonDistance } from '../../../stats/histogram-distance.ts';
import { evidentlyShares } from './bins.ts';
import type { EvidentlyMethod } from './method.ts';

/** The root of the divergence of Jensen and Shannon in nats. */
export const jensenShannon: EvidentlyMethod = {
  id: 'jensenshannon',
  name: 'Jensen-Shannon distance',
  kinds: ['num', 'cat'],
  threshold: 0.1,
  drift: 'at-least',
  score: (pair) => {
    const { reference, current } = evidentlyShares(pair);
    return jensenShannonDistance({ reference, window: current })! * Math.sqrt(Math.LN2); // ! both sides have rows
  },
};
