import { totalVariation, totalVariationNoise } from '../../stats/histogram-distance.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { histogramSides, movedShares, perRow, pooledShares } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';

export default defineWindowMetric({
  id: 'total-variation',
  family: 'drift',
  title: 'Total variation',
  question: 'What share of the rows would have to change their value to look like the reference?',
  formula: 'half the sum of |p - q|, p and q the shares per bin of reference and window',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram'] },
  params: severityParams(0.05, 0.1),
  laws: ['zero-on-equal', 'symmetric', 'bin-order-free'],
  edges:
    'Where a side has no row it is a gap (too-few-rows). Bins that are empty on both sides are left out, save the levels of text.',
  sources: [
    { title: 'D. Levin and Y. Peres, Markov Chains and Mixing Times, section 4.1', year: 2017, relation: 'same' },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [{ given: givenCounts([1, 1, 2], [2, 1, 1]), value: 0.25, by: '1/4 rose by 1/4, 1/2 fell by 1/4' }],
  measure(given) {
    const sides = histogramSides(given);
    if (isGap(sides)) return sides;
    return {
      value: totalVariation(sides) ?? 0,
      n: sides.n,
      noise: totalVariationNoise(pooledShares(sides), perRow(sides)),
      parts: movedShares(sides),
    };
  },
});
