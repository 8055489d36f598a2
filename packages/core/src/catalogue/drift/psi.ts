import { stabilityIndex } from '../../stats/histogram-distance.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { grouped, type HistogramSides, histogramSides, movedShares, perRow } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';
import { unseenByChance } from '../unseen-texts.ts';

/** What unseen texts add where nothing moved: their own term, and that of the bin of rare texts that lost to them. */
function unseenPart(given: Parameters<typeof unseenByChance>[0], sides: HistogramSides, added: number): number {
  const { n, size, names } = sides;
  const { share, fromOther, other } = unseenByChance(given, { reference: size, window: n });
  if (share === 0) return 0;
  const [p, q] = [added / (size + added * names.length), (share * n + added) / (n + added * names.length)];
  const lost = fromOther === 0 ? 0 : fromOther ** 2 / (other - fromOther / 2);
  return Math.max(0, (q - p) * Math.log(q / p) - perRow(sides)) + lost;
}

export default defineWindowMetric({
  id: 'psi',
  family: 'drift',
  title: 'Population stability index',
  question: 'Has the mix of values moved away from the reference?',
  formula:
    'sum of (q - p) ln(q / p) over bins, q and p the shares of window and reference with `added` added to each count',
  unit: 'nats',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram'] },
  params: {
    added: {
      default: 0.5,
      min: 0.001,
      max: 1,
      help: 'Added to each count, so that an empty bin does not make the index infinite.',
    },
    groups: {
      default: 10,
      min: 2,
      max: 200,
      help: 'Into about so many groups of equal mass in the reference the bins of numbers are put.',
    },
    ...severityParams(0.1, 0.25),
  },
  laws: ['zero-on-equal', 'bin-order-free'],
  edges:
    'Where a side has no row it is a gap (too-few-rows). Bins that are empty on both sides are left out, save the levels of text. The usual limits of 0.1 and 0.25 are for the value without its noise: with ten bins and 90 rows chance alone gives 0.1. With an empty bin the index as it is often programmed is infinite, or rests on the constant that was put in the place of 0. The noise counts unseen texts that a reference with as many rare ones must expect.',
  sources: [
    {
      title: 'N. Siddiqi, Credit Risk Scorecards',
      year: 2006,
      relation: 'adapted',
      note: 'half a row is added to each count',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [
    {
      given: givenCounts([24.5, 74.5], [49.5, 49.5]),
      value: 0.27465307216702745,
      by: 'half added: shares 1/2, 1/2 and 1/4, 3/4; the sum is ln(3) / 4',
    },
  ],
  measure(given, { added, groups }) {
    const fine = histogramSides(given);
    if (isGap(fine)) return fine;
    const sides = grouped(fine, groups);
    return {
      value: stabilityIndex(sides, added) ?? 0,
      n: sides.n,
      noise: (sides.names.length - 1) * perRow(sides) + unseenPart(given, sides, added),
      parts: movedShares(sides),
    };
  },
});
