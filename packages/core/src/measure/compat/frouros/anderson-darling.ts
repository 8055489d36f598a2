import { andersonDarling } from '../../../stats/anderson-darling.ts';
import type { FrourosMethod } from './method.ts';

/** The test of Anderson and Darling, its chance ended at 0.001 and 0.25. */
export const andersonDarlingTest: FrourosMethod = {
  id: 'AndersonDarlingTest',
  name: 'Anderson-Darling test',
  measure: ({ reference, current }) => andersonDarling(reference, current) ?? 'one-value',
};
