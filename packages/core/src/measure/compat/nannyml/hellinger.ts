import { hellingerDistance } from '../../../stats/histogram-distance.ts';
import { type Counter, doaneCounter, levelCounter } from './bins.ts';
import type { LevelCounts, NannyMethod } from './method.ts';
import { nannyUpper } from './threshold.ts';

const made = <V extends Float64Array | LevelCounts>(counter: (reference: V) => Counter<V>): NannyMethod<V> => ({
  id: 'hellinger',
  name: 'Hellinger distance',
  fit: (reference) => {
    const count = counter(reference);
    return (window) => {
      const counts = count(window);
      return { value: counts === null ? Number.NaN : (hellingerDistance(counts) ?? Number.NaN) };
    };
  },
  threshold: (values) => nannyUpper(values),
});

/** The Hellinger distance on Doane's bins of the reference. */
export const hellingerOfNumbers = made(doaneCounter);
/** The same over levels. */
export const hellingerOfLevels = made(levelCounter);
