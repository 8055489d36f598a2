import { anderson } from './anderson.ts';
import { chisquare } from './chisquare.ts';
import { cramerVonMisesTest } from './cramer-von-mises.ts';
import { energy } from './energy.ts';
import { eppsSingletonTest } from './epps-singleton.ts';
import { fisherExactTest } from './fisher-exact.ts';
import { gTest } from './g-test.ts';
import { hellinger } from './hellinger.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { klDivergence } from './kl-divergence.ts';
import { kolmogorovSmirnovTest } from './kolmogorov-smirnov.ts';
import { mannWhitneyTest } from './mann-whitney.ts';
import { meanDiscrepancyTest } from './mean-discrepancy.ts';
import type { EvidentlyMethod } from './method.ts';
import type { EvidentlyPair } from './pair.ts';
import { psi } from './psi.ts';
import { tTest } from './t-test.ts';
import { totalVariationTest } from './total-variation.ts';
import { wasserstein } from './wasserstein.ts';
import { zTest } from './z-test.ts';

/** All tests of Evidently 0.7 on columns of numbers and levels. */
export const EVIDENTLY_METHODS: readonly EvidentlyMethod[] = [
  anderson,
  chisquare,
  cramerVonMisesTest,
  energy,
  eppsSingletonTest,
  fisherExactTest,
  gTest,
  hellinger,
  jensenShannon,
  klDivergence,
  kolmogorovSmirnovTest,
  mannWhitneyTest,
  meanDiscrepancyTest,
  psi,
  tTest,
  totalVariationTest,
  wasserstein,
  zTest,
];

/** Up to this many rows of the reference its default is a test, beyond it a distance. */
const ROWS_TEST_MAX = 1000;
/** Numbers with up to this many distinct values are treated as levels by the default. */
const FEW = 5;

/** The test that Evidently takes when none is named: by rows of the reference and distinct values of both sides. */
export function evidentlyDefault({ kind, n, distinct }: EvidentlyPair): EvidentlyMethod {
  const isNumber = kind === 'num' && distinct.both > FEW;
  if (n.reference > ROWS_TEST_MAX) return isNumber ? wasserstein : jensenShannon;
  if (isNumber) return kolmogorovSmirnovTest;
  return distinct.both > 2 ? chisquare : zTest;
}

/** From this share of drifted columns on Evidently calls the whole table drifted. */
export const EVIDENTLY_DRIFT_SHARE = 0.5;
