import { cramerVonMises } from '../../../stats/cramer-von-mises.ts';
import type { FrourosMethod } from './method.ts';

/** The test of Cramér and von Mises on mean ranks, which ties make too great. */
export const cramerVonMisesTest: FrourosMethod = {
  id: 'CVMTest',
  name: 'Cramér-von Mises test',
  measure: ({ reference, current }) => cramerVonMises(reference, current) ?? 'too-few-rows',
};
