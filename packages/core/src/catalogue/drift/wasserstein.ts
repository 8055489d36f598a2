import type { NumberBins } from '../../profile/bins.ts';
import { deviationOf, type Moments } from '../../profile/moments.ts';
import { areaOfShares, spreadArea } from '../../stats/binned-distance.ts';
import { sharesOf } from '../../stats/histogram-distance.ts';
import { nextFloat } from '../../stats/next-float.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenNumbers } from '../given-window.ts';
import { movedShares, orderedSides, perRow, pooledShares } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';

export default defineWindowMetric({
  id: 'wasserstein',
  family: 'drift',
  title: 'Wasserstein distance',
  question: 'By how much, in standard deviations of the reference, would the values have to be moved?',
  formula: 'area between the distribution functions of reference and window / standard deviation of the reference',
  unit: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram', 'moments'] },
  params: severityParams(0.1, 0.2),
  laws: ['zero-on-equal'],
  edges:
    'Where a side has no row it is a gap (too-few-rows). Text has no order and is a gap (not-ordered); a constant reference has no standard deviation (no-variance). Missing values are left out. The difference of the means, which the distance is never below, is that of the rows; for the rest, rows are taken to lie evenly within a bin, and outside up to the least and the greatest value.',
  sources: [
    {
      title: 'L. Kantorovich and G. Rubinstein, On a space of completely additive functions',
      year: 1958,
      relation: 'adapted',
      note: 'from bins, by the standard deviation of the reference',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [
    {
      given: givenNumbers([0, nextFloat(0), 2, nextFloat(2)], [0, 0, 2, 2], [0, 2, 2, 2]),
      value: Math.sqrt(3) / 4,
      by: 'a quarter of the rows moves by 2; the standard deviation is sqrt(4/3)',
    },
  ],
  measure(given) {
    const sides = orderedSides(given);
    if (isGap(sides)) return sides;
    const [reference, window] = [sharesOf(sides.reference), sharesOf(sides.window)];
    if (reference === null || window === null) return { gap: 'too-few-rows', n: sides.n };
    const deviation = deviationOf(given.reference.moments);
    if (deviation === null || deviation === 0) return { gap: 'no-variance', n: sides.n };
    const widths = widthsOf(sides.bins, [given.reference.moments, given.window.moments]);
    const meanDifference = given.window.moments.mean - given.reference.moments.mean;
    const spread = spreadArea(pooledShares(sides), widths);
    return {
      value: areaOfShares({ reference, window }, widths, meanDifference) / deviation,
      n: sides.n,
      noise: (Math.sqrt((2 / Math.PI) * perRow(sides)) * spread) / deviation,
      parts: movedShares(sides).filter(({ value }) => value !== 0),
    };
  },
});

/** How wide the pieces are: below from the least value of all, the bins, above to the greatest. */
function widthsOf({ edges }: NumberBins, moments: readonly Moments[]): Float64Array {
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  const least = Math.min(first, ...moments.map((side) => side.least));
  const greatest = Math.max(last, ...moments.map((side) => side.greatest));
  const ends = [least, ...edges, greatest];
  return Float64Array.from({ length: ends.length - 1 }, (_, j) => ends[j + 1]! - ends[j]!); // ! j + 1 < length
}
