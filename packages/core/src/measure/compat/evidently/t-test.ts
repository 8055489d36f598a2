import { studentCdf } from '../../../stats/student.ts';
import { moments } from '../../../stats/sum.ts';
import type { EvidentlyMethod } from './method.ts';

/** Student's test of two means with one variance for both. */
export const tTest: EvidentlyMethod = {
  id: 't_test',
  name: 't_test',
  kinds: ['num'],
  threshold: 0.05,
  drift: 'below',
  score: ({ numbers }) => {
    const [a, b] = [moments(numbers?.reference ?? []), moments(numbers?.current ?? [])];
    if (a === null || b === null || a.n + b.n < 3) return 'too-few-rows';
    const degrees = a.n + b.n - 2;
    const error = Math.sqrt(((a.m2 + b.m2) / degrees) * (1 / a.n + 1 / b.n));
    if (error === 0) return a.mean === b.mean ? 'one-value' : 0;
    return 2 * studentCdf(-Math.abs(a.mean - b.mean) / error, degrees);
  },
};
