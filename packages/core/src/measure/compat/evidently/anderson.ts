import { andersonDarling } from '../../../stats/anderson-darling.ts';
import type { EvidentlyMethod } from './method.ts';

/** The test of Anderson and Darling, its chance ended at 0.001 and 0.25. */
export const anderson: EvidentlyMethod = {
  id: 'anderson',
  name: 'Anderson-Darling',
  kinds: ['num'],
  threshold: 0.1,
  drift: 'below',
  score: ({ numbers }) => (numbers && andersonDarling(numbers.reference, numbers.current)?.p) ?? 'one-value',
};
