import { placeAfter, placeOf } from '../../../stats/equal-bins.ts';
import { sum } from '../../../stats/sum.ts';
import { wassersteinDistance } from '../../../stats/two-samples.ts';
import { fineBins, heightsOn, ROWS_BINNED_MIN } from './fine-bins.ts';
import type { NannyMethod } from './method.ts';
import { nannyUpper } from './threshold.ts';

/**
 * The Wasserstein distance in the unit of the column: of the rows where the reference has fewer than 10,000, else on
 * 10,000 bins of equal width, with a row too many counted on each side where a window passes the reference.
 */
export const nannyWasserstein: NannyMethod<Float64Array> = {
  id: 'wasserstein',
  name: 'Wasserstein distance',
  fit: (reference) => {
    if (reference.length < ROWS_BINNED_MIN) {
      return (window) => ({ value: wassersteinDistance(reference, window) ?? Number.NaN });
    }
    const { edges, heights } = fineBins(reference);
    const [low, high] = [edges[0]!, edges[edges.length - 1]!]; // ! there are edges
    const width = edges[1]! - low; // ! two edges or more
    return (window) => {
      const n = window.length;
      if (n === 0) return { value: Number.NaN };
      const smaller = Float64Array.from([...window.subarray(0, placeOf(window, low)), low]);
      const bigger = Float64Array.from([high, ...window.subarray(placeAfter(window, high))]);
      const below = smaller.length > 1 ? smaller.length / n : 0;
      const above = bigger.length > 1 ? bigger.length / n : 0;
      const own = heightsOn(window, edges, below);
      const within = sum(own.map((height, k) => Math.abs(heights[k]! - height) * width)); // ! as many bins
      const left = areaOf(smaller, (share) => share);
      return { value: within + below * left + above * areaOf(bigger, (share) => 1 - share) };
    };
  },
  threshold: (values) => nannyUpper(values),
};

/** The area under a function of the share of these rows up to each place. */
function areaOf(sorted: Float64Array, height: (share: number) => number): number {
  const areas: number[] = [];
  for (let i = 1; i < sorted.length; i++) {
    areas.push(height(i / sorted.length) * (sorted[i]! - sorted[i - 1]!)); // ! i < length
  }
  return sum(areas);
}
