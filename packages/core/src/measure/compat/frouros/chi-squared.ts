import { chiSquaredTest } from '../../../stats/contingency.ts';
import type { TwoCounts } from '../../../stats/histogram-distance.ts';
import { type CompatAnswer, whyKey } from '../answer.ts';

const [ID, NAME] = ['ChiSquareTest', 'Chi-square test'];

/** The test of independence of side and level, corrected by Yates where there are two levels. */
export function frourosChiSquared({ reference, window }: TwoCounts): CompatAnswer {
  const found = chiSquaredTest([Array.from(window), Array.from(reference)], { isCorrected: true });
  if (found === null) return { id: ID, name: NAME, gap: 'too-few-rows' };
  const { statistic, p } = found;
  return { id: ID, name: NAME, statistic, p, threshold: null, isDrift: null, why: whyKey('frouros', ID) };
}
