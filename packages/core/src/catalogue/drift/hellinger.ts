import { chiMean } from '../../stats/chi.ts';
import { hellingerDistance } from '../../stats/histogram-distance.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { type HistogramSides, histogramSides, movedShares, perRow } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';
import { unseenByChance } from '../unseen-texts.ts';

/**
 * What unseen texts add to the square where nothing moved: half of their share, whose bin is empty in the reference,
 * and as much as the bin of rare texts has lost to them.
 */
function unseenPart(given: Parameters<typeof unseenByChance>[0], { n, size }: HistogramSides): number {
  const { share, fromOther, other } = unseenByChance(given, { reference: size, window: n });
  return share / 2 + (fromOther === 0 ? 0 : fromOther ** 2 / (8 * (other - fromOther / 2)));
}

export default defineWindowMetric({
  id: 'hellinger',
  family: 'drift',
  title: 'Hellinger distance',
  question: 'How far is the mix of values from that of the reference, with rare values counting for more?',
  formula: 'square root of 1 - sum of sqrt(p q), p and q the shares per bin of reference and window',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram'] },
  params: severityParams(0.05, 0.1),
  laws: ['zero-on-equal', 'symmetric', 'bin-order-free'],
  edges:
    'Where a side has no row it is a gap (too-few-rows). Bins that are empty on both sides are left out, save the levels of text. An empty bin needs no constant. The noise counts unseen texts that a reference with as many rare ones must expect.',
  sources: [{ title: 'E. Hellinger, Neue Begruendung der Theorie quadratischer Formen', year: 1909, relation: 'same' }],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [
    { given: givenCounts([1, 0], [0, 1]), value: 1, by: 'nothing in common' },
    {
      given: givenCounts([1, 1], [2, 0]),
      value: Math.sqrt(1 - Math.SQRT1_2),
      by: 'sqrt(p q) is sqrt(1/2) and 0',
    },
  ],
  measure(given) {
    const sides = histogramSides(given);
    if (isGap(sides)) return sides;
    return {
      value: hellingerDistance(sides) ?? 0,
      n: sides.n,
      noise: Math.sqrt((perRow(sides) / 8) * chiMean(sides.names.length - 1) ** 2 + unseenPart(given, sides)),
      parts: movedShares(sides),
    };
  },
});
