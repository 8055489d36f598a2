import { cramerVonMises } from '../../../stats/cramer-von-mises.ts';
import type { EvidentlyMethod } from './method.ts';

/** The test of Cramér and von Mises on mean ranks, which ties make too great. */
export const cramerVonMisesTest: EvidentlyMethod = {
  id: 'cramer_von_mises',
  name: 'Cramer-von Mises',
  kinds: ['num'],
  threshold: 0.1,
  drift: 'at-most',
  score: ({ numbers }) => (numbers && cramerVonMises(numbers.reference, numbers.current)?.p) ?? 'too-few-rows',
};
