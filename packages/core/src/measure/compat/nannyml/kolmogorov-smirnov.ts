import { placeOf } from '../../../stats/equal-bins.ts';
import { kolmogorovSmirnov } from '../../../stats/two-samples.ts';
import { fineBins, heightsOn, ROWS_BINNED_MIN } from './fine-bins.ts';
import type { NannyMethod } from './method.ts';
import { nannyUpper } from './threshold.ts';

/**
 * The distance of Kolmogorov and Smirnov: of the rows where the reference has fewer than 10,000, else at the ends of
 * 10,000 bins of equal width, so that heavy tails hide what moved.
 */
export const nannyKolmogorovSmirnov: NannyMethod<Float64Array> = {
  id: 'kolmogorov_smirnov',
  name: 'Kolmogorov-Smirnov statistic',
  fit: (reference) => {
    if (reference.length < ROWS_BINNED_MIN) {
      return (window) => ({ value: kolmogorovSmirnov(reference, window)?.distance ?? Number.NaN });
    }
    const { edges, heights } = fineBins(reference);
    return (window) => {
      if (window.length === 0) return { value: Number.NaN };
      const own = heightsOn(window, edges, placeOf(window, edges[0]!) / window.length); // ! there are edges
      return { value: own.reduce((most, height, k) => Math.max(most, Math.abs(height - heights[k]!)), 0) }; // ! bins
    };
  },
  threshold: (values) => nannyUpper(values, { low: 0, high: 1 }),
};
