import { chiExcessMean } from '../../stats/chi.ts';
import { chiSquaredTest, cramersVCorrected } from '../../stats/contingency.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { histogramSides, movedShares } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';

export default defineWindowMetric({
  id: 'chi-squared',
  family: 'drift',
  title: "Cramér's V of chi-squared",
  question: 'How much does which value a row has tell of whether it is from the window or from the reference?',
  formula:
    'sqrt(phi2 / (min(2, J) - 1)), phi2 = max(0, chi2 / M - (J - 1) / (M - 1)); M rows in both, sizes of the table less their bias',
  unit: 'score',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  needs: { window: ['histogram'] },
  params: severityParams(0.05, 0.1),
  laws: ['zero-on-equal', 'symmetric', 'bin-order-free'],
  edges:
    'Where a side has no row, or so few that the correction leaves nothing, it is a gap (too-few-rows). One bin alone cannot move: 0. Bins that are empty on both sides are left out. The p-value of chi-squared is not shown: with many rows any difference is significant.',
  sources: [
    { title: "W. Bergsma, A bias-correction for Cramér's V and Tschuprow's T", year: 2013, relation: 'same' },
    {
      title: 'K. Pearson, On the criterion that a given system of deviations',
      year: 1900,
      relation: 'adapted',
      note: 'the size of the effect, not the statistic, which grows with the rows',
    },
  ],
  clauses: ['MEASURE 2.4', 'MANAGE 4.1'],
  maturity: 'trial',
  examples: [
    { given: givenCounts([10, 0], [0, 10]), value: 1, by: 'the value tells the side for certain' },
    {
      given: givenCounts([3, 1], [1, 3]),
      value: Math.SQRT1_2 / 2,
      by: 'chi2 = 2, M = 8: phi2 = 1/4 - 1/7 = 3/28; sizes 2 - 1/7, so 6/7; 3/28 / (6/7) = 1/8',
    },
  ],
  measure(given) {
    const sides = histogramSides(given);
    if (isGap(sides)) return sides;
    const used = sides.names.flatMap((_, j) => (sides.reference[j]! + sides.window[j]! > 0 ? [j] : [])); // ! a bin
    const parts = movedShares(sides);
    if (used.length === 1) return { value: 0, n: sides.n, noise: 0, parts };
    const row = (counts: Float64Array): number[] => used.map((j) => counts[j]!); // ! a bin
    const total = sides.n + sides.size;
    const test = chiSquaredTest([row(sides.reference), row(sides.window)]);
    const table = { rows: 2, columns: used.length, total };
    const value = test && cramersVCorrected(test.statistic, table);
    if (value === null) return { gap: 'too-few-rows', n: sides.n };
    // What the root of the excess of chi-squared over its mean is by chance, on the scale of V.
    const least = 1 - 1 / (total - 1);
    return { value, n: sides.n, noise: Math.min(1, chiExcessMean(used.length - 1) / Math.sqrt(total * least)), parts };
  },
});
