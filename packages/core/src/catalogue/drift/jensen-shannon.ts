import { chiMean } from '../../stats/chi.ts';
import { jensenShannonDistance } from '../../stats/histogram-distance.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { type HistogramSides, histogramSides, movedShares, perRow } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';
import { unseenByChance } from '../unseen-texts.ts';

/**
 * What unseen texts add to the square where nothing moved: half a bit for each of them, whose bin is empty in the
 * reference, and as much as the bin of rare texts has lost to them.
 */
function unseenPart(given: Parameters<typeof unseenByChance>[0], { n, size }: HistogramSides): number {
  const { share, fromOther, other } = unseenByChance(given, { reference: size, window: n });
  const lost = fromOther === 0 ? 0 : fromOther ** 2 / (8 * Math.LN2 * (other - fromOther / 2));
  return share / 2 + lost;
}

export default defineWindowMetric({
  id: 'jensen-shannon',
  family: 'drift',
  title: 'Jensen-Shannon distance',
  question: 'How far is the mix of values from that of the reference, from 0 to 1?',
  formula: 'square root of half of KL(p to m) and half of KL(q to m), in bits, m the mean of the shares p and q',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram'] },
  params: severityParams(0.05, 0.1),
  laws: ['zero-on-equal', 'symmetric', 'bin-order-free'],
  edges:
    'Where a side has no row it is a gap (too-few-rows). Bins that are empty on both sides are left out, save the levels of text. In bits, so that it ends at 1; with natural logarithms, as other programs have it, it is 0.83 times as much. An empty bin needs no constant. The noise counts unseen texts that a reference with as many rare ones must expect.',
  sources: [
    {
      title: 'D. Endres and J. Schindelin, A new metric for probability distributions',
      year: 2003,
      relation: 'same',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [
    { given: givenCounts([1, 0], [0, 1]), value: 1, by: 'nothing in common: one bit' },
    {
      given: givenCounts([1, 1], [2, 0]),
      value: 0.5579230452841438,
      by: 'm is 3/4, 1/4; (1/2 log2(2/3) + 1/2 + log2(4/3)) / 2 = 0.311278, and its root',
    },
  ],
  measure(given) {
    const sides = histogramSides(given);
    if (isGap(sides)) return sides;
    return {
      value: jensenShannonDistance(sides) ?? 0,
      n: sides.n,
      noise: Math.sqrt(
        (perRow(sides) / (8 * Math.LN2)) * chiMean(sides.names.length - 1) ** 2 + unseenPart(given, sides),
      ),
      parts: movedShares(sides),
    };
  },
});
