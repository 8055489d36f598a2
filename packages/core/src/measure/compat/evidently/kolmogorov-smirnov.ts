import { kolmogorovSmirnov, kolmogorovSmirnovAutoP } from '../../../stats/two-samples.ts';
import type { EvidentlyMethod } from './method.ts';

/** The test of Kolmogorov and Smirnov, exact for up to 10,000 rows on both sides. */
export const kolmogorovSmirnovTest: EvidentlyMethod = {
  id: 'ks',
  name: 'K-S p_value',
  kinds: ['num'],
  threshold: 0.05,
  drift: 'at-most',
  score: ({ numbers, n }) => {
    const found = numbers && kolmogorovSmirnov(numbers.reference, numbers.current);
    if (found === null) return 'too-few-rows';
    const seen = { n: n.reference, m: n.current, distance: found.distance };
    return kolmogorovSmirnovAutoP(seen) ?? 'too-few-rows';
  },
};
