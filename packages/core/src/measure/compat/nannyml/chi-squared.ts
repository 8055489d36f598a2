import { chiSquaredTest } from '../../../stats/contingency.ts';
import type { LevelCounts, NannyMethod } from './method.ts';

/** The test of independence, corrected by Yates for two levels; an alert below a chance of 0.05 whatever the rows. */
export const nannyChiSquared: NannyMethod<LevelCounts> = {
  id: 'chi2',
  name: 'Chi2 statistic',
  fit: (reference) => (window) => {
    if (window.size === 0) return { value: Number.NaN };
    const levels = [...new Set([...reference.keys(), ...window.keys()])];
    const table = [reference, window].map((side) => levels.map((level) => side.get(level) ?? 0));
    const found = chiSquaredTest(table, { isCorrected: true });
    return { value: found?.statistic ?? Number.NaN, p: found?.p ?? 1 };
  },
  threshold: () => ({ lower: null, upper: null }),
};
