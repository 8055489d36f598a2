import { supremumOfShares } from '../../stats/binned-distance.ts';
import { sharesOf, totalVariationNoise } from '../../stats/histogram-distance.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenNumbers } from '../given-window.ts';
import { movedShares, orderedSides, perRow, pooledShares } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';

/** The mean of the limiting distribution: √(π / 2) ln 2. */
const MEAN = 0.8687311606361592;

export default defineWindowMetric({
  id: 'kolmogorov-smirnov',
  family: 'drift',
  title: 'Kolmogorov-Smirnov distance',
  question: 'By how much does the share of rows below a value differ at most from the reference?',
  formula: 'the greatest |F - G| at the ends of the bins, F and G the distribution functions of reference and window',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram'] },
  params: severityParams(0.05, 0.1),
  laws: ['zero-on-equal', 'symmetric'],
  edges:
    'Where a side has no row it is a gap (too-few-rows). Text has no order and is a gap (not-ordered). Missing values are left out. From bins it is at most the distance between the rows, and smaller by no more than the share of one bin, about 1/32; it is equal where the reference has at most 32 different values. The noise is that of numbers without ties, or of the total variation where that is less.',
  sources: [
    {
      title: 'N. Smirnov, Table for estimating the goodness of fit of empirical distributions',
      year: 1948,
      relation: 'adapted',
      note: 'from bins, and without a p-value, which says little about many rows',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [
    {
      given: givenNumbers([0, 1, 2, 3], [0, 1, 1, 2], [1, 2, 2, 5]),
      value: 0.5,
      by: 'below 2 are 3 of 4 and 1 of 4',
    },
  ],
  measure(given) {
    const sides = orderedSides(given);
    if (isGap(sides)) return sides;
    const [reference, window] = [sharesOf(sides.reference), sharesOf(sides.window)];
    if (reference === null || window === null) return { gap: 'too-few-rows', n: sides.n };
    const loose = MEAN * Math.sqrt(perRow(sides));
    return {
      value: supremumOfShares({ reference, window }),
      n: sides.n,
      noise: Math.min(loose, totalVariationNoise(pooledShares(sides), perRow(sides))),
      parts: movedShares(sides).filter(({ value }) => value !== 0),
    };
  },
});
