import { energyDistance } from '../../../stats/two-samples.ts';
import type { EvidentlyMethod } from './method.ts';

/** The energy distance, in the root of the column's unit. */
export const energy: EvidentlyMethod = {
  id: 'ed',
  name: 'Energy-distance',
  kinds: ['num'],
  threshold: 0.1,
  drift: 'above',
  score: ({ numbers }) => (numbers && energyDistance(numbers.reference, numbers.current)) ?? 'too-few-rows',
};
