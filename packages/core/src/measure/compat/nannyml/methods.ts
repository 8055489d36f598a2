import { nannyChiSquared } from './chi-squared.ts';
import { hellingerOfLevels, hellingerOfNumbers } from './hellinger.ts';
import { jensenShannonOfLevels, jensenShannonOfNumbers } from './jensen-shannon.ts';
import { nannyKolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { nannyLInfinity } from './l-infinity.ts';
import type { LevelCounts, NannyMethod } from './method.ts';
import { nannyWasserstein } from './wasserstein.ts';

/** NannyML's methods for numbers, its default first. */
export const NANNY_NUMBERS: readonly NannyMethod<Float64Array>[] = [
  jensenShannonOfNumbers,
  nannyKolmogorovSmirnov,
  nannyWasserstein,
  hellingerOfNumbers,
];

/** NannyML's methods for levels, its default first. */
export const NANNY_LEVELS: readonly NannyMethod<LevelCounts>[] = [
  jensenShannonOfLevels,
  nannyChiSquared,
  hellingerOfLevels,
  nannyLInfinity,
];
