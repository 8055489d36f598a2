import { mannWhitney } from '../../../stats/mann-whitney.ts';
import type { FrourosMethod } from './method.ts';

/** The rank test of Mann and Whitney, two-sided. */
export const mannWhitneyTest: FrourosMethod = {
  id: 'MannWhitneyUTest',
  name: 'Mann-Whitney U test',
  measure: ({ reference, current }) => {
    const found = mannWhitney(reference, current);
    return found === null ? 'one-value' : { statistic: found.u, p: found.twoSided };
  },
};
