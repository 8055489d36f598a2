import { meanEstimate } from '../../../stats/mean.ts';
import { studentCdf } from '../../../stats/student.ts';
import { welch } from '../../../stats/welch.ts';
import type { FrourosMethod } from './method.ts';

/** Welch's test of two means. */
export const welchTest: FrourosMethod = {
  id: 'WelchTTest',
  name: "Welch's t-test",
  measure: ({ reference, current }) => {
    const [a, b] = [meanEstimate(reference), meanEstimate(current)];
    const found = a && b && welch(a, b);
    if (found === null && a && b && a.mean !== b.mean)
      return { statistic: a.mean > b.mean ? Infinity : -Infinity, p: 0 };
    return found ? { statistic: found.t, p: 2 * studentCdf(-Math.abs(found.t), found.degrees) } : 'one-value';
  },
};
