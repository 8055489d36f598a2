import { totalVariation, totalVariationNoise } from '../../stats/histogram-distance.ts';
import { normalCdf } from '../../stats/normal.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { type HistogramSides, histogramSides, movedShares, perRow, pooledShares } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';
import { unseenByChance } from '../unseen-texts.ts';

/**
 * What unseen texts add where nothing moved: half of their share in place of what a bin of both sides would give, and
 * half of what the bin of rare texts, which has lost rows to them, is farther from the reference than by itself.
 */
function unseenPart(given: Parameters<typeof unseenByChance>[0], sides: HistogramSides): number {
  const { share, fromOther, other } = unseenByChance(given, { reference: sides.size, window: sides.n });
  if (share === 0) return 0;
  const own = pooledShares(sides)[sides.names.indexOf('new')] ?? 0;
  const alone = totalVariationNoise([own], perRow(sides));
  const spread = Math.sqrt(other * (1 - other) * perRow(sides));
  const lost = spread === 0 ? fromOther : foldedMean(fromOther, spread) - foldedMean(0, spread);
  return share / 2 - alone + lost / 2;
}

/** The mean of |x| of a normal x (Leone, Nelson and Nottingham 1961). */
const foldedMean = (mean: number, deviation: number): number => {
  const z = mean / deviation;
  return deviation * Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) + mean * (1 - 2 * normalCdf(-z));
};

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
    'Where a side has no row it is a gap (too-few-rows). Bins that are empty on both sides are left out, save the levels of text. The noise counts unseen texts that a reference with as many rare ones must expect.',
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
      noise: totalVariationNoise(pooledShares(sides), perRow(sides)) + unseenPart(given, sides),
      parts: movedShares(sides),
    };
  },
});
