import { EPPS_ROWS_MIN, eppsSingleton } from '../../../stats/epps-singleton.ts';
import type { EvidentlyMethod } from './method.ts';

/** The test of Epps and Singleton. */
export const eppsSingletonTest: EvidentlyMethod = {
  id: 'es',
  name: 'Epps-Singleton',
  kinds: ['num'],
  threshold: 0.05,
  drift: 'below',
  score: ({ numbers, n }) =>
    Math.min(n.reference, n.current) < EPPS_ROWS_MIN
      ? 'too-few-rows'
      : ((numbers && eppsSingleton(numbers.reference, numbers.current)?.p) ?? 'middle-half-flat'),
};
