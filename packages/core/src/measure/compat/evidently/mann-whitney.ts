import { mannWhitney } from '../../../stats/mann-whitney.ts';
import type { EvidentlyMethod } from './method.ts';

/** The rank test of Mann and Whitney, one-sided: only a reference that is smaller is drift. */
export const mannWhitneyTest: EvidentlyMethod = {
  id: 'mannw',
  name: 'Mann-Whitney U-rank test',
  kinds: ['num'],
  threshold: 0.05,
  drift: 'below',
  score: ({ numbers }) => (numbers && mannWhitney(numbers.reference, numbers.current)?.less) ?? 'one-value',
};
