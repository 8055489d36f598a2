import { greatestShareDifference } from '../../../stats/histogram-distance.ts';
import type { LevelCounts, NannyMethod } from './method.ts';
import { nannyUpper } from './threshold.ts';

/** The greatest difference of a level's share. */
export const nannyLInfinity: NannyMethod<LevelCounts> = {
  id: 'l_infinity',
  name: 'L-Infinity distance',
  fit: (reference) => (window) => {
    const levels = [...new Set([...reference.keys(), ...window.keys()])];
    const counts = (side: LevelCounts) => levels.map((level) => side.get(level) ?? 0);
    return { value: greatestShareDifference({ reference: counts(reference), window: counts(window) }) ?? Number.NaN };
  },
  threshold: (values) => nannyUpper(values),
};
