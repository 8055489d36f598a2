import { kolmogorovSmirnov, kolmogorovSmirnovAutoP } from '../../../stats/two-samples.ts';
import type { FrourosMethod } from './method.ts';

/** The test of Kolmogorov and Smirnov, exact for up to 10,000 rows on both sides. */
export const kolmogorovSmirnovTest: FrourosMethod = {
  id: 'KSTest',
  name: 'Kolmogorov-Smirnov test',
  measure: ({ reference, current }) => {
    const found = kolmogorovSmirnov(reference, current);
    if (found === null) return 'too-few-rows';
    const seen = { n: reference.length, m: current.length, distance: found.distance };
    return { statistic: found.distance, p: kolmogorovSmirnovAutoP(seen) };
  },
};
