import { jensenShannonDistance } from '../../../stats/histogram-distance.ts';
import { frourosMasses } from './bins.ts';
import { distance, type FrourosMethod } from './method.ts';

/** The root of the divergence of Jensen and Shannon of nine masses: in nats, or by a base. */
export const jensenShannon = (base = Math.E): FrourosMethod => ({
  id: 'JS',
  name: 'Jensen-Shannon distance',
  measure: (pair) => {
    const { reference, current } = frourosMasses(pair);
    const inBits = jensenShannonDistance({ reference, window: current });
    return distance(inBits === null ? null : inBits * Math.sqrt(Math.LN2 / Math.log(base)));
  },
});
