import { jensenShannonDistance } from '../../../stats/histogram-distance.ts';
import { type Counter, doaneCounter, levelCounter } from './bins.ts';
import type { LevelCounts, NannyMethod } from './method.ts';
import { nannyUpper } from './threshold.ts';

const made = <V extends Float64Array | LevelCounts>(counter: (reference: V) => Counter<V>): NannyMethod<V> => ({
  id: 'jensen_shannon',
  name: 'Jensen-Shannon distance',
  fit: (reference) => {
    const count = counter(reference);
    return (window) => {
      const counts = count(window);
      return { value: counts === null ? Number.NaN : (jensenShannonDistance(counts) ?? Number.NaN) };
    };
  },
  threshold: (values) => nannyUpper(values),
});

/** The root of the divergence of Jensen and Shannon in bits, on Doane's bins of the reference. */
export const jensenShannonOfNumbers = made(doaneCounter);
/** The same over levels. */
export const jensenShannonOfLevels = made(levelCounter);
